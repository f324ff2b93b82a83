using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;

namespace Stamgast.App.Said;

/// <summary>The words and pages of a kind of record: those of customers under the key itself, those of another kind under its name and the key.</summary>
public static class RecordWords
{
    /// <summary>The key of a text that tells of records: "activity.title.Edit", of tasks "tasks.activity.title.Edit".</summary>
    public static string Key(ChangeSet set, string key) => Key(RecordShapes.Of(set.RecordKind), key);

    /// <inheritdoc cref="Key(ChangeSet, string)" />
    public static string Key(RecordShape shape, string key) => shape.Kind == CustomerShape.KindNumber ? key : $"{shape.Key}.{key}";

    /// <summary>The address of the page of a record.</summary>
    public static string Address(RecordShape shape, long id) => string.Create(CultureInfo.InvariantCulture, $"/{shape.Key}/{id}");

    /// <summary>The address of the page on which an import that is not applied is looked at.</summary>
    public static string ProposalAddress(ChangeSet set) => RecordShapes.Of(set.RecordKind) is CustomerShape
        ? string.Create(CultureInfo.InvariantCulture, $"/import/{set.Id}")
        : string.Create(CultureInfo.InvariantCulture, $"/{RecordShapes.Of(set.RecordKind).Key}/import/{set.Id}");
}
