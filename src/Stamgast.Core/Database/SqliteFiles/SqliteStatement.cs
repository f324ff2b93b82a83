using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Stamgast.Database.SqliteFiles;

/// <summary>
/// A prepared statement of SQLite for loops over many rows. It calls the engine directly: through a data reader or a safe handle, each cell costs
/// several times what the engine itself needs. Used by one thread at a time.
/// </summary>
internal sealed unsafe partial class SqliteStatement : IDisposable
{
    /// <summary>The base name of the engine's file, as the package of the engine calls it.</summary>
    internal const string Library = "e_sqlite3";

    private const nint Transient = -1;

    private readonly SqliteConnection connection;
    private readonly sqlite3_stmt owner;
    private readonly nint statement;
    private byte[] utf8 = new byte[1024];

    /// <param name="sql">One statement; parameters are counted from 1.</param>
    public SqliteStatement(SqliteConnection connection, string sql)
    {
        this.connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle, sql, out owner));
        statement = owner.DangerousGetHandle();
    }

    /// <summary>The index of a parameter by its name, with the @; 0 without one.</summary>
    public int IndexOf(string parameter) => raw.sqlite3_bind_parameter_index(owner, parameter);

    public void Bind(int index, long value) => Check(sqlite3_bind_int64(statement, index, value));

    public void Bind(int index, double value) => Check(raw.sqlite3_bind_double(owner, index, value));

    /// <summary>Binds a text that is UTF-8 already.</summary>
    public void BindText(int index, ReadOnlySpan<byte> text)
    {
        // An empty span has no address, and without an address it would be null.
        fixed (byte* bytes = text.IsEmpty ? " "u8 : text) Check(sqlite3_bind_text(statement, index, bytes, text.Length, Transient));
    }

    /// <summary>Binds a text; null stays unbound, which is null.</summary>
    public void BindText(int index, string? text)
    {
        if (text is not null) BindText(index, text.AsSpan());
    }

    public void BindText(int index, ReadOnlySpan<char> text)
    {
        if (utf8.Length < text.Length * 3) utf8 = new byte[text.Length * 3];
        BindText(index, utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)));
    }

    public void BindBlob(int index, ReadOnlySpan<byte> blob)
    {
        fixed (byte* bytes = blob.IsEmpty ? " "u8 : blob) Check(sqlite3_bind_blob(statement, index, bytes, blob.Length, Transient));
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public bool Step()
    {
        var result = sqlite3_step(statement);
        if (result == raw.SQLITE_ROW) return true;
        if (result != raw.SQLITE_DONE) Check(result);
        return false;
    }

    /// <summary>Runs a statement that gives no rows, and makes it ready for the next run without its values.</summary>
    public void Run()
    {
        Step();
        Reset();
        Check(sqlite3_clear_bindings(statement));
    }

    public void Reset() => _ = sqlite3_reset(statement);

    public long Number(int column) => sqlite3_column_int64(statement, column);

    /// <summary>A value of the row is a whole number.</summary>
    public bool IsNumber(int column) => sqlite3_column_type(statement, column) == raw.SQLITE_INTEGER;

    /// <summary>A value of the row as UTF-8, empty when it is null; valid until the next call of anything.</summary>
    public ReadOnlySpan<byte> Text(int column)
    {
        var bytes = sqlite3_column_blob(statement, column);
        return bytes is null ? default : new ReadOnlySpan<byte>(bytes, sqlite3_column_bytes(statement, column));
    }

    /// <inheritdoc />
    public void Dispose() => owner.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
    }

    [LibraryImport(Library)]
    private static partial int sqlite3_step(nint statement);

    [LibraryImport(Library)]
    private static partial int sqlite3_reset(nint statement);

    // The following only look at or copy a few bytes: they need no change of the thread's state.
    [LibraryImport(Library), SuppressGCTransition]
    private static partial int sqlite3_clear_bindings(nint statement);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial int sqlite3_bind_int64(nint statement, int index, long value);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial int sqlite3_bind_text(nint statement, int index, byte* text, int length, nint destructor);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial int sqlite3_bind_blob(nint statement, int index, byte* blob, int length, nint destructor);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial int sqlite3_column_type(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial long sqlite3_column_int64(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial byte* sqlite3_column_blob(nint statement, int column);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial int sqlite3_column_bytes(nint statement, int column);
}
