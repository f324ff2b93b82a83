using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>
/// D1: a value is the <em>after</em> of its latest live assignment. Walks a customer's items in the order of their sequence,
/// passes over those that are dead, and gives the values that result. A creation that is dead leaves its values where they are
/// and puts the customer in the trash, so that undoing the undo brings the same customer back.
/// </summary>
internal static class Fold
{
    /// <param name="items">All assigning items (those of undo sets are not), by <see cref="FoldItem.Seq"/>.</param>
    public static (CustomerValues Values, bool Trashed) Of(IEnumerable<FoldItem> items)
    {
        var values = CustomerValues.Blank();
        var trashed = false;
        var created = true;
        foreach (var item in items)
        {
            if (item.IsCreation) created = !item.Dead;
            if (item.Dead && !item.IsCreation) continue;
            foreach (var change in item.Changes)
            {
                if (change.Field == FieldChange.Trashed) trashed = change.After == "1";
                else if (change.IsList && !item.IsCreation) values[change.Field] = ListValue.Apply(values[change.Field], change.Before, change.After);
                else values[change.Field] = change.After ?? CustomerFields.All[change.Field].Default;
            }
        }
        return (values, trashed || !created);
    }
}

/// <summary>An item as the fold sees it.</summary>
internal sealed record FoldItem(long Seq, long SetId, bool IsCreation, bool Dead, List<FieldChange> Changes);
