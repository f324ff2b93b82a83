using System.Diagnostics;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Kinds.Verbs;
using Stamgast.Service.Conversations;

namespace Stamgast.Outbox.Sending;

/// <summary>
/// Records what became of a mail and that the next one begins, before a connection goes on. Connections that wait at the same time share a commit, so
/// that a thousand mails in a second need no thousand of them; yet no connection is ever ahead of the record by more than one mail.
/// </summary>
internal sealed class OutboxLedger(Base customers, TimeProvider clock, string owner, string? sender)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(200);

    private readonly Lock turn = new();
    private readonly Lock list = new();
    private List<Step> waiting = [];

    /// <summary>Durable when it returns.</summary>
    /// <param name="done">A mail that was handed over, and what became of it.</param>
    /// <param name="next">The mail that is to begin.</param>
    /// <returns>True when the next one is begun; false when it was taken back, or another program has it.</returns>
    public bool Record((OutboxMail Mail, SendOutcome Outcome)? done, OutboxMail? next)
    {
        var step = new Step(done, next);
        lock (list) waiting.Add(step);
        lock (turn)
            if (!step.IsDone) Commit();
        return step.Failure is { } failure ? throw new InvalidOperationException("The outbox could not be written.", failure) : step.HasBegun;
    }

    private void Commit()
    {
        List<Step> steps;
        lock (list) (steps, waiting) = (waiting, []);
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Write(steps);
                break;
            }
            catch (RefusedException) when (watch.Elapsed < Patience)
            {
                // A large import is being written, or the disk is full for a moment: what the server took must not be forgotten for that.
                Thread.Sleep(BetweenTries);
            }
            catch (Exception e)
            {
                foreach (var step in steps) step.Failure = e;
                break;
            }
        }
        foreach (var step in steps) step.IsDone = true;
    }

    private void Write(List<Step> steps)
    {
        var lists = steps.Exists(s => s.Done is { Outcome.State: MailState.Accepted } done && SentMail.IsListed(done.Mail));
        if (lists) new CreateAlong(customers, ConversationKind.Instance, clock).Do(transaction => WriteIn(transaction, steps), new Actor(null, Door.Outbox));
        else customers.Write(transaction => WriteIn(transaction, steps));
    }

    private List<RecordValues> WriteIn(WriteTransaction transaction, List<Step> steps)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var sent = new List<RecordValues>();
        foreach (var step in steps)
        {
            if (step.Done is { } done && OutboxResult.Write(transaction, done.Mail, done.Outcome, now) && done.Mail.SentAt is null
                && SentMail.IsListed(done.Mail)) sent.Add(SentMail.Of(done.Mail, sender, now));
            if (step.Next is { } next) step.HasBegun = Begin(transaction, next);
        }
        return sent;
    }

    // Only who claimed it begins it: a cancel, or another program after the lease, was faster otherwise.
    private bool Begin(WriteTransaction transaction, OutboxMail mail)
    {
        var ms = OutboxRows.Milliseconds(mail.BeganAt!.Value);
        var mine = transaction.Execute("""
            update outbox_mail set state = 'sending', attempts = @attempt, began_at = @began, claimed_until = @until, next_at = null
            where id = @id and claimed_by = @owner and state in ('queued', 'retry') and attempts = @attempt - 1
            """, ("attempt", (long)mail.Attempts), ("began", ms), ("until", ms + (long)OutboxClaims.Lease.TotalMilliseconds), ("id", mail.Id),
            ("owner", owner)) > 0;
        if (mine) OutboxRows.Note(transaction, mail.Id, mail.Attempts, mail.BeganAt.Value, "began");
        return mine;
    }

    private sealed class Step((OutboxMail Mail, SendOutcome Outcome)? done, OutboxMail? next)
    {
        public (OutboxMail Mail, SendOutcome Outcome)? Done => done;

        public OutboxMail? Next => next;

        public bool IsDone { get; set; }

        public bool HasBegun { get; set; }

        public Exception? Failure { get; set; }
    }
}
