using System.Runtime.CompilerServices;
using MimeKit;
using Stamgast.Attachments;
using Stamgast.Database;

namespace Stamgast.Outbox.Sending;

/// <summary>Works the outbox until nothing is due: claims, hands over, records. Any number of programs may do so at once.</summary>
/// <param name="server">Null lets the mails wait.</param>
public sealed class OutboxRun(Base customers, TimeProvider clock, MailServer? server)
{
    private static readonly TimeSpan BetweenLists = TimeSpan.FromSeconds(1);

    // A program is one owner on a base, whether its server or one of its commands sends.
    private static readonly ConditionalWeakTable<Base, string> Owners = [];

    private readonly string owner = Owners.GetValue(customers, _ => Guid.NewGuid().ToString("N"));
    private readonly Lock counting = new();
    private MailTally tally = MailTally.Nothing;
    private int connected;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>True when there is something to do.</summary>
    public static bool IsNeeded(Base customers, TimeProvider clock) => OutboxClaims.IsNeeded(customers, clock.GetUtcNow().UtcDateTime);

    /// <summary>Does it. A cancel lets each connection end its mail.</summary>
    /// <returns>What became of the mails; a mail server that cannot be used is no exception.</returns>
    public MailTally Work(CancellationToken cancel = default)
    {
        var uncertain = customers.WritePatiently(t => OutboxClaims.Tidy(t, server is not null, Now));
        tally = tally with { Uncertain = tally.Uncertain + uncertain };
        var listing = new ListSent(customers, clock, DocumentStore.Of(customers));
        using var sent = new ManualResetEventSlim();
        var beside = server is null ? Task.CompletedTask : Beside(() =>
        {
            while (!sent.Wait(BetweenLists, CancellationToken.None)) listing.Do();
        });
        try
        {
            if (server is not null) SendAll(server, cancel);
        }
        finally
        {
            sent.Set();
            beside.GetAwaiter().GetResult();
            listing.Do();
        }
        return tally;
    }

    private void SendAll(MailServer server, CancellationToken cancel)
    {
        var feed = new OutboxFeed(customers, clock, owner, server, cancel);
        var ledger = new OutboxLedger(customers, clock, owner);
        try
        {
            // The first connection alone finds out whether there is anything to do.
            if (feed.Next() is not { } first) return;
            feed.Return(first);
            var others = Enumerable.Range(1, server.Connections - 1).Select(_ => Beside(() => Send(feed, ledger, cancel))).ToArray();
            try { Send(feed, ledger, cancel); }
            finally { Task.WhenAll(others).GetAwaiter().GetResult(); }
        }
        finally { feed.End(); }
    }

    private static Task Beside(Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    // One connection: each mail is recorded together with the beginning of the next.
    private void Send(OutboxFeed feed, OutboxLedger ledger, CancellationToken cancel)
    {
        SmtpSession? session = null;
        (OutboxMail, SendOutcome)? done = null;
        try
        {
            while (feed.Next() is { } given)
            {
                if (session is not { IsConnected: true } || done is { Item2.StaysConnected: false })
                {
                    // Connecting may take long.
                    if (done is not null) ledger.Record(done, null);
                    done = null;
                    Close(session);
                    session = Connect(cancel);
                    if (session is null)
                    {
                        feed.Return(given);
                        return;
                    }
                }
                var mail = given with { Attempts = given.Attempts + 1, BeganAt = Now };
                var begun = ledger.Record(done, mail);
                done = null;
                if (!begun) continue;
                Fault.Point("mail.begun");
                var outcome = HandOver(session, mail);
                Fault.Point("mail.handed");
                lock (counting) tally = tally.Plus(OutboxResult.StateAfter(mail, outcome));
                done = (mail, outcome);
            }
            if (done is not null) ledger.Record(done, null);
            Fault.Point("mail.recorded");
        }
        finally { Close(session); }
    }

    private SmtpSession? Connect(CancellationToken cancel)
    {
        var session = new SmtpSession(server!);
        try
        {
            session.Connect(cancel);
            Interlocked.Increment(ref connected);
            return session;
        }
        catch (Exception e) when (e is MailServerException or OperationCanceledException)
        {
            session.Dispose();
            // A server that takes only so many connections keeps the others busy.
            if (e is MailServerException trouble && Volatile.Read(ref connected) == 0) PutOff(trouble);
            return null;
        }
    }

    private void PutOff(MailServerException trouble)
    {
        lock (counting)
        {
            if (tally.Trouble is not null) return;
            var later = customers.WritePatiently(t => OutboxClaims.PutOff(t, owner, trouble.Words, Now));
            tally = tally with { Retry = tally.Retry + later, Trouble = trouble.Refusal };
        }
    }

    private SendOutcome HandOver(SmtpSession session, OutboxMail mail)
    {
        MimeMessage message;
        try { message = MailMessage.Of(mail, FilesOf(mail), server!.From); }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            return new SendOutcome(MailState.Refused, null, e.Message) { StaysConnected = true };
        }
        using (message)
        {
            var recipients = mail.Left is { } left ? MailAddresses.Of(left) : [.. MailAddresses.Of(mail.To), .. MailAddresses.Of(mail.Cc)];
            return session.Send(message, recipients);
        }
    }

    private List<MailFile> FilesOf(OutboxMail mail)
    {
        if (!mail.HasFiles) return [];
        using var reader = customers.OpenReader();
        return OutboxRows.FilesOf(reader, mail.Id);
    }

    private void Close(SmtpSession? session)
    {
        if (session is null) return;
        Interlocked.Decrement(ref connected);
        session.Dispose();
    }
}
