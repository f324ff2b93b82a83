using System.Globalization;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;

namespace Stamgast.Shops;

/// <summary>Gives a shop the logo that stands on its documents, or takes it away. Every logo that it had stays among its files.</summary>
public sealed class ShopLogo(Base customers, DocumentStore store, Viewer viewer, TimeProvider clock)
{
    /// <summary>What a logo is among the files of a shop.</summary>
    public const string Part = "logo";

    /// <summary>Keeps the picture and points the shop at it.</summary>
    /// <param name="canBeDrawn">Tells whether documents can show a picture with these bytes.</param>
    /// <exception cref="RefusedException">record.unknown; record.trashed; shop.logo: it is no picture that documents can show; what
    /// <see cref="AttachDocument.Do"/> says</exception>
    public EditOutcome Set(long id, string? name, byte[] bytes, Func<byte[], bool> canBeDrawn, Actor actor)
    {
        var now = Living(id);
        if (bytes.Length > 0 && !canBeDrawn(bytes)) throw new RefusedException("shop.logo", DocumentName.Clean(name));
        var outcome = new AttachDocument(customers, store, viewer, clock).Do(name, bytes, new AttachedTo(ShopKind.Instance.Shape, id, Part), actor);
        return Point(now, CreateRecord.IdOf(customers, outcome).ToString(CultureInfo.InvariantCulture), actor);
    }

    /// <summary>Takes the logo off the documents.</summary>
    /// <exception cref="RefusedException">record.unknown; record.trashed; busy</exception>
    public EditOutcome Remove(long id, Actor actor) => Point(Living(id), null, actor);

    /// <summary>The bytes of the logo of a shop; null without one, or when its file is gone.</summary>
    public static byte[]? BytesOf(Base customers, DocumentStore store, RecordValues shop)
    {
        if (shop[ShopKind.Logo] is not { } id || AskedRecords.Find(customers, AttachmentKind.Instance, long.Parse(id, CultureInfo.InvariantCulture))
            is not { Trashed: false } logo || !MediaTypes.IsPicture(logo.Values[AttachmentKind.MediaType])) return null;
        try { return store.Read(logo.Values[AttachmentKind.StoreKey] ?? ""); }
        catch (RefusedException) { return null; }
    }

    private RecordState Living(long id) => AskedRecords.Require(customers, ShopKind.Instance, id) is { Trashed: false } now ? now
        : throw new RefusedException(Refusals.Trashed(ShopKind.Instance.Shape), id);

    private EditOutcome Point(RecordState now, string? logo, Actor actor) => new EditRecord(customers, ShopKind.Instance, viewer, clock).Do(now.Id, now.Version,
        new GivenRecord(now.Values, new Dictionary<int, string?> { [ShopKind.Logo.Ordinal] = logo }), actor, GivenBy.Steps);
}
