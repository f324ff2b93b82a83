namespace Stamgast.Database;

/// <summary>The two databases on which Stamgast keeps its customers.</summary>
public enum Engine
{
    /// <summary>One file in the data folder, inside the program; the default.</summary>
    Sqlite,
    /// <summary>A PostgreSQL server, for several processes at a time.</summary>
    Postgres,
}
