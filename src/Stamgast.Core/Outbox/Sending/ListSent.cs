using System.Globalization;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Kinds.Verbs;
using Stamgast.Service.Conversations;
using Stamgast.Settings;

namespace Stamgast.Outbox.Sending;

/// <summary>
/// Lists sent mails in the conversations, many in one change set. That a mail is to be listed is written with its result, and taken back with its entry: each
/// is listed once, whenever the program ends.
/// </summary>
/// <param name="store">Where their files are kept.</param>
internal sealed class ListSent(Base customers, TimeProvider clock, DocumentStore store)
{
    /// <summary>True, as SQL, when some mail is to be listed.</summary>
    public const string Waits = "exists(select 1 from outbox_unlisted)";

    private const int AtOnce = 250;

    /// <summary>Says of mails that somebody has now that they are to be listed, except those that are listed already or never.</summary>
    /// <param name="mails">As they were before.</param>
    public static void Add(WriteTransaction transaction, IEnumerable<OutboxMail> mails)
    {
        if (Statement(mails) is { } add) transaction.Execute(add);
    }

    /// <summary>The statement for that; null when there is nothing to list.</summary>
    public static string? Statement(IEnumerable<OutboxMail> mails) =>
        string.Join(", ", mails.Where(m => m.SentAt is null && SentMail.IsListed(m)).Select(m => string.Create(CultureInfo.InvariantCulture, $"({m.Id})")))
            is { Length: > 0 } ids ? $"insert into outbox_unlisted(mail) values {ids} on conflict do nothing" : null;

    /// <summary>Lists all that wait. What cannot be written now, since somebody writes for long or the disk is full, is listed by the next run.</summary>
    public void Do()
    {
        try
        {
            while (Next()) Fault.Point("mail.listed");
        }
        catch (RefusedException) { }
    }

    private bool Next()
    {
        List<OutboxMail> mails;
        using (var reader = customers.OpenReader())
        using (var select = reader.Query($"""
            select {OutboxRows.Columns} from outbox_unlisted u join outbox_mail m on m.id = u.mail order by u.mail limit {AtOnce}
            """)) mails = OutboxRows.Read(select);
        if (mails.Count == 0) return false;
        var sender = MailServer.SenderOf(OrganisationSettings.Of(customers))?.ToString();
        var (files, listed) = (Keep(mails), new List<OutboxMail>());
        new CreateAlong(customers, ConversationKind.Instance, clock).Do(transaction =>
        {
            // Another program may have listed some meanwhile.
            var mine = Take(transaction, mails);
            listed = mails.FindAll(m => mine.Contains(m.Id));
            return listed.ConvertAll(m => SentMail.Of(m, sender, m.BeganAt ?? m.CreatedAt));
        }, new Actor(null, Door.Outbox), conversations => Attach(conversations, listed, files));
        return true;
    }

    // Their bytes are kept before the transaction that attaches them; done twice, they are there once.
    private Dictionary<long, List<RecordValues>> Keep(List<OutboxMail> mails)
    {
        var (keep, kept) = (new KeepDocument(customers, store, clock), new Dictionary<long, List<RecordValues>>());
        foreach (var mail in mails.Where(m => m.HasFiles))
        {
            using var reader = customers.OpenReader();
            kept.Add(mail.Id, OutboxRows.FilesOf(reader, mail.Id).ConvertAll(f => keep.Own(DocumentName.Clean(f.Name), f.Content)));
        }
        return kept;
    }

    private static List<RecordValues> Attach(IReadOnlyList<long> conversations, List<OutboxMail> listed, Dictionary<long, List<RecordValues>> files)
    {
        var attached = new List<RecordValues>();
        for (var i = 0; i < conversations.Count; i++)
            foreach (var file in files.GetValueOrDefault(listed[i].Id) ?? [])
            {
                KeepDocument.Attach(file, new AttachedTo(ConversationKind.Instance.Shape, conversations[i]),
                    listed[i].Customer?.ToString(CultureInfo.InvariantCulture));
                attached.Add(file);
            }
        return attached;
    }

    private static HashSet<long> Take(WriteTransaction transaction, List<OutboxMail> mails)
    {
        using var delete = transaction.Command($"delete from outbox_unlisted where mail in {Sql.InList(mails.Select(m => m.Id))} returning mail");
        using var rows = delete.ExecuteReader();
        var mine = new HashSet<long>();
        while (rows.Read()) mine.Add(rows.GetInt64(0));
        return mine;
    }
}
