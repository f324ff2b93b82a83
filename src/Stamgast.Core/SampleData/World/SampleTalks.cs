using System.Globalization;
using Stamgast.Customers;
using Stamgast.Kinds;
using Stamgast.Relations;
using Stamgast.Service.Conversations;
using Stamgast.Service.Tickets;

namespace Stamgast.SampleData.World;

/// <summary>Invents what was asked and said, and by whom at companies.</summary>
/// <inheritdoc cref="SampleSales" path="/param" />
internal sealed class SampleTalks(Func<IEnumerable<(long Id, CustomerValues Values)>> people, long seed, long firstShop)
{
    private const long TicketStream = 14L << 40;
    private const long TalkStream = 15L << 40;
    private const long RelationStream = 16L << 40;

    private static readonly DateTime Last = SampleSales.Last.ToDateTime(new TimeOnly(16, 0), DateTimeKind.Utc);

    /// <summary>The subject of questions with a picture.</summary>
    public const string WithPicture = "Grinder makes a strange noise";

    private const string Ours = "shop@branderij.example";

    private static readonly (string Subject, string Question, string Answer)[] Questions =
    [
        (WithPicture, "Since yesterday the grinder makes a grating noise.",
            "Please send us a short film of it, then we see which part it is."),
        ("Where is my parcel?", "The tracking page has said the same for three days.", "It is at the depot and comes tomorrow; our apologies."),
        ("Factuur zonder btw-nummer", "Kunt u ons btw-nummer op de factuur zetten?", "Dat is gebeurd, de nieuwe factuur zit in de bijlage."),
        ("Changement d’adresse", "Nous avons déménagé, pouvez-vous livrer à la nouvelle adresse ?",
            "C’est noté, la prochaine livraison part à la nouvelle adresse."),
        ("Bestellung ändern", "Können Sie statt 250 g bitte 1 kg senden?", "Gern, wir haben die Bestellung geändert."),
        ("Which beans for a moka pot?", "My machine broke and I use a moka pot now. Which beans fit?",
            "Take the Huismelange, a little coarser than for espresso."),
    ];

    /// <summary>Tickets of one in seven customers.</summary>
    public IEnumerable<(RecordValues Values, int Question, DateTime At, string? Email)> Tickets()
    {
        long number = 0;
        foreach (var (id, customer) in people())
        {
            var random = new SeededRandom(seed, id + TicketStream);
            if (!random.Chance(14)) continue;
            number++;
            var at = Last.AddHours(-random.Below(9000)).AddMinutes(-random.Below(60));
            var question = random.Below(Questions.Length);
            var isOld = (Last - at).TotalDays > 10;
            var values = TicketKind.Instance.Shape.Blank();
            values[TicketKind.OwnNumber] = $"T-{at.Year.ToString(CultureInfo.InvariantCulture)}-{number.ToString("0000", CultureInfo.InvariantCulture)}";
            values[TicketKind.Subject] = Questions[question].Subject;
            values[TicketKind.OfShop] = SampleSales.Text(firstShop);
            values[TicketKind.OfCustomer] = SampleSales.Text(id);
            values[TicketKind.Channel] = random.Pick(["email", "phone", "web", "chat"]);
            values[TicketKind.Priority] = random.Chance(10) ? "high" : "normal";
            values[TicketKind.Opened] = SampleSales.Text(DateOnly.FromDateTime(at));
            values[TicketKind.OfState] = isOld ? TicketKind.Closed : random.Pick([TicketKind.Open, TicketKind.Waiting, TicketKind.Resolved]);
            if (values[TicketKind.OfState] == TicketKind.Open) values[TicketKind.WaitsSince] = KindContext.Written(at);
            yield return (values, question, at, customer[CustomerFields.Email]);
        }
    }

    /// <summary>The messages of the tickets, and notes and calls besides.</summary>
    /// <param name="beforeTickets">The ID before that of the first ticket.</param>
    public IEnumerable<RecordValues> Conversations(long beforeTickets)
    {
        long ticket = 0;
        foreach (var (values, question, at, email) in Tickets())
        {
            ticket++;
            var (customer, of) = (values[TicketKind.OfCustomer]!, beforeTickets + ticket);
            var medium = values[TicketKind.Channel] switch { "phone" => "call", "chat" => "chat", _ => "email" };
            yield return Talk(customer, medium, "in", at, Questions[question].Subject, Questions[question].Question, of, email);
            if (values[TicketKind.OfState] == TicketKind.Open) continue;
            var isMail = medium == "email";
            yield return Talk(customer, medium, "out", at.AddMinutes(isMail ? 180 : 4), (isMail ? "Re: " : "") + Questions[question].Subject,
                Questions[question].Answer, of, email);
        }
        foreach (var (id, _) in people())
        {
            var random = new SeededRandom(seed, id + TalkStream);
            if (!random.Chance(18)) continue;
            var at = Last.AddHours(-random.Below(12_000)).AddMinutes(-random.Below(60));
            var isCall = random.Chance(40);
            var talk = Talk(SampleSales.Text(id), isCall ? "call" : "note", isCall ? random.Pick(["in", "out"]) : "internal", at, null,
                random.Pick(["Belt liever niet voor negen uur.", "Wil graag een offerte voor kantoor.", "Très content du nouveau moulin.",
                    "Asked about the workshop."]), null);
            if (isCall) talk[ConversationKind.Duration] = SampleSales.Text(60 + random.Below(900));
            yield return talk;
        }
    }

    /// <summary>People at six in ten companies.</summary>
    public IEnumerable<RecordValues> Contacts()
    {
        foreach (var (id, customer) in people())
        {
            var random = new SeededRandom(seed, id + RelationStream);
            if (!customer.IsCompany || !random.Chance(60)) continue;
            var count = 1 + random.Below(2);
            for (var i = 0; i < count; i++)
            {
                var place = Places.Of(customer) ?? Places.Flanders[0];
                var person = CustomerValues.Blank();
                SamplePerson.Fill(person, place, random, null);
                var values = ContactKind.Instance.Shape.Blank();
                values[ContactKind.OfCustomer] = SampleSales.Text(id);
                values[ContactKind.FirstName] = person[CustomerFields.FirstName];
                values[ContactKind.LastName] = person[CustomerFields.LastName];
                values[ContactKind.EmailAddress] = SamplePerson.Email(person, place, isCommon: false, random);
                values[ContactKind.Function] = random.Pick(["manager", "purchasing", "accounting", "reception"]);
                values[ContactKind.Main] = i == 0 ? "1" : "0";
                yield return values;
            }
        }
    }

    private static RecordValues Talk(string customer, string medium, string way, DateTime at, string? subject, string body, long? ticket,
        string? email = null)
    {
        var values = ConversationKind.Instance.Shape.Blank();
        values[ConversationKind.OfCustomer] = customer;
        values[ConversationKind.Medium] = medium;
        values[ConversationKind.Direction] = way;
        values[ConversationKind.At] = KindContext.Written(at);
        values[ConversationKind.Subject] = subject;
        values[ConversationKind.Body] = body;
        if (medium == "email") (values[ConversationKind.From], values[ConversationKind.To]) = way == "in" ? (email, Ours) : (Ours, email);
        values[ConversationKind.Source] = "sample";
        if (ticket is { } of) values[ConversationKind.Ticket] = SampleSales.Text(of);
        return values;
    }
}
