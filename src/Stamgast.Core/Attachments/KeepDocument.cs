using System.Globalization;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.Attachments;

/// <summary>Keeps documents in the store, to be attached to a record within another transaction.</summary>
public sealed class KeepDocument(Base customers, DocumentStore store, TimeProvider clock)
{
    /// <summary>The largest document that the organisation takes, in bytes.</summary>
    public long Largest => MegabytesOf(OrganisationSettings.Of(customers)) << 20;

    /// <summary>Keeps the bytes. Until something is attached to a record, nothing leads to them, and they go after thirty days.</summary>
    /// <param name="name">As the sender called it.</param>
    /// <returns>The values of an attachment that belongs to no record yet.</returns>
    /// <exception cref="RefusedException">attachment.empty; attachment.large; attachment.infected; attachment.scan; disk.full; busy</exception>
    public RecordValues Do(string? name, byte[] bytes)
    {
        var settings = OrganisationSettings.Of(customers);
        var clean = DocumentName.Clean(name);
        if (bytes.Length == 0) throw new RefusedException("attachment.empty", clean);
        if (bytes.LongLength > MegabytesOf(settings) << 20) throw new RefusedException("attachment.large", clean, MegabytesOf(settings));
        VirusScan.Check(settings[DocumentSettings.Scan], clean, bytes);
        return Own(clean, bytes);
    }

    /// <summary>The same of a document of our own, which is neither too large nor infected.</summary>
    internal RecordValues Own(string name, byte[] bytes)
    {
        var settings = OrganisationSettings.Of(customers);
        var now = clock.GetUtcNow();
        var key = store.Keep(bytes, settings[DocumentSettings.Encryption] == "yes", now.UtcDateTime);
        var values = AttachmentKind.Instance.Shape.Blank();
        values[AttachmentKind.FileName] = name;
        values[AttachmentKind.MediaType] = MediaTypes.Of(bytes);
        values[AttachmentKind.Size] = bytes.Length.ToString(CultureInfo.InvariantCulture);
        (values[AttachmentKind.Hash], values[AttachmentKind.StoreKey]) = (key, key);
        values[AttachmentKind.Added] = TimeZoneInfo.ConvertTime(now, settings.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return values;
    }

    /// <summary>Says to which record a kept document belongs.</summary>
    internal static void Attach(RecordValues document, AttachedTo to, string? customer)
    {
        document[AttachmentKind.OfCustomer] = customer;
        document[AttachmentKind.OfKind] = to.Shape.Kind.ToString(CultureInfo.InvariantCulture);
        document[AttachmentKind.OfRecord] = to.Id.ToString(CultureInfo.InvariantCulture);
        document[AttachmentKind.Part] = to.Part;
        document.Shape.Derive(document);
    }

    private static long MegabytesOf(OrganisationSettings settings) => long.Parse(settings[DocumentSettings.Limit], CultureInfo.InvariantCulture);
}
