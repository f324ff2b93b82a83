using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Stamgast.Database.SqliteFiles;

namespace Stamgast.Tests.Database;

public sealed class SqliteEngineTests
{
    // Before 3.51.3 the log could be corrupted when one connection checkpoints while another commits (SQLite's release notes, "WAL-reset").
    private const int FirstWithoutTheRaceOfTheLog = 3_051_003;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint SourceId();

    [Fact]
    public void The_engine_is_one_whose_log_two_connections_cannot_corrupt()
    {
        Batteries_V2.Init();
        Assert.InRange(raw.sqlite3_libversion_number(), FirstWithoutTheRaceOfTheLog, int.MaxValue);
    }

    [Fact]
    public void Our_direct_calls_reach_the_engine_that_opened_the_connection()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        var library = NativeLibrary.Load(SqliteStatement.Library, typeof(SqliteStatement).Assembly, searchPath: null);
        var ours = Marshal.GetDelegateForFunctionPointer<SourceId>(NativeLibrary.GetExport(library, "sqlite3_sourceid"))();
        using var statement = new SqliteStatement(connection, "select sqlite_source_id()");
        Assert.True(statement.Step());
        Assert.Equal(System.Text.Encoding.UTF8.GetString(statement.Text(0)), Marshal.PtrToStringUTF8(ours));
        Assert.Equal(raw.sqlite3_sourceid().utf8_to_string(), Marshal.PtrToStringUTF8(ours));
    }
}
