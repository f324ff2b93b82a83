using System.Data.Common;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Duplicates.Scanning;

/// <summary>Which customers were changed, by whatever door: each change, undo, merge and split adds an item.</summary>
internal static class CustomersSince
{
    /// <summary>The IDs of customers with a change after one item, up to another.</summary>
    public static List<long> Between(DbConnection connection, long after, long upto)
    {
        var changed = new List<long>();
        using var command = connection.Query("select distinct record_id " + From(after, upto));
        using var reader = command.ExecuteReader();
        while (reader.Read()) changed.Add(reader.GetInt64(0));
        return changed;
    }

    /// <summary>How many there are.</summary>
    public static long Count(DbConnection connection, long after, long upto)
    {
        using var command = connection.Query("select count(distinct record_id) " + From(after, upto));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string From(long after, long upto) => string.Create(CultureInfo.InvariantCulture,
        $"from change_item where seq > {after} and seq <= {upto} and record_kind = {CustomerShape.KindNumber}");
}
