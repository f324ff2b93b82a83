using System.Buffers;
using System.Numerics;
using System.Text;
using Microsoft.Data.Sqlite;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Database.SqliteFiles;
using Stamgast.Importing.Rows;

namespace Stamgast.Importing.Portions;

/// <summary>
/// Finds the rows that change nothing on SQLite, by comparing the bytes of the customer in place. In an exported and returned file these are nearly
/// all, and none of their values becomes a text. Such a file is also in the order of the customers: the customer after the previous one is checked
/// first, which takes a third of the time of finding one by number.
/// </summary>
internal sealed class SqliteUnchangedRows : IDisposable
{
    private const int OnStack = 1024;

    // Between one customer and the next there may be one in the trash.
    private const int Near = 2;

    private readonly SqliteConnection connection;
    private readonly ImportKey key;
    private readonly byte[]?[] defaults = [.. CustomerFields.Stored.Select(f => f.Default is { } text ? Encoding.UTF8.GetBytes(text) : null)];
    private readonly int[] columns = new int[CustomerFields.StoredCount];
    private ulong fields = 1UL << CustomerFields.Number;
    private SqliteStatement byId;
    private SqliteStatement byNumber;
    private SqliteStatement following;
    private bool isFollowing;
    private long last;

    private SqliteUnchangedRows(SqliteConnection connection, ImportKey key)
    {
        this.connection = connection;
        this.key = key;
        (byId, byNumber, following) = Prepare();
    }

    /// <summary>Opens a connection of its own, closed together with it; null on PostgreSQL, where each row would be a round trip.</summary>
    public static SqliteUnchangedRows? Open(Base customers, ImportKey key) =>
        customers.Engine == Engine.Sqlite ? new SqliteUnchangedRows((SqliteConnection)customers.OpenReader(), key) : null;

    /// <summary>
    /// Sets <see cref="ImportedRow.SameAs"/> of rows that name a customer by ID or number and have exactly its values, and
    /// <see cref="ImportedRow.TwinOf"/> of rows without either that have exactly the values of the customer at this place in the order.
    /// </summary>
    public void Mark(ReadOnlySpan<ImportedRow> rows)
    {
        Widen(rows);
        // In one transaction: starting and ending one for each customer would cost more than finding it. No longer than that: writers do not wait for
        // it, but their journal grows.
        Execute("begin");
        try
        {
            if (last > 0) Follow(last);
            foreach (var row in rows)
            {
                if (row.Problems.Count > 0) continue;
                if (row.Id is not null || IsByNumber(row)) row.SameAs = Same(row);
                else if (isFollowing && IsTwin(row)) row.TwinOf = Next();
            }
        }
        finally
        {
            following.Reset();
            isFollowing = false;
            Execute("commit");
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Close();
        connection.Dispose();
    }

    private bool IsByNumber(ImportedRow row) => key != ImportKey.Id && row.Has(CustomerFields.Number);

    private long? Same(ImportedRow row)
    {
        if (isFollowing && IsNamed(row))
        {
            var isSame = IsSame(following, row);
            var id = Next();
            return isSame ? id : null;
        }
        var found = row.Id is null ? byNumber : byId;
        if (row.Id is { } named) found.Bind(1, named);
        else found.BindText(1, row.Values[CustomerFields.Number]);
        try { return found.Step() ? Found(found, row) : null; }
        finally { found.Reset(); }
    }

    // With another key a row is matched by that, perhaps with several customers: then it is not a twin.
    private bool IsTwin(ImportedRow row) =>
        key is not (ImportKey.Email or ImportKey.Vat) && !row.Has(CustomerFields.Number) && following.Text(1).SequenceEqual(row.SortFullUtf8.Span)
            && IsSame(following, row);

    // The customer that is followed; the one after it is next.
    private long Next()
    {
        last = following.Number(0);
        isFollowing = following.Step();
        return last;
    }

    private long? Found(SqliteStatement statement, ImportedRow row)
    {
        var id = statement.Number(0);
        if (id > last && id - last <= Near) Follow(id);
        last = id;
        return IsSame(statement, row) ? id : null;
    }

    private bool IsNamed(ImportedRow row) => row.Id is { } id ? following.Number(0) == id
        : IsValue(following.Text(columns[CustomerFields.Number]), row, CustomerFields.Number);

    private void Follow(long id)
    {
        following.Reset();
        following.Bind(1, id);
        isFollowing = following.Step();
    }

    // The fields that the rows speak of: each further one would be taken out of the record of every customer.
    private void Widen(ReadOnlySpan<ImportedRow> rows)
    {
        var spoken = fields;
        foreach (var row in rows) spoken |= row.Filled | row.Emptied;
        if (spoken == fields) return;
        fields = spoken;
        Close();
        (byId, byNumber, following) = Prepare();
    }

    private (SqliteStatement, SqliteStatement, SqliteStatement) Prepare()
    {
        var select = "select c.id, c.sort_full";
        var count = 1;
        for (var left = fields; left != 0; left &= left - 1)
        {
            var field = BitOperations.TrailingZeroCount(left);
            columns[field] = ++count;
            select += ", c." + CustomerFields.Stored[field].Name;
        }
        var alive = CustomerColumns.Alive(Engine.Sqlite, "c");
        return (new SqliteStatement(connection, $"{select} from customer c where c.id = ? and {alive}"),
            new SqliteStatement(connection, $"{select} from customer c where c.number = ? and {alive}"),
            new SqliteStatement(connection, $"{select} from customer c where c.id > ? and {alive} order by c.id"));
    }

    private void Close()
    {
        byId.Dispose();
        byNumber.Dispose();
        following.Dispose();
    }

    private void Execute(string sql)
    {
        using var command = connection.Query(sql);
        command.ExecuteNonQuery();
    }

    private bool IsSame(SqliteStatement statement, ImportedRow row)
    {
        for (var left = row.Filled; left != 0; left &= left - 1)
        {
            var field = BitOperations.TrailingZeroCount(left);
            if (!IsValue(statement.Text(columns[field]), row, field)) return false;
        }
        for (var left = row.Emptied; left != 0; left &= left - 1)
        {
            var field = BitOperations.TrailingZeroCount(left);
            if (!statement.Text(columns[field]).SequenceEqual(defaults[field])) return false;
        }
        return true;
    }

    private static bool IsValue(ReadOnlySpan<byte> utf8, ImportedRow row, int field) =>
        row.Values.Raw(field) is { IsEmpty: false } raw ? utf8.SequenceEqual(raw) : IsText(utf8, row.Values[field]!);

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
