using System.Text.Json;
using Stamgast.App.CommandLine;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Testing;

namespace Stamgast.App.Duplicates;

/// <summary><c>duplicates list</c>, <c>why</c>, <c>decide</c>, <c>export-decisions</c> and <c>import-decisions</c>.</summary>
public sealed class DuplicateCommandsTests
{
    [Theory, EachEngine]
    public async Task Pairs_are_listed_judged_and_the_decisions_brought_to_another_base(Engine engine)
    {
        await using var place = await WithPairsAsync(engine);
        Task<(int Exit, TestConsole Said)> Run(params string[] arguments) => TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]);

        var (exit, said) = await Run("duplicates", "list", "--out", "pairs.csv", "--json");
        Assert.Equal((0, 2), (exit, said.Json.GetProperty("pairs").GetInt32()));
        Assert.Equal("id_a,id_b,score,why\r\n1,2,0.998050682,last_name:exact:+9.000\r\n3,4,0.888888889,last_name:exact:+3.000\r\n",
            await File.ReadAllTextAsync(Path.Combine(place.Folder, "pairs.csv"), TestContext.Current.CancellationToken));
        (_, said) = await Run("duplicates", "list", "--out", "pairs.csv", "--threshold", "0.9", "--json");
        Assert.Equal(1, said.Json.GetProperty("pairs").GetInt32());

        (exit, said) = await Run("duplicates", "decide", "2", "1", "--as", "different", "--json");
        Assert.Equal((0, 1L, "different", false), (exit, said.Json.GetProperty("a").GetInt64(), said.Json.GetProperty("decision").GetString(),
            said.Json.GetProperty("merged").GetBoolean()));
        (exit, said) = await Run("duplicates", "decide", "3", "4", "--as", "duplicate");
        Assert.Equal(0, exit);
        Assert.Contains("not merged yet", said.Err.ToString(), StringComparison.Ordinal);
        (_, said) = await Run("duplicates", "list", "--out", "pairs.csv", "--json");
        Assert.Equal(0, said.Json.GetProperty("pairs").GetInt32());
        (exit, said) = await Run("duplicates", "export-decisions", "--out", "decided.csv", "--json");
        Assert.Equal((0, 2), (exit, said.Json.GetProperty("rows").GetInt32()));

        await using var other = await WithPairsAsync(engine);
        var file = Path.Combine(place.Folder, "decided.csv");
        await File.AppendAllTextAsync(file, "1;9;later;;\n3;4;perhaps;;\n1;1;later;;\n1;3;later;;yesterday\n", TestContext.Current.CancellationToken);
        Task<(int Exit, TestConsole Said)> There(params string[] arguments) => TestConsole.RunAsync(other.Folder, "en", [.. arguments, .. other.Arguments]);
        (exit, said) = await There("duplicates", "import-decisions", file, "--json");
        Assert.Equal((0, 6, 2, 0), (exit, said.Json.GetProperty("rows").GetInt32(), said.Json.GetProperty("decided").GetInt32(),
            said.Json.GetProperty("unchanged").GetInt32()));
        Assert.Equal(["4 customer.unknown", "5 duplicates.decision", "6 duplicates.same", "7 duplicates.time"], said.Json.GetProperty("errors").EnumerateArray()
            .Select(e => $"{e.GetProperty("line").GetInt32()} {e.GetProperty("code").GetString()}"));
        (_, said) = await There("duplicates", "import-decisions", file, "--json");
        Assert.Equal((0, 2), (said.Json.GetProperty("decided").GetInt32(), said.Json.GetProperty("unchanged").GetInt32()));
        // Without a time nobody knows which of two decisions is the later one.
        await File.WriteAllTextAsync(Path.Combine(other.Folder, "undated.csv"), "id_a;id_b;decision\n1;2;later\n3;4;duplicate\n",
            TestContext.Current.CancellationToken);
        (_, said) = await There("duplicates", "import-decisions", Path.Combine(other.Folder, "undated.csv"), "--json");
        Assert.Equal((0, 1), (said.Json.GetProperty("decided").GetInt32(), said.Json.GetProperty("unchanged").GetInt32()));
        Assert.Equal(["2 duplicates.undated"], said.Json.GetProperty("errors").EnumerateArray()
            .Select(e => $"{e.GetProperty("line").GetInt32()} {e.GetProperty("code").GetString()}"));
        (_, said) = await There("duplicates", "export-decisions", "--out", "again.csv", "--json");
        var lines = (string name, string folder) => File.ReadAllLines(Path.Combine(folder, name)).Take(3);
        Assert.Equal(lines("decided.csv", place.Folder), lines("again.csv", other.Folder));
    }

    [Theory, EachEngine]
    public async Task What_cannot_be_judged_is_refused_by_code(Engine engine)
    {
        await using var place = await WithPairsAsync(engine);
        Task<(int Exit, TestConsole Said)> Run(params string[] arguments) => TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]);
        foreach (var (a, b, code) in new[] { ("1", "1", "duplicates.same"), ("1", "99", "customer.unknown") })
        {
            var (exit, said) = await Run("duplicates", "decide", a, b, "--as", "different", "--json");
            Assert.Equal((1, code), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        }
        Assert.Equal(2, (await Run("duplicates", "decide", "1", "2")).Exit);
        Assert.Equal(2, (await Run("duplicates", "decide", "1", "2", "--as", "perhaps")).Exit);
        Assert.Equal(2, (await Run("duplicates", "list", "--out", "pairs.csv", "--threshold", "7")).Exit);
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "no.csv"), "naam;plaats\nAerts;Gent\n", TestContext.Current.CancellationToken);
        var (status, words) = await Run("duplicates", "import-decisions", "no.csv", "--json");
        Assert.Equal((1, "duplicates.decisions"), (status, words.Json.GetProperty("error").GetProperty("code").GetString()));
    }

    [Theory, EachEngine]
    public async Task Why_two_are_a_pair_or_not_is_told_in_words_and_numbers(Engine engine)
    {
        await using var place = await WithPairsAsync(engine);
        Task<(int Exit, TestConsole Said)> Run(params string[] arguments) => TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]);
        var (exit, said) = await Run("duplicates", "why", "2", "1", "--json");
        Assert.Equal((0, 1, 2, "pair", true), (exit, said.Json.GetProperty("a").GetInt32(), said.Json.GetProperty("b").GetInt32(),
            said.Json.GetProperty("standing").GetString(), said.Json.GetProperty("isPair").GetBoolean()));
        Assert.Equal((0.5, "toJudge", true), (said.Json.GetProperty("threshold").GetDouble(), said.Json.GetProperty("lane").GetString(),
            said.Json.GetProperty("mayBeMerged").GetBoolean()));
        Assert.Equal("last_name", said.Json.GetProperty("reasons")[0].GetProperty("field").GetString());
        Assert.Equal(JsonValueKind.Null, said.Json.GetProperty("decision").ValueKind);
        (_, said) = await Run("duplicates", "why", "1", "3", "--json");
        Assert.False(said.Json.GetProperty("isPair").GetBoolean());
        Assert.Equal(JsonValueKind.Null, said.Json.GetProperty("lane").ValueKind);

        await Run("duplicates", "decide", "3", "4", "--as", "different");
        (exit, said) = await Run("duplicates", "why", "3", "4");
        Assert.Equal((0, ""), (exit, said.Out.ToString()));
        foreach (var words in new[] { "#3 Aerts", "Somebody decided", "Last name: equal (+3.0 bits)", "two customers", "can be merged" })
            Assert.Contains(words, said.Err.ToString(), StringComparison.Ordinal);

        await Run("merge", "1", "2", "--yes");
        (exit, said) = await Run("duplicates", "why", "2", "3", "--json");
        Assert.Equal((0, 1), (exit, said.Json.GetProperty("a").GetInt32()));
        Assert.Equal([2, 3], said.Json.GetProperty("askedFor").EnumerateArray().Select(id => id.GetInt32()));
        foreach (var (a, b, code) in new[] { ("1", "1", "duplicates.same"), ("2", "1", "customer.merged"), ("1", "C-404", "customer.unknown") })
        {
            (exit, said) = await Run("duplicates", "why", a, b, "--json");
            Assert.Equal((1, code), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        }
        Assert.Equal(2, (await Run("duplicates", "why", "1")).Exit);
    }

    private static async Task<TestPlace> WithPairsAsync(Engine engine)
    {
        var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts";
        new ChangeSets(customers, TimeProvider.System).Create([.. Enumerable.Range(0, 4).Select(_ => values.Copy())], Actor.CommandLine);
        PairStore.ReplaceAll(customers, [new(1, 2, 9, "last_name:exact:+9.000", false), new(3, 4, 3, "last_name:exact:+3.000", true)]);
        return place;
    }
}
