using Stamgast.Database;

namespace Stamgast.Outbox.Sending;

/// <summary>Gives claimed mails to the connections, and claims more when they are used up.</summary>
internal sealed class OutboxFeed(Base customers, TimeProvider clock, string owner, MailServer server, CancellationToken cancel)
{
    // What a program that dies leaves claimed waits for the lease to end.
    private const int AtOnce = 100;

    private static readonly TimeSpan WhileLimited = TimeSpan.FromSeconds(1);

    private readonly Lock turn = new();
    private readonly LinkedList<OutboxMail> claimed = new();
    private bool ended;

    /// <summary>The next mail; null when nothing is due, or it was stopped.</summary>
    public OutboxMail? Next()
    {
        lock (turn)
        {
            while (claimed.Count == 0 && !ended)
            {
                if (cancel.IsCancellationRequested) return null;
                foreach (var mail in customers.WritePatiently(t => OutboxClaims.Take(t, owner, AtOnce, server.PerMinute, Now))) claimed.AddLast(mail);
                if (claimed.Count > 0) break;
                if (server.PerMinute == 0 || !OutboxClaims.IsNeeded(customers, Now)) ended = true;
                else cancel.WaitHandle.WaitOne(WhileLimited);
            }
            if (ended || cancel.IsCancellationRequested) return null;
            var first = claimed.First!.Value;
            claimed.RemoveFirst();
            return first;
        }
    }

    /// <summary>Takes back a mail that was not begun, to be the next.</summary>
    public void Return(OutboxMail mail)
    {
        lock (turn) claimed.AddFirst(mail);
    }

    /// <summary>Nothing is given any more, and what was not begun is free for others.</summary>
    public void End()
    {
        lock (turn)
        {
            ended = true;
            if (claimed.Count > 0) customers.WritePatiently(t => OutboxClaims.Return(t, owner, [.. claimed], Now));
            claimed.Clear();
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;
}
