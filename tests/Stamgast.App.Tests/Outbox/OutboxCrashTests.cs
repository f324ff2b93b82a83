using System.Globalization;
using Stamgast.App.Changes;
using Stamgast.Changes;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Outbox;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Outbox;

/// <summary>
/// Kills the program while it sends: no mail goes out twice, none that went out is forgotten, and at most one for each connection is uncertain.
/// <c>STAMGAST_CRASHES=1000</c> does it that often on each engine (<c>bin/soak</c>); <c>STAMGAST_CRASHES_FROM=1000</c> goes on with others.
/// </summary>
public sealed class OutboxCrashTests
{
    private const int Mails = 40;
    private const int Connections = 3;

    // With the most passings after which it still comes: the conversations are listed in one set.
    private static readonly (string Name, int Most)[] Points =
        [("mail.begun", Mails / 2), ("mail.handed", Mails / 2), ("apply.counters", 1), ("apply.items", 1), ("mail.listed", 1)];

    private static int Rounds => Number("STAMGAST_CRASHES", "8");

    private static int Number(string name, string otherwise) =>
        int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise, CultureInfo.InvariantCulture);

    [Theory, EachEngine]
    public async Task Nobody_gets_a_mail_twice_and_no_sent_mail_is_forgotten(Engine engine)
    {
        using var sink = new MailSink();
        await using var place = await TestPlace.CreateAsync(engine);
        Prepare(place, sink);
        var program = new KilledProgram(place.Location, place.Folder);
        var (kills, from) = (0, Number("STAMGAST_CRASHES_FROM", "0"));
        for (var round = from; round < from + Rounds; round++)
        {
            Queue(place, Mails);
            var random = new Random(round);
            var point = Points[random.Next(Points.Length)];
            var fault = round % 3 < 2 ? $"{point.Name}:{random.Next(point.Most) + 1}" : null;
            var exit = await program.RunAsync(["mail", "run"], fault, fault is null ? TimeSpan.FromMilliseconds(random.Next(500, 1500)) : null);
            if (exit == 137) kills++;
        }
        await program.RunAsync(["mail", "run"]);

        using var customers = Base.Open(place.Location);
        var taken = sink.Taken.Select(t => t.Id).ToList();
        Assert.Equal(taken.Count, taken.Distinct().Count());
        var mails = All(customers);
        Assert.Equal(Rounds * Mails, mails.Count);
        Assert.All(mails, m => Assert.True(m.State is MailState.Accepted or MailState.Uncertain, $"{m.Id}: {m.State}"));
        Assert.All(mails.Where(m => m.State == MailState.Accepted), m => Assert.Contains(m.MessageId, taken));
        Assert.True(mails.Count(m => m.State == MailState.Uncertain) <= kills * Connections);
        Assert.True(kills > 0);
        TestContext.Current.SendDiagnosticMessage($"{engine}: {kills} kills in {Rounds} rounds, {mails.Count(m => m.State == MailState.Uncertain)} uncertain");
        using var reader = customers.OpenReader();
        Assert.Equal(mails.Where(m => m.State == MailState.Accepted).Select(m => m.MessageId).Order(StringComparer.Ordinal),
            reader.Texts("select message_id from conversation").Order(StringComparer.Ordinal));
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
    }

    private static void Prepare(TestPlace place, MailSink sink)
    {
        using var customers = Base.Open(place.Location);
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts";
        new ChangeSets(customers, TimeProvider.System).Create([values], Actor.CommandLine);
        customers.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string>
        {
            ["mail.server"] = "127.0.0.1", ["mail.port"] = sink.Port.ToString(CultureInfo.InvariantCulture), ["mail.security"] = "none",
            ["mail.from"] = "info@branderij.example", ["mail.connections"] = Connections.ToString(CultureInfo.InvariantCulture),
        }));
    }

    private static void Queue(TestPlace place, int count)
    {
        using var customers = Base.Open(place.Location);
        for (var i = 0; i < count; i++)
            new QueueMail(customers, TimeProvider.System).Do(
                new MailDraft { To = ["jozefien@example.be"], Subject = "Hi", Text = "Hi", Customer = 1 }, Actor.CommandLine);
    }

    private static List<OutboxMail> All(Base customers)
    {
        var list = new OutboxList(customers, Viewer.System);
        var all = new List<OutboxMail>();
        for (long? after = null; ;)
        {
            var part = list.Page(null, null, after, 500);
            all.AddRange(part.Mails);
            if (part.Next is null) return all;
            after = part.Next;
        }
    }
}
