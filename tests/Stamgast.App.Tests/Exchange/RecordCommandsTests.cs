using Stamgast.App.CommandLine;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Exchange;

public sealed class RecordCommandsTests
{
    [Theory, EachEngine]
    public async Task Orders_with_customers_come_in_by_command_come_out_as_they_were_and_go_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await Write("shops.csv", "name;code\nWebshop;WEB\n");
        await Write("orders.csv", "external_number;shop;customer_number;first_name;last_name;date;line_text;quantity;price;line_vat\n"
            + "W-1;WEB;N-1;Jo;Aerts;2026-11-27;Box;3;89,50;6\nW-1;WEB;N-1;Jo;Aerts;;Grinder;1;57,60;21\nW-2;WEB;N-2;An;Bellen;2026-11-27;Tea;1;4;6\n"
            + "W-3;XXX;N-2;;;2026-11-27;Tea;1;4;6\n");
        var (exit, said) = await RunAsync("import", "shops.csv", "--into", "shops", "--yes", "--json");
        Assert.Equal((0, 1), (exit, said.Json.GetProperty("new").GetInt32()));
        (exit, said) = await RunAsync("import", "orders.csv", "--into", "orders", "--strict", "--json", "--with-customers");
        Assert.Equal((1, "import.strict"), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        (exit, said) = await RunAsync("import", "orders.csv", "--into", "orders", "--json", "--with-customers");
        Assert.Equal([3, 2, 0, 0, 1, 0], Counts(said));
        Assert.Equal((2, 0), (said.Json.GetProperty("customers").GetInt32(), said.Json.GetProperty("unmappedColumns").GetArrayLength()));
        Assert.Equal("exchange.shop", said.Json.GetProperty("errorRows")[0].GetProperty("code").GetString());
        var set = said.Json.GetProperty("changeSet").GetInt64();
        (exit, said) = await RunAsync("apply", $"{set}");
        Assert.Equal(0, exit);
        Assert.Contains("2 records", said.Err.ToString(), StringComparison.Ordinal);
        (exit, said) = await RunAsync("import", "orders.csv", "--into", "orders", "--json", "--with-customers", "--yes");
        Assert.Equal([3, 0, 0, 2, 1, 0], Counts(said));
        foreach (var format in new[] { "csv", "xlsx", "json" })
        {
            (exit, said) = await RunAsync("export", "--of", "orders", "--out", "out." + format, "--json");
            Assert.Equal((0, 2), (exit, said.Json.GetProperty("rows").GetInt32()));
            (exit, said) = await RunAsync("import", "out." + format, "--into", "orders", "--yes", "--json");
            Assert.Equal([2, 0, 0, 2, 0, 0], Counts(said));
        }
        (exit, said) = await RunAsync("import", "orders.csv", "--into", "orders", "--json", "--mode", "update", "--yes");
        Assert.Equal([3, 0, 0, 2, 1, 0], Counts(said));
        await Write("addresses.csv", "external_number;shop;customer_number;mobile;date\nW-1;WEB;N-1;+32 486 12 33 09;2026-11-27\n");
        (exit, said) = await RunAsync("import", "addresses.csv", "--into", "orders", "--json", "--update-customers", "--yes");
        Assert.Equal([1, 0, 0, 1, 0, 0], Counts(said));
        Assert.Equal((0, 1), (exit, said.Json.GetProperty("customersChanged").GetInt32()));
        var updated = said.Json.GetProperty("changeSet").GetInt64();
        Assert.Contains("+32486123309", (await RunAsync("customer", "show", "1", "--json")).Said.Json.ToString(), StringComparison.Ordinal);
        (exit, said) = await RunAsync("undo", $"{updated}");
        Assert.Equal(0, exit);
        Assert.DoesNotContain("+32486123309", (await RunAsync("customer", "show", "1", "--json")).Said.Json.ToString(), StringComparison.Ordinal);
        (exit, said) = await RunAsync("import", "addresses.csv", "--into", "customers", "--update-customers");
        Assert.Equal(2, exit);
        (exit, said) = await RunAsync("undo", $"{set}", "--json");
        Assert.Equal((0, 2), (exit, said.Json.GetProperty("customers").GetInt32()));
        (exit, said) = await RunAsync("export", "--out", "customers.csv", "--json");
        Assert.Equal(0, said.Json.GetProperty("rows").GetInt32());
        (exit, said) = await RunAsync("check", "--json");
        Assert.Equal(0, exit);

        Task<(int Exit, TestConsole Said)> RunAsync(params string[] arguments) => TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]);

        Task Write(string name, string text) => File.WriteAllTextAsync(Path.Combine(place.Folder, name), text);
    }

    private static IEnumerable<int> Counts(TestConsole said) =>
        new[] { "rows", "new", "changed", "unchanged", "errors", "conflicts" }.Select(name => said.Json.GetProperty(name).GetInt32());
}
