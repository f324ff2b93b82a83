using System.Data.Common;
using Stamgast.Changes;
using Stamgast.Customers;

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
        var then = History.AtVersion(connection, customer, version);
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
}
