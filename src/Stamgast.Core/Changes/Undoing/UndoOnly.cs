using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes.Undoing;

/// <summary>The scope of an undo: the whole set, some of its records, or from these only the values of one origin (D3).</summary>
/// <param name="Records">The IDs of the records; null for all.</param>
/// <param name="Origin">The record from which the values came; null for any. Requires named records.</param>
internal sealed record UndoOnly(IReadOnlyList<long>? Records = null, long? Origin = null)
{
    /// <summary>The whole set.</summary>
    public static readonly UndoOnly All = new();

    /// <summary>One customer, or all, of those visible to a viewer; nothing is looked up for an unlimited one.</summary>
    /// <exception cref="RefusedException">change_set.unknown: the viewer sees none of them.</exception>
    public static UndoOnly Of(Base customers, Viewer viewer, long setId, long? customer)
    {
        if (viewer.SeesAll) return customer is { } id ? new UndoOnly([id]) : All;
        using var context = customers.NewContext();
        var items = new SeenItems(context, customers.Engine, viewer).All.Where(i => i.SetId == setId && (customer == null || i.RecordId == customer));
        List<long> seen = [.. items.Select(i => i.RecordId).Distinct()];
        return seen.Count > 0 ? new UndoOnly(seen) : throw new RefusedException("change_set.unknown", setId);
    }

    /// <summary>True for the whole set.</summary>
    public bool IsAll => Records is null && Origin is null;

    /// <summary>The condition for its items, by their alias.</summary>
    public string Condition(string alias) =>
        (Records is null ? "true" : $"{alias}.record_id in {Sql.InList(Records)}")
        + (Origin is { } from ? $" and {alias}.origin = {from.ToString(System.Globalization.CultureInfo.InvariantCulture)}" : "");

    /// <summary>True for an item of this origin.</summary>
    public bool IsAbout(long? origin) => Origin is null || Origin == origin;
}
