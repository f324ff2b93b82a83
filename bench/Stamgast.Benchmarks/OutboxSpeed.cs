using System.Diagnostics;
using System.Globalization;
using MailKit.Security;
using MimeKit;
using Stamgast.Changes;
using Stamgast.CustomerVerbs;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.Benchmarks;

/// <summary>
/// Sends many mails to a relay on this machine, with the ledger and the conversations: <c>outbox MAILS CONNECTIONS [FOLDER | "Host=..."]</c>.
/// </summary>
internal static class OutboxSpeed
{
    public static int Run(string[] args, TextWriter to)
    {
        var (mails, connections) = (int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture));
        var folder = Directory.CreateTempSubdirectory("stamgast-outbox-").FullName;
        var location = args.Length > 2 && args[2].Contains('=', StringComparison.Ordinal) ? BaseLocation.OnServer(args[2], folder)
            : BaseLocation.InFolder(args.Length > 2 ? args[2] : folder);
        using var sink = new MailSink();
        using (var customers = Base.Open(location))
        {
            Queue(customers, mails);
            var server = new MailServer("127.0.0.1", sink.Port)
            {
                Security = SecureSocketOptions.None, From = new MailboxAddress("Branderij Peeters", "info@branderij.example"), Connections = connections,
            };
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var tally = new OutboxRun(customers, TimeProvider.System, server).Work();
            var (seconds, processor) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{customers.Engine} {mails} mails {connections} connections: {seconds:0.00} s, "
                + $"{processor:0.00} processor seconds with the relay, {mails / seconds:0} a second, {tally}, taken {sink.Taken.Count}"));
        }
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static void Queue(Base customers, int mails)
    {
        customers.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string>
        {
            ["mail.server"] = "127.0.0.1", ["mail.from"] = "info@branderij.example",
        }));
        for (var i = 0; i < 100; i++)
            new CreateCustomer(customers, TimeProvider.System).Do(
                new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?> { [CustomerFields.LastName] = $"Aerts {i}" }), Actor.CommandLine);
        var queue = new QueueMail(customers, TimeProvider.System);
        customers.Write(transaction =>
        {
            for (var i = 0; i < mails; i++)
                queue.Within(transaction, new MailDraft
                {
                    To = [$"klant{i}@example.be"], Subject = "Uw bestelling is onderweg", Customer = (i % 100) + 1,
                    Text = string.Concat(Enumerable.Repeat("Beste klant, uw bestelling is onderweg en komt morgen aan.\n", 20)),
                }, null);
        });
    }
}
