using System.Data.Common;
using System.Text;
using Stamgast.Database;

namespace Stamgast.Duplicates;

/// <summary>Reads and writes rows of the table of pairs, any number at a time.</summary>
internal static class PairRows
{
    private const int AtOnce = 100;
    private const string Columns = "a, b, bits, why, is_certain, lane, group_id, group_bits, certain_since";

    /// <summary>Rows with their lane and group; the condition speaks of p.</summary>
    public static List<DuplicatePair> Read(DbConnection connection, string where, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Query($"select {Columns} from duplicate_pair p where {where}", parameters);
        using var rows = command.ExecuteReader();
        var pairs = new List<DuplicatePair>();
        while (rows.Read()) pairs.Add(At(rows));
        return pairs;
    }

    /// <summary>Adds rows that are not there yet.</summary>
    public static void Insert(WriteTransaction transaction, IReadOnlyList<DuplicatePair> pairs, CancellationToken cancel = default)
    {
        var whole = pairs.Count - pairs.Count % AtOnce;
        using (var many = whole > 0 ? Command(transaction, AtOnce) : null)
            for (var from = 0; from < whole; from += AtOnce)
            {
                cancel.ThrowIfCancellationRequested();
                Run(many!, pairs, from, AtOnce);
            }
        if (whole == pairs.Count) return;
        using var rest = Command(transaction, pairs.Count - whole);
        Run(rest, pairs, whole, pairs.Count - whole);
    }

    private static DbCommand Command(WriteTransaction transaction, int rows)
    {
        var sql = new StringBuilder($"insert into duplicate_pair({Columns}) values");
        for (var row = 0; row < rows; row++)
            sql.Append(row > 0 ? "," : "").Append($"(@a{row},@b{row},@bits{row},@why{row},@certain{row},@lane{row},@group{row},@best{row},@since{row})");
        var parameters = new List<(string, object?)>(rows * 9);
        for (var row = 0; row < rows; row++)
            parameters.AddRange(
            [
                ($"a{row}", 0L), ($"b{row}", 0L), ($"bits{row}", 0d), ($"why{row}", ""), ($"certain{row}", false), ($"lane{row}", 0), ($"group{row}", 0L),
                ($"best{row}", 0d), ($"since{row}", 0L),
            ]);
        var command = transaction.Command(sql.ToString(), [.. parameters]);
        command.Prepare();
        return command;
    }

    private static void Run(DbCommand command, IReadOnlyList<DuplicatePair> pairs, int from, int count)
    {
        var at = 0;
        for (var i = from; i < from + count; i++)
        {
            var pair = pairs[i];
            foreach (var value in (ReadOnlySpan<object>)
                [pair.A, pair.B, pair.Bits, pair.Why, pair.IsCertain, (int)pair.Lane, pair.GroupId, pair.GroupBits, pair.CertainSince ?? 0])
                command.Parameters[at++].Value = value;
        }
        command.ExecuteNonQuery();
    }

    private static DuplicatePair At(DbDataReader rows) => new()
    {
        A = rows.GetInt64(0), B = rows.GetInt64(1), Bits = rows.GetDouble(2), Why = rows.GetString(3), IsCertain = rows.GetBoolean(4),
        Lane = (PairLane)rows.GetInt32(5), GroupId = rows.GetInt64(6), GroupBits = rows.GetDouble(7), CertainSince = rows.NumberOrNull(8),
    };
}
