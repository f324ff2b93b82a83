using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using static SQLitePCL.raw;

namespace Stamgast.Database;

/// <summary>
/// Outside failures that stop the program: the database is away, damaged or in use, the disk is full or fails. The only place that turns such
/// failures into messages, for pages and commands alike; any other exception is a bug.
/// </summary>
public static class Trouble
{
    /// <summary>Somebody else is writing; it will pass.</summary>
    public const string Busy = "busy";

    /// <summary>The server of the database does not answer.</summary>
    public const string Away = "database.away";

    /// <summary>The server refuses this program, or has no such database.</summary>
    public const string NoEntry = "database.entry";

    /// <summary>The stored data cannot be read as it was written.</summary>
    public const string Damaged = "database.damaged";

    /// <summary>The disk, or the way to it, fails.</summary>
    public const string DiskFails = "database.disk";

    /// <summary>The file of the base is not there any more, or may not be opened.</summary>
    public const string Gone = "database.gone";

    /// <summary>The base may be read and not written.</summary>
    public const string ReadOnly = "database.readonly";

    private static readonly string[] All = [Busy, Away, NoEntry, Damaged, DiskFails, Gone, ReadOnly, DiskFull.Here, DiskFull.OnServer];

    /// <summary>The refusal for a failure; null when it is none of these. A refusal that already is one of them is returned.</summary>
    public static Refusal? Of(Exception failure, BaseLocation location) => failure switch
    {
        RefusedException refused => Is(refused.Refusal) ? refused.Refusal : null,
        OperationCanceledException => null,
        _ when DiskFull.Is(failure) => DiskFull.Refusal(failure, location),
        _ => CodeOf(failure) is var (code, why) ? new Refusal(code, location.Name, why) : null,
    };

    /// <summary>True for a refusal caused from outside, not by a wrong request.</summary>
    public static bool Is(Refusal refusal) => All.Contains(refusal.Code);

    private static (string Code, string Why)? CodeOf(Exception failure) => failure switch
    {
        SqliteException sqlite when OfSqlite(sqlite) is { } code => (code, sqlite.Message),
        PostgresException postgres => OfServer(postgres.SqlState) is { } code ? (code, postgres.MessageText) : null,
        NpgsqlException npgsql => (Away, Innermost(npgsql).Message),
        SocketException socket => (Away, socket.Message),
        AggregateException many => many.InnerExceptions.Select(CodeOf).FirstOrDefault(c => c is not null),
        _ => failure.InnerException is { } inner ? CodeOf(inner) : null,
    };

    private static string? OfSqlite(SqliteException failure) => failure.SqliteErrorCode switch
    {
        SQLITE_BUSY or SQLITE_LOCKED => Busy,
        SQLITE_CORRUPT or SQLITE_NOTADB => Damaged,
        SQLITE_READONLY when failure.SqliteExtendedErrorCode == SQLITE_READONLY_DBMOVED => Gone,
        SQLITE_READONLY => ReadOnly,
        SQLITE_CANTOPEN => Gone,
        SQLITE_IOERR => DiskFails,
        _ => null,
    };

    // By SQLSTATE class: 08 and 57P for lost connections, 28 for authentication, 53 for lack of resources, 58 for the disk of the server, XX for its
    // files.
    private static string? OfServer(string state) => state switch
    {
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure => Busy,
        PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InsufficientPrivilege => NoEntry,
        PostgresErrorCodes.ReadOnlySqlTransaction => ReadOnly,
        // "Not currently accepting connections".
        PostgresErrorCodes.ObjectNotInPrerequisiteState => Away,
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => Damaged,
        _ when state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
        || state.StartsWith("53", StringComparison.Ordinal) => Away,
        _ when state.StartsWith("28", StringComparison.Ordinal) => NoEntry,
        _ when state.StartsWith("58", StringComparison.Ordinal) => DiskFails,
        _ => null,
    };

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;
}
