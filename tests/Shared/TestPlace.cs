using Stamgast.Database;

namespace Stamgast.Testing;

/// <summary>
/// A place for one customer base of one test: a folder of its own and, on PostgreSQL, a database of its own. Deleted when disposed.
/// </summary>
public sealed class TestPlace : IAsyncDisposable
{
    private TestPlace(Engine engine, string folder, string? connection)
    {
        Engine = engine;
        Folder = folder;
        Connection = connection;
    }

    public Engine Engine { get; }

    /// <summary>The data folder (SQLite), or a scratch folder (PostgreSQL). It exists and is empty.</summary>
    public string Folder { get; }

    /// <summary>The PostgreSQL connection string; null on SQLite.</summary>
    public string? Connection { get; }

    /// <summary>A place for a base; on PostgreSQL its tables are there already, unless it is to be empty.</summary>
    public static async Task<TestPlace> CreateAsync(Engine engine, bool isEmpty = false)
    {
        var folder = Directory.CreateTempSubdirectory("stamgast-test-").FullName;
        if (engine == Engine.Sqlite) return new TestPlace(engine, folder, null);
        return new TestPlace(engine, folder, isEmpty ? await PostgresCluster.CreateDatabaseAsync() : await PostgresCluster.CreateBaseAsync());
    }

    /// <summary>Another place with the same content; this one must not be open.</summary>
    public async Task<TestPlace> CopyAsync()
    {
        var folder = Directory.CreateTempSubdirectory("stamgast-test-").FullName;
        foreach (var inner in Directory.GetDirectories(Folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(folder, Path.GetRelativePath(Folder, inner)));
        foreach (var file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(Folder, file)));
        return new TestPlace(Engine, folder, Connection is null ? null : await PostgresCluster.CreateDatabaseAsync(Connection));
    }

    /// <summary>The same place as Core names it.</summary>
    public BaseLocation Location => Connection is null ? BaseLocation.InFolder(Folder) : BaseLocation.OnServer(Connection, Folder);

    /// <summary>The same place as options of the command line.</summary>
    public string[] Arguments => Connection is null ? ["--data", Folder] : ["--database", Connection, "--data", Folder];

    public async ValueTask DisposeAsync()
    {
        if (Connection is not null) await PostgresCluster.DropDatabaseAsync(Connection);
        Directory.Delete(Folder, recursive: true);
    }
}
