using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Profiling;

namespace Stamgast.Duplicates.Scanning;

/// <summary>
/// The customers that can be somebody else's duplicate, as a table for matching: those that are neither in the trash nor absorbed, and may be merged.
/// </summary>
internal sealed class BaseTable
{
    private BaseTable(MatchingTable table, long[] ids, long lastItem, long identity)
    {
        (Table, Ids, LastItem, Identity) = (table, ids, lastItem, identity);
    }

    /// <summary>Their compared values.</summary>
    public MatchingTable Table { get; }

    /// <summary>Their IDs, by row.</summary>
    public long[] Ids { get; }

    /// <summary>The number of the last change that the table contains.</summary>
    public long LastItem { get; }

    /// <summary>Which base it was, see <see cref="Base.Identity"/>.</summary>
    public long Identity { get; }

    /// <summary>Reads all of them as they are at one moment.</summary>
    /// <param name="progress">Receives how many were read, of how many at most.</param>
    public static BaseTable Read(Base customers, Action<long, long>? progress, CancellationToken cancel)
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, customers.Engine);
        var (lastItem, most, identity) = (Number(connection, Counter.Items), Number(connection, Counter.Customers), customers.Identity(connection));
        var table = MatchColumns.NewTable();
        var ids = new List<long>((int)Math.Min(most, 1 << 24));
        using var rows = BaseRows.Open(connection, customers.Engine, Select(customers.Engine, Condition(customers.Engine)));
        // While one stretch of rows is put into the table, the next is read.
        TableStretch filling = new(MatchColumns.Count), other = new(MatchColumns.Count);
        var adding = Task.CompletedTask;
        try
        {
            while (Fill(filling, rows, ids))
            {
                cancel.ThrowIfCancellationRequested();
                adding.Wait(cancel);
                progress?.Invoke(ids.Count, Math.Max(most, ids.Count));
                var full = filling;
                adding = Task.Run(() => table.Add(full), CancellationToken.None);
                (filling, other) = (other, filling);
            }
        }
        finally
        {
            adding.Wait(CancellationToken.None);
        }
        return new BaseTable(table, [.. ids], lastItem, identity);
    }

    /// <summary>The condition that a customer is compared with others.</summary>
    public static string Condition(Engine engine) => $"{CustomerColumns.Alive(engine, "c")} and {engine.Yes("c.allow_merge")}";

    /// <summary>Customers with the texts of <see cref="MatchColumns.Fields"/>, after their ID.</summary>
    public static string Select(Engine engine, string condition) =>
        $"select c.id, {CustomerColumns.AsText(MatchColumns.Fields, engine, "c")} from customer c where {condition}";

    /// <summary>The value of a counter; 0 when nothing was counted yet.</summary>
    public static long Number(DbConnection connection, string counter)
    {
        using var command = connection.Query("select value from counter where name = @name", ("name", counter));
        return Convert.ToInt64(command.ExecuteScalar() ?? 0L, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool Fill(TableStretch stretch, BaseRows rows, List<long> ids)
    {
        stretch.Clear();
        while (!stretch.IsFull && rows.Read())
        {
            ids.Add(rows.Id);
            MatchColumns.Write(field => rows[field], stretch.Add);
        }
        return stretch.Rows > 0;
    }
}
