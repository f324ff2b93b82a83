using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Stamgast.Database.Opening;

/// <summary>
/// Creates the tables of a new base on SQLite with one script, which contains the result of all migrations. Most first commands create a new base,
/// and starting the object-relational model for it takes longer than importing ten thousand rows.
/// </summary>
internal static class NewBase
{
    /// <summary>The script in the assembly; a test compares it with the migrations, <c>bin/docs</c> rewrites it.</summary>
    public const string Resource = "Stamgast.Database.NewBase.sql";

    /// <summary>True when the base was empty and has been created; false when it contains something, or is not a base.</summary>
    public static bool TryMake(DbConnection connection)
    {
        if (connection is not SqliteConnection || !IsEmpty(connection)) return false;
        using var script = new StreamReader(typeof(NewBase).Assembly.GetManifestResourceStream(Resource)!);
        using var transaction = connection.BeginTransaction();
        // Another program may have been faster.
        if (!IsEmpty(connection)) return false;
        using var make = connection.Prepared(script.ReadToEnd(), transaction);
        make.ExecuteNonQuery();
        transaction.Commit();
        return true;
    }

    private static bool IsEmpty(DbConnection connection)
    {
        try
        {
            using var command = connection.Query("select not exists(select 1 from sqlite_master)");
            return command.ExecuteScalar() is 1L;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SQLitePCL.raw.SQLITE_NOTADB) { return false; }
    }
}
