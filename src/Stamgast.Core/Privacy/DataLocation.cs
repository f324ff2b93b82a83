using Stamgast.Database;

namespace Stamgast.Privacy;

/// <summary>The location of a place: in a table, in a file, in memory, or outside Stamgast.</summary>
public abstract record DataLocation;

/// <summary>Columns of a table of the base.</summary>
/// <param name="Only">The engine that has the table so; null for both.</param>
public sealed record TableColumns(string Table, IReadOnlyList<string> Columns, Engine? Only = null) : DataLocation
{
    /// <summary>Columns that only a base on SQLite has.</summary>
    public static TableColumns OnSqlite(string table, params IReadOnlyList<string> columns) => new(table, columns, Engine.Sqlite);

    /// <summary>Columns that only a base on PostgreSQL has.</summary>
    public static TableColumns OnPostgres(string table, params IReadOnlyList<string> columns) => new(table, columns, Engine.Postgres);

    /// <summary>True when a base on this engine has them.</summary>
    public bool IsOn(Engine engine) => Only is null || Only == engine;
}

/// <summary>Columns of a table that each proposal has: in its own file on SQLite, in tables with its number on PostgreSQL.</summary>
/// <param name="Table">As named in the file.</param>
public sealed record ProposalColumns(string Table, IReadOnlyList<string> Columns) : DataLocation;

/// <summary>Files in the data folder.</summary>
/// <param name="Pattern">Their path below it, with <c>/</c>; <c>*</c> is any part of a name.</param>
public sealed record DataFiles(string Pattern) : DataLocation;

/// <summary>The memory of a running program.</summary>
/// <param name="Type">The type that holds it, without its namespace.</param>
public sealed record InMemory(string Type) : DataLocation;

/// <summary>Data that other programs keep because of Stamgast.</summary>
/// <param name="What">Which program, and which data.</param>
public sealed record OutsideStamgast(string What) : DataLocation;
