using Stamgast.App.Attachments;
using Stamgast.App.Kinds;
using Stamgast.App.Serving.Forms;
using Stamgast.Attachments;
using Stamgast.Kinds.Lists;
using Stamgast.Outbox;
using Stamgast.Settings;

namespace Stamgast.App.Outbox;

/// <summary>The files that may go along with a mail: those of the customer, and what is uploaded with it.</summary>
internal sealed class MailFiles(RecordPages pages, DocumentStore store, KindParts parts)
{
    /// <summary>The most files of one mail.</summary>
    public const int Most = 20;

    private const int Shown = 100;

    /// <summary>The largest file that is taken, in bytes.</summary>
    public long Largest => Math.Min(new KeepDocument(pages.Base, store, pages.Clock).Largest, QueueMail.MostBytes);

    /// <summary>The newest files of a customer that the visitor may see.</summary>
    public IReadOnlyList<RecordState> Of(long customer) =>
        [.. new RecordList(pages.Base, AttachmentKind.Instance, pages.Visit.Viewer, pages.Today).Page(new RecordQuery { Customer = customer }, null, Shown)
            .Rows.Select(r => r.State).Where(MaySee)];

    /// <summary>Reads files of a customer; those that are not among <see cref="Of"/> are not theirs, or gone.</summary>
    /// <exception cref="RefusedException">attachment.gone; mail.files</exception>
    public List<MailFile> Read(long customer, IReadOnlyList<long> ids)
    {
        if (ids.Count > Most) throw new RefusedException("mail.files", ids.Count, Most);
        var known = ids.Count == 0 ? [] : Of(customer).ToDictionary(f => f.Id);
        return [.. ids.Select(id => known.TryGetValue(id, out var file) ? file.Values : throw new RefusedException("attachment.gone")).Select(values =>
            new MailFile(values[AttachmentKind.FileName] ?? "document", values[AttachmentKind.MediaType] ?? MediaTypes.Unknown,
                store.Read(values[AttachmentKind.StoreKey] ?? "")))];
    }

    /// <summary>Reads the files that were uploaded, and no more than may be.</summary>
    /// <exception cref="RefusedException">attachment.empty; attachment.large; attachment.infected; attachment.scan; mail.files; mail.large</exception>
    public async Task<List<MailFile>> ReadAsync(StreamedUpload upload, CancellationToken cancel)
    {
        var files = new List<MailFile>();
        var scan = OrganisationSettings.Of(pages.Base)[DocumentSettings.Scan];
        long size = 0;
        while (upload.FileName is { } given)
        {
            if (files.Count == Most) throw new RefusedException("mail.files", Most + 1, Most);
            var name = DocumentName.Clean(given);
            var bytes = await AttachmentRoutes.ReadAsync(upload.Content!, Largest, name, cancel);
            if (bytes.Length == 0) throw new RefusedException("attachment.empty", name);
            if ((size += bytes.Length) > QueueMail.MostBytes) throw new RefusedException("mail.large", size >> 20, QueueMail.MostBytes >> 20);
            VirusScan.Check(scan, name, bytes);
            files.Add(new MailFile(name, MediaTypes.Of(bytes), bytes));
            await upload.NextFileAsync(cancel);
        }
        return files;
    }

    // A file is seen by those who may see what it is attached to.
    private bool MaySee(RecordState file) => file.Values[AttachmentKind.OfKind] is not { } number
        || parts.All.FirstOrDefault(p => p.Kind.Shape.Kind.ToString(System.Globalization.CultureInfo.InvariantCulture) == number) is not { } kind
        || pages.Visit.May(kind.Read);
}
