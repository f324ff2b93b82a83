using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>What is different between two sets of values of one customer, field by field.</summary>
public static class Difference
{
    /// <summary>The changes that turn one into the other, in the order of the fields; none when they are the same.</summary>
    /// <param name="bySpelling">True where a name of a list that is only written in other letters is a change too.</param>
    public static List<FieldChange> Between(CustomerValues before, CustomerValues after, bool bySpelling = false)
    {
        var changes = new List<FieldChange>();
        for (var i = 0; i < CustomerFields.Count; i++)
        {
            if (before[i] == after[i]) continue;
            if (!CustomerFields.All[i].IsList)
            {
                changes.Add(new FieldChange(i, before[i], after[i]));
                continue;
            }
            var (removed, added) = ListValue.Difference(before[i], after[i], bySpelling);
            if (removed is not null || added is not null) changes.Add(new FieldChange(i, removed, added));
        }
        return changes;
    }

    /// <summary>The values after changes were made to them.</summary>
    public static CustomerValues Applied(CustomerValues values, IEnumerable<FieldChange> changes)
    {
        var result = values.Copy();
        foreach (var change in changes)
        {
            if (change.Field < 0) continue;
            result[change.Field] = change.IsList
                ? ListValue.Apply(values[change.Field], change.Before, change.After)
                : change.After ?? CustomerFields.All[change.Field].Default;
        }
        return result;
    }
}
