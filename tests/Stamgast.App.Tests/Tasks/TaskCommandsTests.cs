using Stamgast.App.CommandLine;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Tasks;

public sealed class TaskCommandsTests
{
    [Theory, EachEngine]
    public async Task Tasks_are_imported_exported_reimported_without_change_and_undone(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "in.csv"),
            "title;due_date;priority;colour\nCall;4/12/2026;high;red\nWrite;;;\nPay;31/02/2026;;\n");
        var (exit, said) = await RunAsync("import", "in.csv", "--into", "tasks", "--preview", "--json");
        Assert.Equal(0, exit);
        Assert.Equal([3, 2, 0, 0, 1, 0], Counts(said));
        Assert.False(said.Json.GetProperty("applied").GetBoolean());
        Assert.Equal("colour", said.Json.GetProperty("unmappedColumns")[0].GetString());
        var error = said.Json.GetProperty("errorRows")[0];
        Assert.Equal((4, "due_date", "date.impossible"),
            (error.GetProperty("line").GetInt32(), error.GetProperty("field").GetString(), error.GetProperty("code").GetString()));
        (exit, said) = await RunAsync("import", "in.csv", "--into", "tasks", "--strict", "--json");
        Assert.Equal((1, "import.strict"), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        (exit, said) = await RunAsync("apply", "1");
        Assert.Equal(0, exit);
        Assert.Contains("2 tasks", said.Err.ToString(), StringComparison.Ordinal);
        (exit, said) = await RunAsync("export", "--of", "tasks", "--out", "out.csv", "--json");
        Assert.Equal((0, 2), (exit, said.Json.GetProperty("rows").GetInt32()));
        (exit, said) = await RunAsync("import", "out.csv", "--into", "tasks", "--yes", "--json");
        Assert.Equal([2, 0, 0, 2, 0, 0], Counts(said));
        (exit, said) = await RunAsync("undo", "1");
        Assert.Equal(0, exit);
        (exit, said) = await RunAsync("changes");
        Assert.Contains("in.csv", said.Err.ToString(), StringComparison.Ordinal);
        (exit, said) = await RunAsync("export", "--of", "tasks", "--out", "none.csv", "--json");
        Assert.Equal(0, said.Json.GetProperty("rows").GetInt32());
        (exit, said) = await RunAsync("check", "--json");
        Assert.Equal(0, exit);

        Task<(int Exit, TestConsole Said)> RunAsync(params string[] arguments) => TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]);
    }

    [Fact]
    public async Task An_unknown_kind_and_an_option_that_tasks_do_not_have_are_errors_of_use()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        foreach (var arguments in new string[][]
        {
            ["export", "--out", "x.csv", "--of", "widgets"], ["export", "--out", "x.csv", "--of", "tasks", "--filter", "a"], ["export", "--out", "x.xlsx",
                "--of", "tasks", "--format", "xlsx"],
            ["import", "x.csv", "--into", "widgets"], ["import", "x.csv", "--into", "tasks", "--key", "email"],
        })
        {
            var (exit, said) = await TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]);
            Assert.Equal(2, exit);
            Assert.Contains(arguments.Contains("widgets") ? "customers | tasks | orders" : "tasks: ", said.Err.ToString(), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<int> Counts(TestConsole said) =>
        new[] { "rows", "new", "changed", "unchanged", "errors", "conflicts" }.Select(name => said.Json.GetProperty(name).GetInt32());
}
