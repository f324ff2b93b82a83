using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using Stamgast.Database;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;
using Stamgast.Service.Conversations;
using Stamgast.Testing;

namespace Stamgast.Tests.Outbox;

/// <summary>Several programs at once, a program that died, and a mail server with a certificate and a password.</summary>
public sealed class OutboxTogetherTests
{
    [Fact]
    public async Task Two_programs_on_one_PostgreSQL_send_each_mail_once()
    {
        await using var place = await OutboxPlace.CreateAsync(Engine.Postgres);
        using var other = Base.Open(place.Place.Location);
        var ids = Enumerable.Range(0, 300).Select(_ => place.Queue()).ToList();
        var server = place.Server with { Connections = 3 };
        var runs = await Task.WhenAll(new[] { place.Base, other }.Select(b => Task.Run(() => new OutboxRun(b, place.Place.Clock, server).Work())));
        Assert.Equal(300, runs.Sum(r => r.Accepted));
        Assert.All(runs, r => Assert.True(r.Accepted > 0));
        Assert.Equal(300, place.Sink.Taken.Count);
        Assert.Equal(300, place.Sink.Taken.Select(t => t.Id).Distinct().Count());
        Assert.All(ids, id => Assert.Equal(MailState.Accepted, place.Mail(id).State));
    }

    [Fact]
    public async Task What_a_program_left_that_died_beside_others_is_uncertain_after_its_lease()
    {
        await using var place = await OutboxPlace.CreateAsync(Engine.Postgres);
        var (begun, claimed) = (place.Queue(), place.Queue());
        // As if it had died between beginning a mail and its record.
        place.Base.Write(t =>
        {
            var mails = OutboxClaims.Take(t, "dead", 2, 0, place.Place.Clock.GetUtcNow().UtcDateTime);
            Assert.Equal(2, mails.Count);
            t.Execute("update outbox_mail set state = 'sending', attempts = 1, next_at = null where id = @id", ("id", begun));
        });
        Assert.Equal(new MailTally(0, 0, 0, 0), place.Run());
        place.Place.Clock.GoOn(OutboxClaims.Lease + TimeSpan.FromSeconds(1));
        Assert.Equal(new MailTally(1, 0, 0, 1), place.Run());
        Assert.Equal((MailState.Uncertain, MailState.Accepted), (place.Mail(begun).State, place.Mail(claimed).State));
    }

    [Theory, EachEngine]
    public async Task The_mails_of_an_erased_customer_are_gone_with_their_files(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        place.Place.AddCustomer("Claes");
        var gone = place.Queue(change: d => d with { Files = [new MailFile("a.txt", "text/plain", [1]), new MailFile("b.txt", "text/plain", [2])] });
        var stays = place.Queue(change: d => d with { Customer = 2, Files = [new MailFile("b.txt", "text/plain", [2])] });
        place.Run();
        var places = Stamgast.Start.AllDataPlaces.InOrder.Where(p => p.Name == "Mails to customers").ToList();
        new Stamgast.Privacy.Erasure(place.Base, places, place.Place.Clock).Run(1, null);
        Assert.Equal("mail.unknown", Assert.Throws<RefusedException>(() => place.Mail(gone)).Refusal.Code);
        Assert.Equal("b.txt", Assert.Single(place.List.FilesOf(stays)).Name);
        using var reader = place.Base.OpenReader();
        Assert.Single(reader.Texts("select hash from outbox_file"));
    }

    [Theory, EachEngine]
    public async Task A_restored_base_sends_nothing_by_itself_and_still_has_the_files(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        var sent = place.Queue();
        place.Run();
        var waiting = place.Queue(change: d => d with { Files = [new MailFile("b.bin", "application/octet-stream", [0, 255, 10, 13])] });
        var file = Path.Combine(place.Place.Folder, "backup.zip");
        new Stamgast.Backups.Backup(place.Base).To(file);
        await using var other = await TestPlace.CreateAsync(engine == Engine.Sqlite ? Engine.Postgres : Engine.Sqlite);
        new Stamgast.Backups.Restore(other.Location).From(file);
        using var restored = Base.Open(other.Location);
        Assert.Equal(new MailTally(0, 0, 0, 0), new OutboxRun(restored, place.Place.Clock, place.Server).Work());
        var list = new OutboxList(restored, Stamgast.Customers.Viewer.CommandLine);
        Assert.Equal((MailState.Accepted, MailState.Uncertain), (list.Require(sent).State, list.Require(waiting).State));
        Assert.Equal([0, 255, 10, 13], Assert.Single(list.FilesOf(waiting)).Content);
        Assert.Equal("restored", list.AttemptsOf(waiting)[^1].What);
        new MailDecisions(restored, place.Place.Clock).Retry(waiting, place.Place.Actor);
        Assert.Equal(1, new OutboxRun(restored, place.Place.Clock, place.Server).Work().Accepted);
    }

