using System.Globalization;
using Stamgast.App.CommandLine;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Merging;

/// <summary><c>merge</c>, <c>split</c> and what <c>customer show</c> and <c>undo</c> print about merged customers.</summary>
public sealed class MergeCommandsTests
{
    [Theory, EachEngine]
    public Task A_merge_is_shown_then_done_and_taken_apart_again(Engine engine) => On(engine, async (run, now) =>
    {
        var (exit, said) = await run(["merge", "1", "2", "3", "--json"]);
        Assert.Equal((0, System.Text.Json.JsonValueKind.Null), (exit, said.Json.GetProperty("changeSet").ValueKind));
        Assert.Null(now(2).MergedInto);
        Assert.Equal("K1", said.Json.GetProperty("values").GetProperty("number").GetString());

        (exit, said) = await run(["merge", "1", "2", "3", "--take", "email=3", "--yes", "--json"]);
        Assert.Equal(0, exit);
        Assert.Equal((1L, 1L), (said.Json.GetProperty("kept").GetInt64(), said.Json.GetProperty("moved").GetInt64()));
        Assert.Equal([2L, 3], said.Json.GetProperty("absorbed").EnumerateArray().Select(a => a.GetInt64()));
        Assert.Equal(("willem@oud.example", 1L), (now(1).Values[CustomerFields.Email], now(3).MergedInto));
        var set = said.Json.GetProperty("changeSet").GetInt64().ToString(CultureInfo.InvariantCulture);

        (exit, said) = await run(["customer", "show", "2", "--json"]);
        Assert.Equal((0, 1L, 2L), (exit, said.Json.GetProperty("customer").GetInt64(), said.Json.GetProperty("askedFor").GetInt64()));
        // One of three is split off, then the rest; after that nothing is left to split.
        (exit, said) = await run(["split", "--customer", "3", "--json"]);
        Assert.Equal((0, set), (exit, said.Json.GetProperty("of").GetInt64().ToString(CultureInfo.InvariantCulture)));
        Assert.Equal(("jozefien@oud.example", null, 1L), (now(1).Values[CustomerFields.Email], now(3).MergedInto, now(2).MergedInto));
        (exit, _) = await run(["undo", set]);
        Assert.Equal((0, null), (exit, now(2).MergedInto));
        (exit, said) = await run(["split", set, "--json"]);
        Assert.Equal((1, "change_set.no_merge"), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        (exit, said) = await run(["export", "--out", "all.csv", "--json"]);
        Assert.Equal((0, 3L), (exit, said.Json.GetProperty("rows").GetInt64()));
    });

    [Theory, EachEngine]
    public Task What_came_by_earlier_merges_moves_along_too(Engine engine) => On(engine, async (run, now) =>
    {
        Assert.Equal(0, (await run(["merge", "1", "2", "--yes"])).Exit);
        foreach (var asked in new[] { "--preview", "--yes" })
            Assert.Equal((1L, 1L), (await run(["merge", "3", "1", asked, "--json"])) is var (exit, said) && exit == 0
                ? (said.Json.GetProperty("moved").GetInt64(), said.Json.GetProperty("movedByKind").GetProperty("tasks").GetInt64()) : default);
        Assert.Equal((3L, 1L), (now(1).MergedInto, now(2).MergedInto));
    });

    [Theory, EachEngine]
    public Task Values_are_left_out_by_name_and_doubtful_ones_are_named_by_the_split(Engine engine) => On(engine, async (run, now, edit) =>
    {
        var (exit, said) = await run(["merge", "2", "1", "3", "--leave", "email=willem@oud.example", "--yes", "--json"]);
        Assert.Equal(0, exit);
        Assert.Equal(("info@aerts.example", "jozefien@oud.example"), (now(2).Values[CustomerFields.Email], now(2).Values[CustomerFields.OtherEmails]));
        (exit, _) = await run(["customer", "show", "2", "--json"]);
        Assert.Equal(0, exit);
        Assert.Equal("K1", now(2).Values[CustomerFields.Number]);
        edit(2, CustomerFields.Number, "K9");
        (exit, said) = await run(["split", "--customer", "1", "--json"]);
        Assert.Equal(0, exit);
        var doubtful = Assert.Single(said.Json.GetProperty("doubtful").EnumerateArray());
        Assert.Equal((1L, "number", "K9", "came", "stay"), (doubtful.GetProperty("customer").GetInt64(), doubtful.GetProperty("field").GetString(),
            doubtful.GetProperty("value").GetString(), doubtful.GetProperty("why").GetString(), doubtful.GetProperty("answer").GetString()));
        Assert.Equal(("K9", "K1"), (now(2).Values[CustomerFields.Number], now(1).Values[CustomerFields.Number]));
        Assert.Equal(2, (await run(["merge", "1", "2", "--leave", "city=Gent"])).Exit);
        edit(1, CustomerFields.Notes, new string('x', 19_999));
        edit(2, CustomerFields.Notes, "Rings twice");
        (exit, said) = await run(["merge", "1", "2", "--json"]);
        var without = Assert.Single(said.Json.GetProperty("withoutRoom").EnumerateArray());
        Assert.Equal((0, "notes", 2L, "Rings twice"), (exit, without.GetProperty("field").GetString(), without.GetProperty("customer").GetInt64(),
            without.GetProperty("value").GetString()));
        (exit, said) = await run(["merge", "1", "2", "--take", "groups=9", "--json"]);
        Assert.Equal((1, "merge.taken"), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
    });

    [Theory, EachEngine]
    public Task An_undo_that_merges_hold_up_is_offered_together_with_their_splits(Engine engine) => On(engine, async (run, now) =>
    {
        Assert.Equal(0, (await run(["merge", "1", "2", "--yes"])).Exit);
        var (exit, said) = await run(["undo", "1"]);
        Assert.Equal(0, exit);
        Assert.Contains("stamgast undo 1 --with-splits", said.Err.ToString(), StringComparison.Ordinal);
        (exit, said) = await run(["undo", "1", "--with-splits", "--json"]);
        Assert.Equal((0, 1), (exit, said.Json.GetProperty("splits").GetArrayLength()));
        Assert.DoesNotContain("merged", said.Json.GetProperty("kept").EnumerateArray().Select(k => k.GetProperty("reason").GetString()));
        Assert.Null(now(2).MergedInto);
    });

    [Theory, EachEngine]
    public Task What_cannot_be_merged_is_refused_in_words_and_by_code(Engine engine) => On(engine, async (run, now) =>
    {
        foreach (var (arguments, code) in new (string[], string)[]
        {
            (["merge", "1", "1", "--yes"], "merge.few"), (["merge", "1", "99", "--yes"], "customer.unknown"),
            (["merge", "1", "2", "--take", "email=3", "--yes"], "merge.taken"), (["split", "--customer", "1"], "customer.not_merged"),
            (["split", "1"], "change_set.no_merge"), (["merge", "1", "2", "--leave", "email=nobody@x.be", "--yes"], "merge.leave"),
            (["merge", "1", "2", "--leave", "notes=2", "--yes"], "merge.leave"),
        })
        {
            var (exit, said) = await run([.. arguments, "--json"]);
            var error = said.Json.GetProperty("error");
            Assert.Equal((1, code), (exit, error.GetProperty("code").GetString()));
            Assert.NotEqual("", error.GetProperty("remedy").GetString());
        }
        Assert.Equal(2, (await run(["merge", "1"])).Exit);
        Assert.Equal(2, (await run(["merge", "1", "2", "--take", "email"])).Exit);
        Assert.Equal(2, (await run(["split"])).Exit);
        Assert.Equal(2, (await run(["split", "1", "--customer", "2"])).Exit);
        foreach (var arguments in new string[][] { ["split", "abc"], ["split", "--customer", "99999999999999999999"], ["changes", "--last", "abc"] })
        {
            var (exit, said) = await run([.. arguments, "--json"]);
            Assert.Equal((2, "usage"), (exit, said.Json.GetProperty("error").GetProperty("code").GetString()));
        }
        Assert.All(new[] { 1L, 2, 3 }, id => Assert.Equal((null, 1), (now(id).MergedInto, now(id).Version)));
    });

    private static Task On(Engine engine, Func<Func<string[], Task<(int Exit, TestConsole Said)>>, Func<long, CustomerState>, Task> work) =>
        On(engine, (run, now, _) => work(run, now));

    private static async Task On(
        Engine engine, Func<Func<string[], Task<(int Exit, TestConsole Said)>>, Func<long, CustomerState>, Action<long, int, string>, Task> work)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var customers = Base.Open(place.Location))
        {
            new ChangeSets(customers, TimeProvider.System).Create(
                [Named("Aerts", "jozefien@oud.example", "K1"), Named("Aerts", "info@aerts.example"), Named("De Bakker", "willem@oud.example")],
                    Actor.CommandLine);
            var task = TaskShape.Instance.Blank();
            (task[TaskFields.Title], task[TaskFields.Customer]) = ("Call back", "2");
            new ChangeSets(customers, TimeProvider.System).Create([task], Actor.CommandLine);
        }
        await work(arguments => TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]), id =>
        {
            using var customers = Base.Open(place.Location);
            return new CustomerLookup(customers, Viewer.System).Find(id)!;
        }, (id, field, value) =>
        {
            using var customers = Base.Open(place.Location);
            var state = new CustomerLookup(customers, Viewer.System).Find(id)!;
            var values = state.Values.Copy();
            values[field] = value;
            new ChangeSets(customers, TimeProvider.System).Edit(id, state.Version, values, Actor.CommandLine);
        });
    }

    private static CustomerValues Named(string last, string? email = null, string? number = null)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.LastName], values[CustomerFields.Email], values[CustomerFields.Number]) = (last, email, number);
        return values;
    }
}
