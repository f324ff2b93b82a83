using Stamgast.App.CommandLine;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Backups;

public sealed class BackupCommandTests
{
    [Theory, EachEngine]
    public async Task A_base_is_backed_up_altered_restored_and_found_sound(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await Run("seed", "--customers", "20");
        var backup = await Run("backup", "monday.zip");
        Assert.Equal(20, backup.Json.GetProperty("customers").GetInt64());
        await Run("undo", "1");

        var restored = await Run("restore", "monday.zip");
        Assert.Equal(20, restored.Json.GetProperty("customers").GetInt64());
        Assert.True(File.Exists(restored.Json.GetProperty("before").GetString()));
        var check = await Run("check");
        Assert.True(check.Json.GetProperty("ok").GetBoolean());
        Assert.Contains(check.Json.GetProperty("checks").EnumerateArray(), c => c.GetProperty("name").GetString() == "fold"
            && c.GetProperty("ok").GetBoolean());
        using var customers = Base.Open(place.Location);
        using var context = customers.NewContext();
        Assert.Equal(20, context.Customers.Count(c => !c.Trashed));

        async Task<TestConsole> Run(params string[] arguments)
        {
            var (exit, said) = await TestConsole.RunAsync(place.Folder, "nl-BE", [.. arguments, "--json", .. place.Arguments]);
            Assert.True(exit == 0, said.Err.ToString());
            return said;
        }
    }

    [Theory, EachEngine]
    public async Task Check_notices_a_base_that_was_changed_from_outside(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await TestConsole.RunAsync(["seed", "--customers", "5", .. place.Arguments]);
        using (var customers = Base.Open(place.Location))
            customers.WriteCustomers(transaction => transaction.Execute("update customer set city = 'Atlantis' where id = 3"), Base.Patience);
        var (exit, said) = await TestConsole.RunAsync(["check", "--json", .. place.Arguments]);
        Assert.Equal(1, exit);
        var wrong = said.Json.GetProperty("checks").EnumerateArray().Where(c => !c.GetProperty("ok").GetBoolean())
            .ToDictionary(c => c.GetProperty("name").GetString()!, c => c.GetProperty("detail").GetString()!);
        Assert.Equal(["fold", "words"], wrong.Keys.Order());
        Assert.Contains("3 (city)", wrong["fold"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_in_use_by_a_server_is_not_replaced()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        await TestConsole.RunAsync(["seed", "--customers", "5", .. place.Arguments]);
        var file = Path.Combine(place.Folder, "monday.zip");
        await TestConsole.RunAsync(["backup", file, .. place.Arguments]);
        using (DataFolder.TryLock(place.Location))
        {
            var (exit, said) = await TestConsole.RunAsync(["restore", file, "--json", .. place.Arguments]);
            Assert.Equal((1, "folder.taken"), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        }
        Assert.Equal(0, (await TestConsole.RunAsync(["restore", file, .. place.Arguments])).Exit);
    }
}