    [Fact]
    public async Task A_run_waits_for_a_long_write_of_somebody_else()
    {
        await using var place = await OutboxPlace.CreateAsync(Engine.Sqlite);
        place.Queue();
        using var held = new ManualResetEventSlim();
        var other = Task.Run(() => place.Base.Write(_ =>
        {
            held.Set();
            Thread.Sleep(500);
        }));
        held.Wait(TestContext.Current.CancellationToken);
        using (Stamgast.Database.Turns.WritePatience.EndsIn(TimeSpan.Zero)) Assert.Equal(1, place.Run().Accepted);
        await other;
        Assert.Single(place.Conversations());
    }

    [Theory, EachEngine]
    public async Task A_sent_mail_that_a_crash_kept_from_the_conversations_is_listed_by_the_next_run(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        var id = place.Queue();
        place.Base.Write(t =>
        {
            t.Execute("update outbox_mail set state = 'accepted', sent_at = 1, next_at = null");
            ListSent.Add(t, [place.Mail(id) with { SentAt = null }]);
        });
        Assert.True(OutboxRun.IsNeeded(place.Base, place.Place.Clock));
        Assert.Equal(new MailTally(0, 0, 0, 0), place.Run());
        Assert.Single(place.Conversations());
        Assert.False(OutboxRun.IsNeeded(place.Base, place.Place.Clock));
        place.Run();
        Assert.Single(place.Conversations());
    }

    [Theory, EachEngine]
    public async Task A_mail_about_a_ticket_is_listed_with_it(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        var ticket = place.Place.Add(Stamgast.Service.Tickets.TicketKind.Instance, (Stamgast.Service.Tickets.TicketKind.Subject, "Grinder"),
            (Stamgast.Service.Tickets.TicketKind.OfCustomer, "1"));
        place.Queue(change: d => d with { About = ("tickets", ticket) });
        place.Run();
        Assert.Equal($"{ticket}", Assert.Single(place.Conversations())[ConversationKind.Ticket]);
    }

    [Theory]
    [InlineData("geheim", 1)]
    [InlineData("wrong", 0)]
    public async Task A_server_with_STARTTLS_and_a_password_gets_the_mail_when_both_are_right(string password, int accepted)
    {
        await using var place = await OutboxPlace.CreateAsync(Engine.Sqlite);
        var id = place.Queue(text: "Eén\n.\n..twee 🙂\n" + new string('x', 3000));
        using var certificate = Certificate();
        using var stop = new CancellationTokenSource();
        var taken = new Taking();
        var server = place.Server with
        {
            Port = Listen(certificate, taken, stop.Token), Security = SecureSocketOptions.StartTls, User = "els", Password = password,
            Trusts = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
        };
        var tally = place.Run(server);
        Assert.Equal(accepted, tally.Accepted);
        Assert.Equal(accepted == 1 ? MailState.Accepted : MailState.Retry, place.Mail(id).State);
        if (accepted == 1)
        {
            using var message = MimeKit.MimeMessage.Load(new MemoryStream(taken.Messages.Single()));
            Assert.Equal(place.Mail(id).Text, message.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
            Assert.Equal(place.Mail(id).MessageId, message.MessageId);
        }
        else Assert.Equal("mail.server.auth", tally.Trouble!.Code);
        // Its certificate is nobody's: without trusting it nothing is sent.
        place.Queue();
        Assert.Equal("mail.server.connect", place.Run(server with { Trusts = null }).Trouble!.Code);
        await stop.CancelAsync();
    }

    private static int Listen(X509Certificate2 certificate, Taking store, CancellationToken stop)
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        var options = new SmtpServerOptionsBuilder().ServerName("relay").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, port))
            .Certificate(certificate).AuthenticationRequired()).Build();
        var services = new ServiceProvider();
        services.Add(store);
        services.Add((IUserAuthenticatorFactory)new Doorkeeper());
        _ = new SmtpServer.SmtpServer(options, services).StartAsync(stop);
        return port;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=relay", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Taking : MessageStore
    {
        public List<byte[]> Messages { get; } = [];

        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction,
            System.Buffers.ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            Messages.Add(System.Buffers.BuffersExtensions.ToArray(buffer));
            return Task.FromResult(SmtpResponse.Ok);
        }
    }

    private sealed class Doorkeeper : IUserAuthenticator, IUserAuthenticatorFactory
    {
        public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult((user, password) == ("els", "geheim"));

        public IUserAuthenticator CreateInstance(ISessionContext context) => this;
    }
}
