using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;

namespace Stamgast.Attachments;

/// <summary>To what a document is attached.</summary>
/// <param name="Shape">The kind of record; customers for a customer alone.</param>
/// <param name="Id">The ID of the record.</param>
/// <param name="Part">What it is there: "document", "signed"; null for nothing in particular.</param>
public sealed record AttachedTo(RecordShape Shape, long Id, string? Part = null);

/// <summary>Keeps a document and attaches it to a customer or any other record.</summary>
/// <param name="viewer">It may belong to a customer whom this viewer sees.</param>
public sealed class AttachDocument(Base customers, DocumentStore store, Viewer viewer, TimeProvider clock)
{
    private readonly KeepDocument keep = new(customers, store, clock);

    /// <summary>The largest document that the organisation takes, in bytes.</summary>
    public long Largest => keep.Largest;

    /// <summary>Keeps the bytes and adds the attachment, as a change set of one.</summary>
    /// <param name="name">As the sender called it.</param>
    /// <exception cref="RefusedException">attachment.empty; attachment.large; attachment.infected; attachment.scan; record.unknown or customer.unknown:
    /// nothing to attach it to; record.trashed; disk.full; busy</exception>
    public ChangeOutcome Do(string? name, byte[] bytes, AttachedTo to, Actor actor)
    {
        var customer = CustomerOf(to);
        var document = keep.Do(name, bytes);
        KeepDocument.Attach(document, to, customer?.ToString(CultureInfo.InvariantCulture));
        return new CreateAlong(customers, AttachmentKind.Instance, clock).Do(_ => [document], actor)!;
    }

    private long? CustomerOf(AttachedTo to)
    {
        using var context = new KindContext(customers, viewer, clock);
        if (to.Shape == CustomerShape.Instance)
            return (context.CustomerOf(to.Id) ?? throw new RefusedException("customer.unknown", to.Id)) is { Trashed: false } found ? found.Id
                : throw new RefusedException("customer.trashed", to.Id);
        var state = context.Find(to.Shape, to.Id) ?? throw new RefusedException(Refusals.Unknown(to.Shape), to.Id);
        if (state.Trashed) throw new RefusedException(Refusals.Trashed(to.Shape), to.Id);
        // The one for whom the record was made (D3): both stay together when a merge is split.
        return to.Shape.ByName("customer") is { } field && state.Values[field.Ordinal] is { } id
            && context.CustomerOf(long.Parse(id, CultureInfo.InvariantCulture)) is not null ? long.Parse(id, CultureInfo.InvariantCulture) : null;
    }
}
