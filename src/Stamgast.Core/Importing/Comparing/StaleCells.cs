using System.Data.Common;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// Protects newer values against an outdated sheet: reconstructs the customer at the time of the export from its history. A cell that nobody changed
/// in the sheet does not overwrite; one changed on both sides is a conflict.
/// </summary>
internal sealed class StaleCells(DbConnection connection)
{
    /// <summary>Takes untouched cells out of the changes.</summary>
    /// <returns>The field that both sides changed differently; null without one.</returns>
    public int? Resolve(CustomerState customer, int version, List<FieldChange> changes)
    {
        var then = History.AtVersion(connection, customer, version);
        var conflict = (int?)null;
        for (var i = changes.Count - 1; i >= 0; i--)
        {
            if (!changes[i].IsMap) continue;
            if (Touched(changes[i], then, customer.Values, ref conflict) is { } touched) changes[i] = touched;
            else changes.RemoveAt(i);
        }
        changes.RemoveAll(change =>
        {
            if (change.IsMap) return false;
            var before = then[change.Field];
            var now = customer.Values[change.Field];
            var sheet = change.IsList ? ListValue.Apply(now, change.Before, change.After) : change.After;
            if (sheet == before) return true;
            if (before != now && !change.IsList) conflict ??= change.Field;
            return false;
        });
        return conflict;
    }

    // ID by ID, as the fields are.
    private static FieldChange? Touched(FieldChange change, RecordValues then, RecordValues now, ref int? conflict)
    {
        var (before, current, sheet) = (MapValue.Read(then[change.Field]), MapValue.Read(now[change.Field]),
            MapValue.Read(change.AppliedTo(now[change.Field])));
        foreach (var id in MapValue.Read(change.Before).Keys.Union(MapValue.Read(change.After).Keys))
        {
            var (was, has) = (before.GetValueOrDefault(id), current.GetValueOrDefault(id));
            if (sheet.GetValueOrDefault(id) != was)
            {
                if (was != has) conflict ??= change.Field;
            }
            else if (has is null) sheet.Remove(id);
            else sheet[id] = has;
        }
        return FieldChange.Between(change.Of, now[change.Field], MapValue.Write(sheet));
    }
}
