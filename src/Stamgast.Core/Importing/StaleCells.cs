using System.Data.Common;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Importing;

/// <summary>
/// Protection of newer values against an older sheet: what the customer was when the sheet was exported, by walking its history back.
/// A cell that nobody touched in the sheet does not overwrite; one that was touched on both sides is a conflict.
/// </summary>
internal sealed class StaleCells(DbConnection connection)
{
    /// <summary>Takes untouched cells out of the changes.</summary>
    /// <returns>The field that both sides changed differently; null when there is none.</returns>
    public int? Resolve(CustomerState customer, int version, List<FieldChange> changes)
    {
        var then = ValuesAt(customer, version);
        var conflict = (int?)null;
        changes.RemoveAll(change =>
        {
            var before = then[change.Field];
            var now = customer.Values[change.Field];
            var sheet = change.IsList ? ListValue.Apply(now, change.Before, change.After) : change.After;
            if (sheet == before) return true;
            if (before != now && !change.IsList) conflict ??= change.Field;
            return false;
        });
        return conflict;
    }

    private CustomerValues ValuesAt(CustomerState customer, int version)
    {
        using var command = connection.Query("""
            select version_before, payload from change_item where record_kind = 1 and record_id = @id and version_after > @version order by seq desc
            """, ("id", customer.Id), ("version", version));
        using var reader = command.ExecuteReader();
        return History.WalkBack(reader, customer.Values);
    }
}
