using System.Buffers;
using System.Numerics;
using System.Text;
using Microsoft.Data.Sqlite;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Importing;

/// <summary>
/// Finds out on SQLite which rows change nothing, by comparing the bytes of the customer where they stand in the database. Of a file that
/// was exported and sent back these are nearly all, and none of their values becomes a text.
/// </summary>
internal sealed class UnchangedRows : IDisposable
{
    private const int OnStack = 1024;

    private readonly ImportKey key;
    private readonly SqliteStatement byId;
    private readonly SqliteStatement byNumber;
    private readonly byte[]?[] defaults = [.. CustomerFields.All.Select(f => f.Default is { } text ? Encoding.UTF8.GetBytes(text) : null)];

    public UnchangedRows(SqliteConnection connection, ImportKey key)
    {
        this.key = key;
        var alive = CustomerColumns.Alive(Engine.Sqlite, "c");
        var fields = string.Join(", ", CustomerFields.All.Select(f => "c." + f.Name));
        byId = new SqliteStatement(connection, $"select c.id, {fields} from customer c where c.id = ? and {alive}");
        byNumber = new SqliteStatement(connection, $"select c.id, {fields} from customer c where c.number = ? and {alive}");
    }

    /// <summary>Sets <see cref="ImportedRow.SameAs"/> of the rows that name a customer by ID or number and say nothing else than what it is.</summary>
    public void Mark(ReadOnlySpan<ImportedRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Problems.Count > 0) continue;
            if (row.Id is { } id)
            {
                byId.Bind(1, id);
                row.SameAs = Same(byId, row);
            }
            else if (key != ImportKey.Id && row.Has(CustomerFields.Number))
            {
                byNumber.BindText(1, row.Values[CustomerFields.Number]);
                row.SameAs = Same(byNumber, row);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        byId.Dispose();
        byNumber.Dispose();
    }

    private long? Same(SqliteStatement statement, ImportedRow row)
    {
        var same = statement.Step() && IsSame(statement, row) ? statement.Number(0) : (long?)null;
        statement.Reset();
        return same;
    }

    private bool IsSame(SqliteStatement statement, ImportedRow row)
    {
        for (var left = row.Filled; left != 0; left &= left - 1)
        {
            var field = BitOperations.TrailingZeroCount(left);
            if (!IsText(statement.Text(field + 1), row.Values[field]!)) return false;
        }
        for (var left = row.Emptied; left != 0; left &= left - 1)
        {
            var field = BitOperations.TrailingZeroCount(left);
            if (!statement.Text(field + 1).SequenceEqual(defaults[field])) return false;
        }
        return true;
    }

    private static bool IsText(ReadOnlySpan<byte> utf8, string text)
    {
        if (utf8.Length == text.Length) return Ascii.Equals(utf8, text);
        if (utf8.Length < text.Length) return false;
        var most = text.Length * 3;
        if (utf8.Length > most) return false;
        if (most <= OnStack)
        {
            Span<byte> bytes = stackalloc byte[OnStack];
            return utf8.SequenceEqual(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }
        var rented = ArrayPool<byte>.Shared.Rent(most);
        var same = utf8.SequenceEqual(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return same;
    }
}
