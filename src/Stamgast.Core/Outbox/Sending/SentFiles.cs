using Stamgast.Attachments;
using Stamgast.Database;
using Stamgast.Service.Conversations;

namespace Stamgast.Outbox.Sending;

/// <summary>The files of sent mails, as attachments of their conversations. Their bytes are kept before the transaction that lists them.</summary>
internal sealed class SentFiles(Base customers, DocumentStore store, TimeProvider clock)
{
    private readonly KeepDocument keep = new(customers, store, clock);

    /// <summary>Keeps the files of a mail; done twice, they are there once.</summary>
    /// <returns>Attachments that belong to no record yet.</returns>
    public IReadOnlyList<RecordValues> Keep(long mail)
    {
        using var reader = customers.OpenReader();
        return OutboxRows.FilesOf(reader, mail).ConvertAll(file => keep.Own(DocumentName.Clean(file.Name), file.Content));
    }

    /// <summary>Attaches them to the conversations that have just been listed.</summary>
    /// <param name="sent">For each conversation, in their order, the customer and the files.</param>
    public static List<RecordValues> Attach(IReadOnlyList<long> conversations, IReadOnlyList<(string? Customer, IReadOnlyList<RecordValues> Files)> sent)
    {
        var attached = new List<RecordValues>();
        for (var i = 0; i < conversations.Count; i++)
            foreach (var file in sent[i].Files)
            {
                KeepDocument.Attach(file, new AttachedTo(ConversationKind.Instance.Shape, conversations[i]), sent[i].Customer);
                attached.Add(file);
            }
        return attached;
    }
}
