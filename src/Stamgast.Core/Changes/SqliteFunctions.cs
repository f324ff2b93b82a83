using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>
/// What statements of SQLite may call: <c>creation_payload(type, number, ...)</c> with all fields of a customer gives what an item stores of
/// a creation. The engine calls it directly with its own bytes, since a managed function with forty texts would cost more than the insert.
/// </summary>
internal static unsafe partial class SqliteFunctions
{
    public const string CreationPayload = "creation_payload";

    private const string Library = "e_sqlite3";
    private const int Utf8 = 1;
    private const int Deterministic = 0x800;
    private const nint Transient = -1;

    [ThreadStatic]
    private static Payload? payload;

    [ThreadStatic]
    private static Utf8Values? texts;

    /// <summary>Makes the functions known to a connection for as long as it is open.</summary>
    public static void AddTo(SqliteConnection connection)
    {
        var result = sqlite3_create_function_v2(connection.Handle!.DangerousGetHandle(), CreationPayload, CustomerFields.Count, Utf8 | Deterministic, 0, &Create, 0, 0, 0);
        if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(connection.Handle).utf8_to_string(), result);
    }

    // Nothing may be thrown into the engine.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Create(nint context, int count, nint* values)
    {
        try
        {
            payload ??= new Payload();
            texts ??= new Utf8Values();
            texts.Clear();
            for (var i = 0; i < count; i++)
            {
                var bytes = sqlite3_value_text(values[i]);
                texts.Add(i, bytes is null ? default : new ReadOnlySpan<byte>(bytes, sqlite3_value_bytes(values[i])));
            }
            var json = payload.Creation(texts);
            fixed (byte* first = json) sqlite3_result_text(context, first, json.Length, Transient);
        }
        catch (Exception e)
        {
            var message = Encoding.UTF8.GetBytes(e.Message);
            fixed (byte* first = message) sqlite3_result_error(context, first, message.Length);
        }
    }

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int sqlite3_create_function_v2(nint db, string name, int arguments, int encoding, nint data, delegate* unmanaged[Cdecl]<nint, int, nint*, void> function, nint step, nint final, nint destroy);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial byte* sqlite3_value_text(nint value);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial int sqlite3_value_bytes(nint value);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial void sqlite3_result_text(nint context, byte* text, int length, nint destructor);

    [LibraryImport(Library), SuppressGCTransition]
    private static partial void sqlite3_result_error(nint context, byte* message, int length);
}
