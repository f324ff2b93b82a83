using System.Text.Json.Nodes;
using Stamgast.Database;

namespace Stamgast.Outbox.Sending;

/// <summary>
/// Records what became of a mail and that the next one begins, before a connection goes on. Connections that wait at the same time share a commit, so
/// that a thousand mails in a second need no thousand of them; yet no connection is ever ahead of the record by more than one mail.
/// </summary>
internal sealed class OutboxLedger(Base customers, TimeProvider clock, string owner)
{
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
        try { Write(steps); }
        catch (Exception e)
        {
            foreach (var step in steps) step.Failure = e;
        }
        foreach (var step in steps) step.IsDone = true;
    }

    // Two round trips to the server of the base for any number of connections.
    private void Write(List<Step> steps) => customers.WritePatiently(transaction =>
    {
        var (engine, now, lines) = (transaction.Engine, clock.GetUtcNow().UtcDateTime, new MailLines());
        List<(OutboxMail Mail, SendOutcome Outcome)> done = [.. steps.Select(s => s.Done).OfType<(OutboxMail, SendOutcome)>()];
        var (written, begun) = Move(transaction, done, [.. steps.Select(s => s.Next).OfType<OutboxMail>()], now);
        foreach (var (mail, outcome) in done) OutboxResult.Tell(lines, mail, outcome, now);
        foreach (var step in steps)
        {
            step.HasBegun = step.Next is { } next && begun.Contains(next.Id);
            if (step.HasBegun) lines.Add(step.Next!, step.Next!.BeganAt!.Value, "began");
        }
        var listed = ListSent.Statement(done.Where(d => d.Outcome.State == MailState.Accepted && written.Contains(d.Mail.Id)).Select(d => d.Mail));
        transaction.Execute($"{MailLines.Statement(engine)}; {listed}", ("lines", lines.Rows()));
    });

    private (HashSet<long> Written, HashSet<long> Begun) Move(WriteTransaction transaction, List<(OutboxMail, SendOutcome)> done, List<OutboxMail> next,
        DateTime now)
    {
        var (engine, statements, parameters) = (transaction.Engine, new List<string>(), new List<(string, object?)>());
        if (done.Count > 0)
        {
            statements.Add(OutboxResult.Statement(engine, done));
            parameters.Add(("results", OutboxResult.Rows(done, now)));
        }
        if (next.Count > 0)
        {
            statements.Add(Begin(engine, next));
            parameters.AddRange([("begins", Begins(next)), ("owner", owner), ("lease", (long)OutboxClaims.Lease.TotalMilliseconds)]);
        }
        using var command = transaction.Command(string.Join(";\n", statements), [.. parameters]);
        using var rows = command.ExecuteReader();
        var written = done.Count > 0 ? Ids() : [];
        return (written, next.Count > 0 ? Ids() : []);

        HashSet<long> Ids()
        {
            var ids = new HashSet<long>();
            while (rows.Read()) ids.Add(rows.GetInt64(0));
            rows.NextResult();
            return ids;
        }
    }

    // Only who claimed it begins it: a cancel, or another program after the lease, was faster otherwise.
    private static string Begin(Engine engine, List<OutboxMail> mails) => $"""
        update outbox_mail set state = 'sending', attempts = b.attempt, began_at = b.began, claimed_until = b.began + @lease, next_at = null
        from (select {MailLines.Number(engine, "id")} as id, {MailLines.Number(engine, "attempt")} as attempt, {MailLines.Number(engine, "began")} as began
            {MailLines.From(engine, "@begins")}) b
        where outbox_mail.id in {Sql.InList(mails.Select(m => m.Id))} and outbox_mail.id = b.id and outbox_mail.claimed_by = @owner
            and outbox_mail.state in ('queued', 'retry') and outbox_mail.attempts = b.attempt - 1
        returning outbox_mail.id
        """;

    private static string Begins(List<OutboxMail> mails) => new JsonArray([.. mails.Select(m => new JsonObject
    {
        ["id"] = m.Id, ["attempt"] = m.Attempts, ["began"] = OutboxRows.Milliseconds(m.BeganAt!.Value),
    })]).ToJsonString();

    private sealed class Step((OutboxMail Mail, SendOutcome Outcome)? done, OutboxMail? next)
    {
        public (OutboxMail Mail, SendOutcome Outcome)? Done => done;

        public OutboxMail? Next => next;

        public bool IsDone { get; set; }

        public bool HasBegun { get; set; }

        public Exception? Failure { get; set; }
    }
}
