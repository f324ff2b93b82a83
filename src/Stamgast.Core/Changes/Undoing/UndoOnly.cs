using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes.Undoing;

/// <summary>The extent of an undo: the whole set, some of its records, or what came from some origins within these (D3).</summary>
/// <param name="Records">The IDs of the records; null for all.</param>
/// <param name="Origins">The records that the values came from; null for any. Records must be given then.</param>
internal sealed record UndoOnly(IReadOnlyList<long>? Records = null, IReadOnlyList<long>? Origins = null)
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
    public bool IsAll => Records is null && Origins is null;

    /// <summary>The condition for its items, by their alias.</summary>
    public string Condition(string alias) =>
        (Records is null ? "true" : $"{alias}.record_id in {Sql.InList(Records)}")
        + (Origins is null ? "" : $" and {alias}.origin in {Sql.InList(Origins)}");

    /// <summary>True for an item of this origin.</summary>
    public bool IsAbout(long? origin) => Origins is null || (origin is { } from && Origins.Contains(from));
}
