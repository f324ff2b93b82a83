using System.Globalization;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;

namespace Stamgast.Sales.Agreements;

/// <summary>Gives a draft agreement the document that is to be signed; afterwards it is fixed, with its hash.</summary>
public sealed class AgreementDocument(Base customers, DocumentStore store, Viewer viewer, TimeProvider clock)
{
    /// <summary>What the document is among the files of an agreement.</summary>
    public const string Part = "document";

    /// <summary>What a signed copy is among them.</summary>
    public const string SignedPart = "signed";

    /// <summary>Keeps the document and points the agreement at it.</summary>
    /// <exception cref="RefusedException">agreement.fixed: it is no draft; agreement.no_pdf; what <see cref="AttachDocument.Do"/> says</exception>
    public EditOutcome Do(long id, string? name, byte[] bytes, Actor actor)
    {
        var kind = AgreementKind.Instance;
        var now = AskedRecords.Require(customers, kind, id);
        if (now.Trashed) throw new RefusedException(Refusals.Trashed(kind.Shape), id);
        if (now.Values[AgreementKind.OfState] != AgreementKind.Draft) throw new RefusedException("agreement.fixed", id, now.Values[AgreementKind.OwnNumber]);
        if (bytes.Length > 0 && MediaTypes.Of(bytes) != MediaTypes.Pdf) throw new RefusedException("agreement.no_pdf", DocumentName.Clean(name));
        var outcome = new AttachDocument(customers, store, viewer, clock).Do(name, bytes, new AttachedTo(kind.Shape, id, Part), actor);
        var attachment = CreateRecord.IdOf(customers, outcome);
        return new EditRecord(customers, kind, viewer, clock).Do(id, now.Version, new GivenRecord(now.Values, new Dictionary<int, string?>
        {
            [AgreementKind.Document.Ordinal] = attachment.ToString(CultureInfo.InvariantCulture),
            [AgreementKind.DocumentHash.Ordinal] = DocumentStore.KeyOf(bytes),
        }), actor, GivenBy.Rules);
    }
}
