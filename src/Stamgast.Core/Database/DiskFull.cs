using Microsoft.Data.Sqlite;
using Npgsql;

namespace Stamgast.Database;

/// <summary>Distinguishes a full disk, or an exhausted quota, from other failures: it is not a programming error, and has a remedy.</summary>
public static class DiskFull
{
    // ENOSPC, EFBIG and EDQUOT of Unix are in HResult as they are; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows as HRESULTs.
    private static readonly int[] Codes = [28, 27, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static bool Is(Exception failure) => failure switch
    {
        // Its shared memory is a file too, and a full disk cannot hold it.
        SqliteException sqlite => sqlite.SqliteErrorCode == SQLitePCL.raw.SQLITE_FULL || sqlite.SqliteExtendedErrorCode == SQLitePCL.raw.SQLITE_IOERR_SHMSIZE,
        PostgresException postgres => postgres.SqlState == PostgresErrorCodes.DiskFull,
        IOException file => Codes.Contains(file.HResult),
        _ => failure.InnerException is { } inner && Is(inner),
    };

    /// <summary>The codes of its refusals: on this machine, and on the server of the database.</summary>
    public const string Here = "disk.full";
    public const string OnServer = "disk.full_server";

    /// <summary>The message for people: about the disk of the database server, or else of the data folder.</summary>
    public static Refusal Refusal(Exception failure, BaseLocation location) => IsOfServer(failure) ? new Refusal(OnServer) : Refusal(location.DataFolder);

    /// <summary>The message for people about a disk of this machine.</summary>
    /// <param name="folder">The folder that needs room.</param>
    public static Refusal Refusal(string folder) => new(Here, folder);

    private static bool IsOfServer(Exception failure) => failure is PostgresException || (failure.InnerException is { } inner && IsOfServer(inner));
}
