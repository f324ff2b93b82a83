using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.Outbox;

/// <summary>A part of the list, newest first.</summary>
/// <param name="Next">The ID after which the next part begins; null at the end.</param>
public sealed record OutboxMails(IReadOnlyList<OutboxMail> Mails, long? Next);

/// <summary>Reads the outbox.</summary>
/// <param name="viewer">Mails to hidden customers are not there.</param>
public sealed class OutboxList(Base customers, Viewer viewer)
{
    /// <summary>How many mails there are in each state that has any; accepted ones are not counted, since there may be millions.</summary>
    public IReadOnlyDictionary<MailState, long> Counts()
    {
        var states = Enum.GetValues<MailState>().Where(s => s != MailState.Accepted).ToList();
        using var reader = customers.OpenReader();
        using var command = reader.Query($"""
            select state, count(*) from outbox_mail where state in ({string.Join(", ", states.Select(s => $"'{OutboxRows.Code(s)}'"))}) group by state
            """);
        using var rows = command.ExecuteReader();
        var counts = new Dictionary<MailState, long>();
        while (rows.Read()) counts.Add(OutboxRows.StateOf(rows.GetString(0)), rows.GetInt64(1));
        return counts;
    }

    /// <summary>The mails that a person has to look at: uncertain and refused ones.</summary>
    public (long Uncertain, long Refused) ToLookAt()
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select state, count(*) from outbox_mail where state in ('uncertain', 'refused') group by state");
        using var rows = command.ExecuteReader();
        var (uncertain, refused) = (0L, 0L);
        while (rows.Read())
            if (rows.GetString(0) == "uncertain") uncertain = rows.GetInt64(1);
            else refused = rows.GetInt64(1);
        return (uncertain, refused);
    }

    /// <summary>Mails of a state, or of all, the newest first.</summary>
    /// <param name="after">The last ID of the part before.</param>
    public OutboxMails Page(MailState? state, long? customer, long? after, int size)
    {
        var where = new List<string> { "1 = 1" };
        if (state is not null) where.Add("m.state = @state");
        if (customer is { } of) where.Add($"m.customer in {Sql.InList(AbsorbedCustomers.With(customers, of))}");
        if (after is not null) where.Add("m.id < @after");
        using var reader = customers.OpenReader();
        using var command = reader.Query(
            $"select {OutboxRows.Columns} from outbox_mail m where {string.Join(" and ", where)} order by m.id desc limit {size + 1}");
        if (state is { } wanted) Add(command, "state", OutboxRows.Code(wanted));
        if (after is { } last) Add(command, "after", last);
        var mails = OutboxRows.Read(command);
        var shown = OutboxRows.Seen(reader, customers.Engine, viewer, [.. mails.Take(size)]);
        return new OutboxMails(shown, mails.Count <= size ? null : mails[size - 1].Id);
    }

    /// <summary>The mails about a record, the newest first.</summary>
    /// <param name="kind">The key of its kind.</param>
    public IReadOnlyList<OutboxMail> About(string kind, long id, int size)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query(
            $"select {OutboxRows.Columns} from outbox_mail m where m.about_kind = @kind and m.about_id = @about order by m.id desc limit {size}",
            ("kind", kind), ("about", id));
        return OutboxRows.Seen(reader, customers.Engine, viewer, OutboxRows.Read(command));
    }

    /// <exception cref="RefusedException">mail.unknown</exception>
    public OutboxMail Require(long id)
    {
        using var reader = customers.OpenReader();
        return OutboxRows.Find(reader, id) is { } mail && OutboxRows.Seen(reader, customers.Engine, viewer, [mail]) is [var seen]
            ? seen : throw new RefusedException("mail.unknown", id);
    }

    /// <summary>The files that go along with a mail.</summary>
    public IReadOnlyList<MailFile> FilesOf(long id)
    {
        _ = Require(id);
        using var reader = customers.OpenReader();
        return OutboxRows.FilesOf(reader, id);
    }

    /// <summary>What happened to a mail, the oldest first.</summary>
    public IReadOnlyList<MailAttempt> AttemptsOf(long id)
    {
        _ = Require(id);
        using var reader = customers.OpenReader();
        using var command = reader.Query(
            "select id, attempt, at, what, recipient, code, answer, user_id from outbox_attempt where mail = @mail order by id limit 1000", ("mail", id));
        using var rows = command.ExecuteReader();
        var attempts = new List<MailAttempt>();
        while (rows.Read())
            attempts.Add(new MailAttempt(rows.GetInt64(0), rows.GetInt32(1), OutboxRows.TimeOrNull(rows, 2)!.Value, rows.GetString(3), rows.TextOrNull(4),
                rows.IsDBNull(5) ? null : rows.GetInt32(5), rows.TextOrNull(6), rows.NumberOrNull(7)));
        return attempts;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
