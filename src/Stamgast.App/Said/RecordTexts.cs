using System.Globalization;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Kinds;

namespace Stamgast.App.Said;

/// <summary>The texts and pages of a kind of record: customers use the key itself, other kinds their name before the key.</summary>
public static class RecordTexts
{
    /// <summary>The key of a text about records: "activity.title.Edit", for tasks "tasks.activity.title.Edit".</summary>
    public static string Key(ChangeSet set, string key) => Key(RecordShapes.Of(set.RecordKind), key);

    /// <inheritdoc cref="Key(ChangeSet, string)" />
    public static string Key(RecordShape shape, string key) => shape.Kind == CustomerShape.KindNumber ? key
        : shape is KindShape ? "records." + key : $"{shape.Key}.{key}";

    /// <summary>What a record without a name is called: a link is a "Link", a customer has no name.</summary>
    public static string Unnamed(RecordShape shape, Visit visit) => visit.T(shape is KindShape ? $"kind.{shape.Key}.one" : "customers.noName");

    /// <summary>The size of a file: "12 KB", "1.4 MB".</summary>
    public static string Bytes(long bytes, Visit visit) => bytes < 1 << 20 ? visit.T("attachments.kb", visit.N(Math.Max(1, (bytes + 512) >> 10)))
        : visit.T("attachments.mb", (bytes / 1048576m).ToString("0.0", visit.Culture));

    /// <summary>The address of the page of a record.</summary>
    public static string Address(RecordShape shape, long id) => string.Create(CultureInfo.InvariantCulture, $"/{shape.Key}/{id}");

    /// <summary>The address of the page that shows an import that has not been applied.</summary>
    public static string ProposalAddress(ChangeSet set) => RecordShapes.Of(set.RecordKind) is CustomerShape
        ? string.Create(CultureInfo.InvariantCulture, $"/import/{set.Id}")
        : string.Create(CultureInfo.InvariantCulture, $"/{RecordShapes.Of(set.RecordKind).Key}/import/{set.Id}");
}
