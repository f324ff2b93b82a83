using System.Diagnostics;
using System.Net;
using Microsoft.Data.Sqlite;
using Stamgast.App.CommandLine;
using Stamgast.App.Serving.Forms;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Serving;

/// <summary>The pages when the base is away, locked by another program, damaged or gone: a message, a matching status, nothing half done.</summary>
public sealed class TroublePagesTests
{
    [Fact]
    public async Task While_the_database_server_is_away_every_page_says_so_and_static_files_still_work()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Postgres);
        var token = RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri("/customers/new", UriKind.Relative)));
        await PostgresCluster.RefuseAsync(app.Base.Location.Connection!);
        foreach (var path in (string[])["/customers", "/sign-in", "/customers/new", "/activity", "/nowhere", "/"])
        {
            using var page = await app.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal((path, HttpStatusCode.ServiceUnavailable), (path, page.StatusCode));
            Assert.Contains("database", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal("5", page.Headers.RetryAfter?.ToString());
        }
        using (var saved = await app.Client.PostAsync(new Uri("/customers/new", UriKind.Relative),
            RunningApp.Form(("type", "person"), ("last_name", "Aerts"), (FormGuard.TokenField, token))))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, saved.StatusCode);
        using (var health = await app.Client.GetAsync(new Uri("/health", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
            Assert.Contains("no database", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/assets/shell.css", UriKind.Relative))).StatusCode);

        // One line, however many met it, without anything of a customer.
        Assert.Single(app.Log.Take(), line => line.Contains("The database does not answer.", StringComparison.Ordinal));
        await PostgresCluster.AllowAsync(app.Base.Location.Connection!);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/customers", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/health", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_command_reports_that_the_database_server_does_not_answer()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var (exit, said) = await TestConsole.RunAsync("check", "--json", "--data", place.Folder, "--database",
            "Host=127.0.0.1;Port=1;Database=stamgast;Username=stamgast;Timeout=2");
        Assert.Equal((1, Trouble.Away), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Contains("127.0.0.1:1/stamgast", said.Json.GetProperty("error").GetProperty("where").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_another_program_locks_the_file_saving_is_refused_as_busy_and_pages_still_work()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        await using var other = new SqliteConnection($"Data Source={app.Base.Location.FilePath};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using (var begin = other.CreateCommand())
        {
            begin.CommandText = "begin exclusive";
            await begin.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
        var watch = Stopwatch.StartNew();
        using var saved = await RunningApp.PostAsync(app.Client, "/customers/new", "/customers/new", ("type", "person"), ("last_name", "Aerts"), ("was", "{}"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, saved.StatusCode);
        Assert.Contains("value=\"Aerts\"", await saved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"{watch.Elapsed}");
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/customers", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_list_and_health_report_a_damaged_base()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        for (var i = 0; i < 30; i++)
            app.Base.Write(t => t.Execute("insert into setting(key, value) values(@key, @value)", ("key", $"x{i}"), ("value", new string('x', 3_000))));
        app.Base.Alone(connection => { using var all = connection.Query("pragma wal_checkpoint(truncate)"); return all.ExecuteScalar(); },
            TimeSpan.FromSeconds(5));
        Damage(app.Base.Location.FilePath);
        using var list = await app.Client.GetAsync(new Uri("/customers", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, list.StatusCode);
        Assert.Contains("The customer base is damaged.", await list.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var health = await app.Client.GetAsync(new Uri("/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("damaged", await health.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(app.Log.Take(), line => line.Contains("The customer base is damaged.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Health_check_and_saving_report_a_deleted_base()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        await using var handOver = new HandOverServer(app.Base);
        File.Move(app.Base.Location.FilePath, app.Base.Location.FilePath + ".away");
        using (var health = await app.Client.GetAsync(new Uri("/health", UriKind.Relative))) Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        var (exit, said) = await TestConsole.RunAsync("check", "--json", "--data", app.Base.Location.DataFolder);
        Assert.Equal((1, Trouble.Gone), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        Assert.Equal(Trouble.Gone, Assert.Throws<RefusedException>(() => app.Base.Write(_ => { })).Refusal.Code);
        Assert.Contains(app.Log.Take(), line => line.Contains("gone", StringComparison.Ordinal));
        File.Move(app.Base.Location.FilePath + ".away", app.Base.Location.FilePath);
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(new Uri("/customers", UriKind.Relative))).StatusCode);
    }

    // All pages of the file but the first, which identifies it as a base.
    private static void Damage(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        stream.Position = 4096;
        var rest = new byte[stream.Length - 4096];
        new Random(1).NextBytes(rest);
        stream.Write(rest);
    }
}
