using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Stamgast.Database;

[assembly: AssemblyFixture(typeof(Stamgast.Testing.PostgresCluster))]

namespace Stamgast.Testing;

/// <summary>
/// A temporary PostgreSQL for this test run: created when the first test needs it, on a Unix socket in a folder of its own, removed at the end. The
/// next run removes what a killed one left behind.
/// </summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string FolderPrefix = "stamgast-postgres-";
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static readonly Lazy<Task<string>> Migrated = new(MigrateAsync);
    private static string? folder;
    private static int databases;

    /// <summary>A new empty database, or a copy of <paramref name="template"/>.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var server = await StartAsync();
        var name = "t" + Interlocked.Increment(ref databases).ToString(CultureInfo.InvariantCulture);
        var copy = template is null ? "" : $" template {DatabaseName(template)} strategy file_copy";
        await ExecuteAsync(server, $"create database {name}{copy}");
        return ConnectionTo(server, name);
    }

    /// <summary>A database with all tables and nothing in them: a copy of the one on which all migrations of this run were done.</summary>
    public static async Task<string> CreateBaseAsync() => await CreateDatabaseAsync(await Migrated.Value);

    private static async Task<string> MigrateAsync()
    {
        var connection = await CreateDatabaseAsync();
        var scratch = Directory.CreateTempSubdirectory("stamgast-test-").FullName;
        Base.Open(BaseLocation.OnServer(connection, scratch)).Dispose();
        // The copied database must have no connections.
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(scratch, recursive: true);
        return connection;
    }

    public static async Task DropDatabaseAsync(string connection)
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(connection));
        await ExecuteAsync(await StartAsync(), $"drop database if exists {DatabaseName(connection)} with (force)");
    }

    /// <summary>The database stops answering, as when its server restarts.</summary>
    public static async Task RefuseAsync(string connection)
    {
        var server = await StartAsync();
        await ExecuteAsync(server, $"alter database {DatabaseName(connection)} with allow_connections false");
        await ExecuteAsync(server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{DatabaseName(connection)}'");
    }

    public static async Task AllowAsync(string connection) =>
        await ExecuteAsync(await StartAsync(), $"alter database {DatabaseName(connection)} with allow_connections true");

    public async ValueTask DisposeAsync()
    {
        if (folder is null) return;
        NpgsqlConnection.ClearAllPools();
        await RemoveAsync(folder);
        folder = null;
    }

    private static string DatabaseName(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    // One create at a time: copying a template refuses while another copy of it runs.
    private static async Task ExecuteAsync(string server, string sql)
    {
        await Gate.WaitAsync();
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionTo(server, "postgres"));
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    private static string ConnectionTo(string server, string database) =>
        $"Host={server};Username=postgres;Database={database};Maximum Pool Size=20;Include Error Detail=true";

    private static async Task<string> StartAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (folder is not null) return folder;
            await RemoveLeftoversAsync();
            var made = Path.Combine(Path.GetTempPath(), FolderPrefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            await RunAsync("initdb", "-D", made, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
            // Power is not cut in these tests, processes are: without fsync a kill still loses nothing that was committed.
            await RunAsync("pg_ctl", "-D", made, "-l", Path.Combine(made, "log"), "-w", "-o",
                $"-c listen_addresses='' -c unix_socket_directories={made} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c "
                + $"max_connections=200 -c max_wal_size=256MB",
                "start");
            return folder = made;
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task RemoveLeftoversAsync()
    {
        foreach (var left in Directory.GetDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            var process = left[(left.LastIndexOf('-') + 1)..];
            if (!Directory.Exists("/proc/" + process)) await RemoveAsync(left);
        }
    }

    private static async Task RemoveAsync(string left)
    {
        try
        {
            await RunAsync("pg_ctl", "-D", left, "-m", "immediate", "-w", "stop");
        }
        catch (InvalidOperationException)
        {
            // It does not run any more; only the folder is left.
        }
        try
        {
            Directory.Delete(left, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // PostgreSQL refuses to run as root; Debian's package creates a user for it.
        var path = FindProgram(program);
        string[] command = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/tmp" };
        using var process = Process.Start(start) ?? throw new Win32Exception($"{program} did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }

    private static string FindProgram(string name)
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return versions.Concat(path).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException($"PostgreSQL is needed for the tests and '{name}' was not found. Install it: apt-get install postgresql");
    }
}
