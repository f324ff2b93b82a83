using Stamgast.Attachments;
using Stamgast.Database;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;
using Stamgast.Service.Conversations;
using Stamgast.Testing;

namespace Stamgast.Tests.Outbox;

/// <summary>A real conversation with a mail server that fails in every way.</summary>
public sealed class OutboxSendingTests
{
    [Theory, EachEngine]
    public async Task A_mail_is_sent_once_and_listed_in_the_conversations(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        var id = place.Queue("Jozefien <jozefien@example.be>", change: d => d with { Files = [new MailFile("prijs.pdf", "application/pdf", [1, 2, 3])] });

        Assert.Equal(new MailTally(1, 0, 0, 0), place.Run());
        Assert.Equal(new MailTally(0, 0, 0, 0), place.Run());

        var mail = place.Mail(id);
        Assert.Equal((MailState.Accepted, 250, "taken", 1), (mail.State, mail.LastCode, mail.LastAnswer, mail.Attempts));
        var taken = Assert.Single(place.Sink.Taken);
        Assert.Equal((mail.MessageId, "jozefien@example.be"), (taken.Id, taken.Recipients.Single()));
        Assert.Contains("prijs.pdf", taken.Text, StringComparison.Ordinal);
        var listed = Assert.Single(place.Conversations());
        Assert.Equal(("email", "out", mail.MessageId, "outbox", "Uw bestelling"), (listed[ConversationKind.Medium], listed[ConversationKind.Direction],
            listed[ConversationKind.MessageId], listed[ConversationKind.Source], listed[ConversationKind.Subject]));
        Assert.Equal(["queued", "began", "accepted"], place.List.AttemptsOf(id).Select(a => a.What));
        var file = Assert.Single(AttachmentList.Of(place.Base, ConversationKind.Instance.Shape, listed.State.Id)).Values;
        Assert.Equal(("prijs.pdf", "1"), (file[AttachmentKind.FileName], file[AttachmentKind.OfCustomer]));
        Assert.Equal([1, 2, 3], DocumentStore.Of(place.Base).Read(file[AttachmentKind.StoreKey]!));
        place.Place.AssertSound();
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 try later", MailState.Retry, 451)]
    [InlineData("RCPT", "450 4.2.0 greylisted", MailState.Retry, 450)]
    [InlineData("DATA", "452 4.3.1 no room", MailState.Retry, 452)]
    [InlineData(".", "451 4.7.1 later", MailState.Retry, 451)]
    [InlineData("MAIL", "550 5.7.1 not you", MailState.Refused, 550)]
    [InlineData("RCPT", "550 5.1.1 no such user", MailState.Refused, 550)]
    [InlineData("DATA", "554 5.5.0 no", MailState.Refused, 554)]
    [InlineData(".", "554 5.7.1 looks like spam", MailState.Refused, 554)]
    [InlineData(".", "421 4.3.2 going down", MailState.Retry, 421)]
    [InlineData("MAIL", "", MailState.Retry, null)]
    [InlineData("RCPT", "", MailState.Retry, null)]
    [InlineData("DATA", "", MailState.Retry, null)]
    [InlineData(".", "", MailState.Uncertain, null)]
    [InlineData("RCPT", "wait", MailState.Retry, null)]
    [InlineData(".", "wait", MailState.Uncertain, null)]
    public async Task A_failure_at_any_command_has_its_consequence_and_the_next_mail_goes(string at, string answer, MailState state, int? code)
    {
        await using var place = await OutboxPlace.CreateAsync(Engine.Sqlite);
        var first = place.Queue();
        var second = place.Queue("willem@example.be");
        var failed = 0;
        place.Sink.Answers = line => line.StartsWith(at, StringComparison.Ordinal) && Interlocked.Exchange(ref failed, 1) == 0 ? answer : null;

        place.Run();

        var mail = place.Mail(first);
        Assert.Equal((state, code), (mail.State, mail.LastCode));
        if (code is not null) Assert.Contains(answer.Split(' ')[^1], mail.LastAnswer!, StringComparison.Ordinal);
        Assert.Equal(state == MailState.Retry ? TimeSpan.FromMinutes(1) : null, mail.NextAt - place.Place.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(MailState.Accepted, place.Mail(second).State);
        Assert.Equal(place.Mail(second).MessageId, Assert.Single(place.Sink.Taken).Id);
        Assert.Single(place.Conversations());
    }

    [Theory, EachEngine]
    public async Task A_mail_that_is_put_off_too_often_is_refused(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        var id = place.Queue();
        place.Sink.Answers = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "450 4.2.0 greylisted" : null;
        var waits = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            place.Run();
            if (place.Mail(id).NextAt is not { } next) break;
            waits.Add((next - place.Place.Clock.GetUtcNow().UtcDateTime).TotalMinutes);
            place.Place.Clock.GoOn(TimeSpan.FromMinutes(waits[^1]));
        }
        Assert.Equal([1, 5, 30, 120, 480], waits);
        Assert.Equal((MailState.Refused, "4.2.0 greylisted"), (place.Mail(id).State, place.Mail(id).LastAnswer));
        Assert.Empty(place.Sink.Taken);
        Assert.Empty(place.Conversations());
    }

    [Theory, EachEngine]
    public async Task Of_several_recipients_each_gets_it_once_and_only_the_others_are_asked_again(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        var id = place.Queue("a@example.be, b@example.be, c@example.be");
        var away = true;
        place.Sink.Answers = line => line.Contains("b@example", StringComparison.Ordinal) && away ? "450 4.2.0 later"
            : line.Contains("c@example", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null;

        place.Run();
        Assert.Equal((MailState.Retry, "b@example.be"), (place.Mail(id).State, place.Mail(id).Left));
        Assert.Single(place.Conversations());
        away = false;
        place.Place.Clock.GoOn(TimeSpan.FromMinutes(1));
        place.Run();

        Assert.Equal(MailState.Accepted, place.Mail(id).State);
        Assert.Equal([["a@example.be"], ["b@example.be"]], place.Sink.Taken.Select(t => t.Recipients));
        Assert.Single(place.Conversations());
        Assert.Equal("c@example.be", place.List.AttemptsOf(id).Single(a => a.What == "refused").Recipient);
    }

    [Theory, EachEngine]
    public async Task A_server_that_cannot_be_reached_costs_no_mail_an_attempt(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        var ids = Enumerable.Range(0, 150).Select(_ => place.Queue()).ToList();
        var away = place.Server with { Port = 1, Connections = 3 };
        var tally = place.Run(away);
        Assert.Equal((0, 150, "mail.server.connect"), (tally.Accepted, tally.Retry, tally.Trouble!.Code));
        Assert.All(ids, id => Assert.Equal((MailState.Retry, 0), (place.Mail(id).State, place.Mail(id).Attempts)));
        Assert.Equal(0, place.Run().Accepted);

        place.Place.Clock.GoOn(TimeSpan.FromMinutes(1));
        Assert.Equal(150, place.Run(place.Server with { Connections = 4 }).Accepted);
        Assert.Equal(150, place.Sink.Taken.Select(t => t.Id).Distinct().Count());
        Assert.True(place.Sink.Connections <= 4);
        Assert.Equal(100, place.Conversations().Count);
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_is_sent_in_clear()
    {
        await using var place = await OutboxPlace.CreateAsync(Engine.Sqlite);
        var id = place.Queue();
        var tally = place.Run(place.Server with { Security = MailKit.Security.SecureSocketOptions.StartTls });
        Assert.Equal("mail.server.connect", tally.Trouble!.Code);
        Assert.Contains("STARTTLS", place.Mail(id).LastAnswer, StringComparison.Ordinal);
        Assert.Empty(place.Sink.Taken);
    }

    [Fact]
    public async Task A_refused_password_is_the_fault_of_no_mail()
    {
        await using var place = await OutboxPlace.CreateAsync(Engine.Sqlite);
        var id = place.Queue();
        place.Sink.Extensions = ["AUTH PLAIN"];
        place.Sink.Answers = line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 bad credentials" : null;
        var tally = place.Run(place.Server with { User = "els", Password = "wrong" });
        Assert.Equal("mail.server.auth", tally.Trouble!.Code);
        Assert.Equal((MailState.Retry, 0), (place.Mail(id).State, place.Mail(id).Attempts));
        Assert.Contains("bad credentials", place.Mail(id).LastAnswer, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Without_a_server_mails_wait_until_there_is_one(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine, withServer: false);
        var id = place.Queue();
        Assert.Equal(new MailTally(0, 0, 0, 0), new OutboxRun(place.Base, place.Place.Clock, MailServer.Of(place.Base)).Work());
        Assert.Equal(MailState.Held, place.Mail(id).State);
        Assert.Equal(1, place.List.Counts()[MailState.Held]);
        place.Configure();
        Assert.Equal(1, place.Run().Accepted);
    }

    [Theory, EachEngine]
    public async Task A_person_decides_about_an_uncertain_mail_once(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        var (sent, again) = (place.Queue(), place.Queue());
        place.Sink.TakesSilently = true;
        place.Sink.Answers = line => line == "." ? "" : null;
        Assert.Equal(2, place.Run().Uncertain);
        place.Sink.Answers = _ => null;
        Assert.Equal(0, place.Run().Accepted);
        Assert.Equal((2, 0), place.List.ToLookAt());

        var decisions = new MailDecisions(place.Base, place.Place.Clock);
        decisions.WasSent(sent, place.Place.Actor);
        Assert.Equal("mail.state", Assert.Throws<RefusedException>(() => decisions.Retry(sent, place.Place.Actor)).Refusal.Code);
        decisions.Retry(again, place.Place.Actor);
        Assert.Equal("mail.state", Assert.Throws<RefusedException>(() => decisions.WasSent(again, place.Place.Actor)).Refusal.Code);
        Assert.Equal(1, place.Run().Accepted);

        Assert.Equal(2, place.Conversations().Count);
        Assert.Equal(["queued", "began", "uncertain", "again", "began", "accepted"], place.List.AttemptsOf(again).Select(a => a.What));
        place.Place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_cancelled_mail_is_not_sent_and_can_be_queued_again(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        var id = place.Queue();
        new MailDecisions(place.Base, place.Place.Clock).Cancel(id, place.Place.Actor);
        Assert.Equal(new MailTally(0, 0, 0, 0), place.Run());
        Assert.Empty(place.Sink.Taken);
        new MailDecisions(place.Base, place.Place.Clock).Retry(id, place.Place.Actor);
        Assert.Equal(1, place.Run().Accepted);
    }

    [Theory, EachEngine]
    public async Task A_limit_per_minute_holds_over_several_runs(Engine engine)
    {
        await using var place = await OutboxPlace.CreateAsync(engine);
        for (var i = 0; i < 5; i++) place.Queue();
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        new OutboxRun(place.Base, place.Place.Clock, place.Server with { PerMinute = 3 }).Work(cancel.Token);
        Assert.Equal(3, place.Sink.Taken.Count);
        place.Place.Clock.GoOn(TimeSpan.FromMinutes(1.1));
        Assert.Equal(2, place.Run(place.Server with { PerMinute = 3 }).Accepted);
    }
}
