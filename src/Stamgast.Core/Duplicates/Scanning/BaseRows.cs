using System.Data.Common;
using Stamgast.Database;

namespace Stamgast.Duplicates.Scanning;

/// <summary>Rows of the base one after the other, each text as characters that need not become a string.</summary>
internal abstract partial class BaseRows : IDisposable
{
    /// <param name="connection">Stays open.</param>
    /// <param name="sql">Its first column is an ID, the others are texts; without parameters.</param>
    public static BaseRows Open(DbConnection connection, Engine engine, string sql) =>
        engine == Engine.Sqlite ? new OnSqlite(connection, sql) : new OnPostgres(connection, sql);

    /// <summary>Goes to the next row; false at the end.</summary>
    public abstract bool Read();

    /// <summary>The ID of the row.</summary>
    public abstract long Id { get; }

    /// <summary>The text of a column, counted from 0 after the ID; empty when it is null. Each stays valid until the next row.</summary>
    public abstract ReadOnlySpan<char> this[int column] { get; }

    public abstract void Dispose();
}
