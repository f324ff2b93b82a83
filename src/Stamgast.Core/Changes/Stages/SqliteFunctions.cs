using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Stamgast.Customers;
using Stamgast.Customers.Searching;
using Stamgast.Database.SqliteFiles;
using System.Data.Common;

namespace Stamgast.Changes.Stages;

/// <summary>
/// Functions for SQLite statements: <c>creation_payload(type, number, ...)</c> with all stored fields of a customer returns the payload of its
/// creation, and <c>search_words(type, number, ...)</c> with <see cref="CustomerSearch.Fields"/> returns its search words. The engine calls them
/// directly with its own bytes, since a managed function with forty texts would cost more than the insert.
/// </summary>
internal static unsafe partial class SqliteFunctions
{
    public const string CreationPayload = "creation_payload";
    public const string SearchWords = "search_words";

    private const string Library = SqliteStatement.Library;
    private const int Utf8 = 1;
    private const int Deterministic = 0x800;
    private const nint Transient = -1;

    [ThreadStatic]
    private static Payload? payload;

    [ThreadStatic]
    private static Utf8Values? texts;

    [ThreadStatic]
    private static CustomerValues? named;

    [ThreadStatic]
    private static char[]? words;

    /// <summary>Registers the functions on a connection for as long as it is open; does nothing on PostgreSQL.</summary>
    public static void AddTo(DbConnection connection)
    {
        if (connection is SqliteConnection file) AddTo(file);
    }

    /// <inheritdoc cref="AddTo(DbConnection)" />
    public static void AddTo(SqliteConnection connection)
    {
        Add(connection, CreationPayload, CustomerFields.StoredCount, &Create);
        Add(connection, SearchWords, CustomerSearch.Fields.Count, &Name);
    }

    private static void Add(SqliteConnection connection, string name, int arguments, delegate* unmanaged[Cdecl]<nint, int, nint*, void> function)
    {
        var result = sqlite3_create_function_v2(connection.Handle!.DangerousGetHandle(), name, arguments, Utf8 | Deterministic, 0, function, 0, 0, 0);
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
    }

    // Nothing may be thrown into the engine.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Create(nint context, int count, nint* values)
    {
        try
        {
            payload ??= new Payload(CustomerShape.Instance);
            texts ??= new Utf8Values(CustomerFields.StoredCount);
            texts.Clear();
            for (var i = 0; i < count; i++) texts.Add(i, Text(values[i]));
            var json = payload.Creation(texts);
            fixed (byte* first = json) sqlite3_result_text(context, first, json.Length, Transient);
        }
        catch (Exception e) { Fail(context, e); }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Name(nint context, int count, nint* values)
    {
        try
        {
            named ??= new CustomerValues();
            words ??= new char[Customers.Searching.SearchWords.BufferLength];
            for (var i = 0; i < count; i++)
                named[CustomerSearch.Fields[i]] = Text(values[i]) is { IsEmpty: false } text ? Encoding.UTF8.GetString(text) : null;
            var found = Customers.Searching.SearchWords.Of(named, words);
            // Only letters and digits, none of which takes more than three bytes.
            Span<byte> bytes = stackalloc byte[found.Length * 3];
            var length = Encoding.UTF8.GetBytes(found, bytes);
            fixed (byte* first = bytes) sqlite3_result_text(context, first, length, Transient);
        }
        catch (Exception e) { Fail(context, e); }
    }

    private static ReadOnlySpan<byte> Text(nint value)
    {
        var bytes = sqlite3_value_text(value);
        return bytes is null ? default : new ReadOnlySpan<byte>(bytes, sqlite3_value_bytes(value));
    }

    private static void Fail(nint context, Exception e)
    {
        var message = Encoding.UTF8.GetBytes(e.Message);
        fixed (byte* first = message) sqlite3_result_error(context, first, message.Length);
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sqlite3_create_function_v2(nint db, string name, int arguments, int encoding, nint data, delegate* unmanaged[Cdecl]<nint, int,
        nint*, void> function, nint step, nint final, nint destroy);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial byte* sqlite3_value_text(nint value);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial int sqlite3_value_bytes(nint value);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial void sqlite3_result_text(nint context, byte* text, int length, nint destructor);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial void sqlite3_result_error(nint context, byte* message, int length);
}
