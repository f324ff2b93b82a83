using System.Diagnostics;
using Npgsql;
using Stamgast.Database;

namespace Stamgast.App.Changes;

/// <summary>The real program in a process of its own, killed as in a power cut: at a named point, or after a time.</summary>
internal sealed class KilledProgram(BaseLocation location, string folder)
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "stamgast");

    /// <param name="fault">The point at which it dies; null for none.</param>
    /// <param name="after">When it is killed from outside; null lets it finish.</param>
    /// <returns>Its exit code, 137 when it was killed.</returns>
    public async Task<int> RunAsync(string[] arguments, string? fault = null, TimeSpan? after = null)
    {
        string[] place = location.Engine == Engine.Sqlite ? ["--data", folder] : ["--database", location.Connection!, "--data", folder];
        var start = new ProcessStartInfo(Program, [.. arguments, "--json", .. place]) { RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = folder };
        start.Environment["STAMGAST_FAULT"] = fault;
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        if (after is { } time && await Task.WhenAny(ended, Task.Delay(time)) != ended) process.Kill();
        await ended;
        if (process.ExitCode is not (0 or 137)) throw new InvalidOperationException(string.Join('\n', await said));
        if (location.Engine == Engine.Postgres) await ServerNoticesAsync();
        return process.ExitCode;
    }

    // The server learns of a dead client when it next writes to it; until then that one holds its locks.
    private async Task ServerNoticesAsync()
    {
        var builder = new NpgsqlConnectionStringBuilder(location.Connection);
        var database = builder.Database!;
        builder.Database = "postgres";
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        while (true)
        {
            await using var command = new NpgsqlCommand("select count(*) from pg_stat_activity where datname = @database", connection);
            command.Parameters.AddWithValue("database", database);
            if ((long)(await command.ExecuteScalarAsync())! == 0) return;
            await Task.Delay(20);
        }
    }
}
