using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Outbox;

/// <summary>The statements on the tables of the outbox, without the model.</summary>
internal static class OutboxRows
{
    public const string Columns =
        "m.id, m.created_at, m.state, m.kind, m.shop, m.customer, m.about_kind, m.about_id, m.language, m.language_reason, m.user_id, m.sender, "
        + "m.reply_to, m.to_addresses, m.cc, m.subject, m.body, m.html, m.message_id, m.left_to, m.attempts, m.next_at, m.began_at, m.last_code, "
        + "m.last_answer, m.sent_at, case when exists(select 1 from outbox_attachment f where f.mail = m.id) then 1 else 0 end";

    // The longest answer of a server that is kept.
    private const int LongestAnswer = 1000;

    public static long Insert(WriteTransaction transaction, OutboxMail mail, int priority)
    {
        var id = transaction.Number("""
            insert into outbox_mail(created_at, state, kind, priority, shop, customer, about_kind, about_id, language, language_reason, user_id, sender,
                reply_to, to_addresses, cc, subject, body, html, message_id, attempts, connect_failures, next_at)
            values(@created, @state, @kind, @priority, @shop, @customer, @about_kind, @about_id, @language, @reason, @user, @sender,
                @reply, @to, @cc, @subject, @body, @html, @message, 0, 0, @next) returning id
            """, ("created", Milliseconds(mail.CreatedAt)), ("state", Code(mail.State)), ("kind", mail.Kind), ("priority", priority),
            ("shop", mail.Shop), ("customer", mail.Customer), ("about_kind", mail.AboutKind), ("about_id", mail.AboutId), ("language", mail.Language?.Tag),
            ("reason", mail.Language?.Stored), ("user", mail.UserId), ("sender", mail.Sender), ("reply", mail.ReplyTo),
            ("to", mail.To), ("cc", mail.Cc), ("subject", mail.Subject), ("body", mail.Text), ("html", mail.Html), ("message", mail.MessageId),
            ("next", mail.NextAt is { } next ? Milliseconds(next) : null));
        Note(transaction, id, 0, mail.CreatedAt, "queued", userId: mail.UserId);
        return id;
    }

    /// <summary>Adds a line to what happened to a mail.</summary>
    public static void Note(WriteTransaction transaction, long mail, int attempt, DateTime at, string what, string? recipient = null, int? code = null,
        string? answer = null, long? userId = null) => transaction.Execute("""
            insert into outbox_attempt(mail, attempt, at, what, recipient, code, answer, user_id)
            values(@mail, @attempt, @at, @what, @recipient, @code, @answer, @user)
            """, ("mail", mail), ("attempt", attempt), ("at", Milliseconds(at)), ("what", what), ("recipient", recipient), ("code", code),
            ("answer", Short(answer)), ("user", userId));

    public static OutboxMail? Find(DbConnection connection, long id, DbTransaction? transaction = null)
    {
        using var command = connection.Prepared($"select {Columns} from outbox_mail m where m.id = @id", transaction, ("id", id));
        return Read(command).SingleOrDefault();
    }

    public static List<OutboxMail> Read(DbCommand command)
    {
        using var rows = command.ExecuteReader();
        var mails = new List<OutboxMail>();
        while (rows.Read()) mails.Add(Row(rows));
        return mails;
    }

    /// <summary>Those that a viewer may see: mails to hidden customers are not there.</summary>
    public static List<OutboxMail> Seen(DbConnection connection, Engine engine, Viewer viewer, List<OutboxMail> mails)
    {
        if (viewer.SeesAll) return mails;
        var known = CustomerStates.Read(connection, engine, [.. mails.Select(m => m.Customer).OfType<long>().Distinct()]);
        return mails.FindAll(m => m.Customer is not { } id || viewer.Seen(known.GetValueOrDefault(id)) is not null);
    }

    /// <summary>The files of a mail, in their order.</summary>
    public static List<MailFile> FilesOf(DbConnection connection, long mail)
    {
        using var command = connection.Query("""
            select a.name, f.media_type, f.content from outbox_attachment a join outbox_file f on f.hash = a.hash where a.mail = @mail order by a.position
            """, ("mail", mail));
        using var rows = command.ExecuteReader();
        var files = new List<MailFile>();
        while (rows.Read()) files.Add(new MailFile(rows.GetString(0), rows.GetString(1), (byte[])rows.GetValue(2)));
        return files;
    }

    public static string Code(MailState state) => state.ToString().ToLowerInvariant();

    public static MailState StateOf(string code) => Enum.Parse<MailState>(code, ignoreCase: true);

    public static long Milliseconds(DateTime time) => new DateTimeOffset(time.ToUniversalTime()).ToUnixTimeMilliseconds();

    public static DateTime? TimeOrNull(DbDataReader row, int ordinal) =>
        row.IsDBNull(ordinal) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(ordinal)).UtcDateTime;

    /// <summary>An answer as it is kept: on one line, and not longer than anybody reads.</summary>
    public static string? Short(string? answer)
    {
        if (answer is null) return null;
        var line = string.Join(' ', answer.Split(['\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return line.Length <= LongestAnswer ? line : char.IsHighSurrogate(line[LongestAnswer - 1]) ? line[..(LongestAnswer - 1)] : line[..LongestAnswer];
    }

    private static OutboxMail Row(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        CreatedAt = TimeOrNull(row, 1)!.Value,
        State = StateOf(row.GetString(2)),
        Kind = row.GetString(3),
        Shop = row.NumberOrNull(4),
        Customer = row.NumberOrNull(5),
        AboutKind = row.TextOrNull(6),
        AboutId = row.NumberOrNull(7),
        Language = row.TextOrNull(8) is { } tag ? MailLanguage.Read(tag, row.GetString(9)) : null,
        UserId = row.NumberOrNull(10),
        Sender = row.TextOrNull(11),
        ReplyTo = row.TextOrNull(12),
        To = row.GetString(13),
        Cc = row.TextOrNull(14),
        Subject = row.GetString(15),
        Text = row.GetString(16),
        Html = row.TextOrNull(17),
        MessageId = row.GetString(18),
        Left = row.TextOrNull(19),
        Attempts = row.GetInt32(20),
        NextAt = TimeOrNull(row, 21),
        BeganAt = TimeOrNull(row, 22),
        LastCode = row.IsDBNull(23) ? null : row.GetInt32(23),
        LastAnswer = row.TextOrNull(24),
        SentAt = TimeOrNull(row, 25),
        HasFiles = row.GetInt32(26) == 1,
    };
}
