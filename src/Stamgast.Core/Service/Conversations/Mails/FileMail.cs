using System.Globalization;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Service.Tickets;

namespace Stamgast.Service.Conversations.Mails;

/// <summary>Where a mail belongs.</summary>
/// <param name="Customers">The customers who have its address: one is linked, several are asked about, none is for a person to choose.</param>
/// <param name="Known">The conversation that is this mail already; null when it is new.</param>
/// <param name="Ticket">The ticket that it continues; null without one.</param>
/// <param name="IsOurs">True when one of us wrote it.</param>
public sealed record MailPlace(IReadOnlyList<CustomerState> Customers, long? Known, long? Ticket, bool IsOurs);

/// <summary>Files a mail with the customer it is from or to, found by the full address, never by its domain, and with the ticket that it continues.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed partial class FileMail(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Where it belongs.</summary>
    /// <param name="customer">The customer with whom it is filed, whatever its addresses; null looks for one.</param>
    public MailPlace Look(ReadMail mail, long? customer)
    {
        using var context = new KindContext(customers, viewer, clock);
        var isOurs = mail.Sender is { } sender && IsOurs(sender, context);
        var known = mail.MessageId is { } id ? ConversationKind.Known(id, context) : null;
        var found = customer is { } chosen ? context.CustomerOf(chosen) is { } of ? [of] : [] : Customers(mail, isOurs, context);
        return new MailPlace(found, known, found.Count == 1 ? TicketOf(mail, found[0].Id, context) : null, isOurs);
    }

    /// <summary>Files it with a customer.</summary>
    /// <exception cref="RecordRefusedException">The mail is there already.</exception>
    public AddedMessage Do(ReadMail mail, long customer, Actor actor)
    {
        var place = Look(mail, customer);
        if (place.Customers.Count == 0) throw new RefusedException("customer.unknown", customer);
        // A colleague who forwards what a customer wrote: it is the customer's.
        var isForwarded = place.IsOurs && mail.ForwardedFrom is not null;
        return new AddMessage(customers, viewer, clock).Do(GivenRecord.New(ConversationKind.Instance,
            (ConversationKind.OfCustomer, place.Customers[0].Id.ToString(CultureInfo.InvariantCulture)), (ConversationKind.Medium, "email"),
            (ConversationKind.Direction, place.IsOurs && !isForwarded ? "out" : "in"),
            (ConversationKind.At, mail.At is { } at ? KindContext.Written(at) : null),
            (ConversationKind.From, isForwarded ? mail.ForwardedFrom : mail.From), (ConversationKind.To, mail.To), (ConversationKind.Copy, mail.Copy),
            (ConversationKind.Subject, mail.Subject), (ConversationKind.Body, mail.Body), (ConversationKind.Html, mail.Html),
            (ConversationKind.MessageId, mail.MessageId), (ConversationKind.InReplyTo, mail.InReplyTo),
            (ConversationKind.Ticket, IsClosedAndOurs(place, isForwarded) ? null : place.Ticket?.ToString(CultureInfo.InvariantCulture)),
            (ConversationKind.Source, "eml")), actor);
    }

    // An answer of ours that is filed later must not be refused because its ticket was closed since.
    private bool IsClosedAndOurs(MailPlace place, bool isForwarded) => place is { IsOurs: true, Ticket: { } ticket } && !isForwarded
        && Kinds.Verbs.AskedRecords.Find(customers, TicketKind.Instance, ticket)?.Values[TicketKind.OfState] == TicketKind.Closed;

    /// <summary>The visible customers with one of these addresses, as main or other one, or as that of a contact: those that represent them.</summary>
    private List<CustomerState> Customers(ReadMail mail, bool isOurs, KindContext context)
    {
        IEnumerable<string> asked = isOurs ? mail.ForwardedFrom is { } from ? [from] : mail.Readers : mail.Sender is { } sender ? [sender] : [];
        var keys = asked.Select(a => EmailAddress.Key(a)).Distinct(StringComparer.Ordinal).ToList();
        var ids = new SortedSet<long>();
        foreach (var key in keys)
        {
            using var command = context.Reader.Query($"select customer_id from customer_key where kind = {(int)KeyKind.Email} and key = @key", ("key", key));
            using var rows = command.ExecuteReader();
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }
        foreach (var address in asked.Distinct(StringComparer.Ordinal))
        {
            using var command = context.Reader.Query($"""
                select customer from contact c where c.email = @address and c.customer is not null and {Dialect.No(context.Engine, "c.trashed")}
                """, ("address", EmailAddress.Read(address).Value ?? address));
            using var rows = command.ExecuteReader();
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }
        return [.. ids.Select(context.CustomerOf).OfType<CustomerState>().Where(c => !c.Trashed).DistinctBy(c => c.Id)];
    }

    private bool IsOurs(string address, KindContext context)
    {
        if (context.UserByEmail(address) is not null) return true;
        using var command = context.Reader.Query("select count(*) from shop where lower(sender_email) = @address or lower(reply_to) = @address",
            ("address", address));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    // By the messages that it answers, else by the number in its subject; the ticket must be of this customer.
    private long? TicketOf(ReadMail mail, long customer, KindContext context)
    {
        foreach (var answered in mail.References.Append(mail.InReplyTo).OfType<string>().Reverse().Distinct())
        {
            using var command = context.Reader.Query($"""
                select ticket from conversation c where c.message_id = @id and c.ticket is not null and {Dialect.No(context.Engine, "c.trashed")} limit 1
                """, ("id", answered));
            if (command.ExecuteScalar() is { } found && IsOf(Convert.ToInt64(found, CultureInfo.InvariantCulture))) return Convert.ToInt64(found,
                CultureInfo.InvariantCulture);
        }
        foreach (Match number in InBrackets().Matches(mail.Subject ?? ""))
            if (Kinds.Verbs.AskedRecords.ByNumber(customers, TicketKind.Instance, number.Groups[1].Value) is { } ticket && IsOf(ticket.Id)) return ticket.Id;
        return null;

        bool IsOf(long ticket) => context.Find(TicketKind.Instance.Shape, ticket) is { Trashed: false } found
            && found.Values[TicketKind.OfCustomer] is { } of && context.CustomerOf(long.Parse(of, CultureInfo.InvariantCulture))?.Id == customer;
    }

    [GeneratedRegex(@"\[#?([^\[\]\s]{3,60})\]", RegexOptions.CultureInvariant)]
    private static partial Regex InBrackets();
}
