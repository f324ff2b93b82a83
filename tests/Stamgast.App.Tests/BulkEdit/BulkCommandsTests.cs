using System.Text.Json;
using Stamgast.App.CommandLine;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.BulkEdit;

/// <summary><c>bulk</c>, <c>trash</c> and <c>bring-back</c> on a terminal: their effects, their refusals, and their output for programs.</summary>
public sealed class BulkCommandsTests
{
    private static readonly string[] Counted = ["rows", "changed", "unchanged", "errors", "conflicts"];

    private static CustomerValues Named(string last, string? email = null, string? number = null)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.LastName], values[CustomerFields.Email], values[CustomerFields.Number]) = (last, email, number);
        return values;
    }

    private static async Task On(Engine engine, Func<Func<string[], Task<(int Exit, TestConsole Said)>>, Func<long, CustomerState>, Task> work)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var customers = Base.Open(place.Location))
            new ChangeSets(customers, TimeProvider.System).Create(
                [Named("Aerts", "jozefien@oud.example", "K1"), Named("Claes", "info@claes.example"), Named("De Bakker", "willem@oud.example")],
                    Actor.CommandLine);
        await work(arguments => TestConsole.RunAsync(place.Folder, "en", [.. arguments, .. place.Arguments]), id =>
        {
            using var customers = Base.Open(place.Location);
            return new CustomerLookup(customers, Viewer.System).Find(id)!;
        });
    }

    private static IEnumerable<int> Counts(TestConsole said) => Counted.Select(name => said.Json.GetProperty(name).GetInt32());

    private static string? ErrorOf(TestConsole said) => said.Json.GetProperty("error").GetProperty("code").GetString();

    [Theory, EachEngine]
    public Task Without_yes_bulk_only_proposes_and_apply_confirms(Engine engine) => On(engine, async (run, now) =>
    {
        var (exit, said) = await run(["bulk", "--filter", "oud.example", "--set", "city=Gent", "--replace", "email=@oud.example=>@nieuw.example", "--json"]);
        Assert.Equal(0, exit);
        Assert.Equal([2, 2, 0, 0, 0], Counts(said));
        Assert.False(said.Json.GetProperty("applied").GetBoolean());
        Assert.Null(now(1).Values[CustomerFields.City]);
        var set = said.Json.GetProperty("changeSet").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        (exit, said) = await run(["apply", set]);
        Assert.Equal((0, ""), (exit, said.Out.ToString()));
        Assert.Equal(("Gent", "jozefien@nieuw.example"), (now(1).Values[CustomerFields.City], now(1).Values[CustomerFields.Email]));
        Assert.Equal((null, "info@claes.example"), (now(2).Values[CustomerFields.City], now(2).Values[CustomerFields.Email]));
        (exit, said) = await run(["apply", set, "--json"]);
        Assert.Equal((1, "proposal.applied"), (exit, ErrorOf(said)));
        (exit, _) = await run(["undo", set]);
        Assert.Equal((0, "willem@oud.example"), (exit, now(3).Values[CustomerFields.Email]));
    });

    [Theory, EachEngine]
    public Task With_yes_bulk_changes_the_customers_it_can_and_lists_the_others(Engine engine) => On(engine, async (run, now) =>
    {
        var (exit, said) = await run(["bulk", "--ids", "1,2,77", "--replace", "email=info@=>", "--add", "groups=VIP", "--yes", "--json"]);
        Assert.Equal(0, exit);
        Assert.Equal([3, 1, 0, 2, 0], Counts(said));
        Assert.True(said.Json.GetProperty("applied").GetBoolean());
        var errors = said.Json.GetProperty("errorRows").EnumerateArray().Select(e => e.GetProperty("code").GetString()).Order();
        Assert.Equal(["email.at", "verb.unknown"], errors);
        Assert.Equal(("VIP", null), (now(1).Values[CustomerFields.Groups], now(2).Values[CustomerFields.Groups]));
        (exit, said) = await run(["bulk", "--ids", "1", "--take", "groups=vip", "--yes"]);
        Assert.Equal((0, null), (exit, now(1).Values[CustomerFields.Groups]));
        Assert.Contains("1 customer", said.Err.ToString(), StringComparison.Ordinal);
        // No customer would change: that is not a failure.
        (exit, said) = await run(["bulk", "--ids", "1", "--clear", "groups", "--yes"]);
        Assert.Equal(0, exit);
        Assert.Contains("No customer would change", said.Err.ToString(), StringComparison.Ordinal);
    });

    [Theory, EachEngine]
    public Task A_value_no_customer_could_have_is_refused_and_leaves_no_proposal(Engine engine) => On(engine, async (run, now) =>
    {
        foreach (var (option, text, code) in new[]
        {
            ("--set", "email=gent", "value.refused"), ("--set", "colour=red", "field.unknown"), ("--add", "city=Gent", "field.no_list"),
            ("--set", "city= ", "field.no_value"), ("--replace", "newsletter=1=>0", "field.no_text"), ("--replace", "city==>Gent", "field.no_sought"),
        })
        {
            var (exit, said) = await run(["bulk", "--ids", "1", option, text, "--yes", "--json"]);
            Assert.Equal((1, code), (exit, ErrorOf(said)));
            Assert.NotEmpty(said.Json.GetProperty("error").GetProperty("remedy").GetString()!);
        }
        Assert.Equal(1, now(1).Version);
        var (_, changes) = await run(["changes", "--json"]);
        Assert.DoesNotContain("bulk", changes.Out.ToString(), StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public Task Wrong_usage_exits_with_2_and_changes_nothing() => On(Engine.Sqlite, async (run, now) =>
    {
        foreach (var arguments in new string[][]
        {
            ["bulk", "--set", "city=Gent"], ["bulk", "--ids", "1", "--filter", "a", "--set", "city=Gent"], ["bulk", "--ids", "1"], ["bulk", "--ids", "one",
                "--set", "city=Gent"],
            ["bulk", "--ids", "1", "--set", "city"], ["bulk", "--ids", "1", "--set", "city=Gent", "--preview", "--yes"], ["bulk", "--ids", "1", "--replace",
            "city=Gent"],
            ["trash"], ["trash", "Aerts"], ["bring-back"],
        })
        {
            var (exit, said) = await run([.. arguments, "--json"]);
            Assert.Equal((2, "usage"), (exit, ErrorOf(said)));
        }
        Assert.Equal((1, false), (now(1).Version, now(1).Trashed));
    });

    [Theory, EachEngine]
    public Task Customers_go_to_the_trash_and_come_back_each_once(Engine engine) => On(engine, async (run, now) =>
    {
        var (exit, said) = await run(["trash", "1", "3", "1", "--json"]);
        Assert.Equal((0, 2), (exit, said.Json.GetProperty("customers").GetInt32()));
        Assert.Equal(JsonValueKind.Number, said.Json.GetProperty("seconds").ValueKind);
        Assert.Equal((true, false, true), (now(1).Trashed, now(2).Trashed, now(3).Trashed));
        (exit, said) = await run(["trash", "1", "--json"]);
        Assert.Equal((0, JsonValueKind.Null), (exit, said.Json.GetProperty("changeSet").ValueKind));
        // One of them does not exist: nobody is moved.
        foreach (var command in new[] { "trash", "bring-back" })
        {
            (exit, said) = await run([command, "2", "3", "99", "--json"]);
            Assert.Equal((1, "customer.unknown"), (exit, ErrorOf(said)));
            Assert.Equal((false, true), (now(2).Trashed, now(3).Trashed));
        }
        (exit, said) = await run(["bring-back", "1", "3"]);
        Assert.Equal((0, "", false), (exit, said.Out.ToString(), now(1).Trashed));
        Assert.Contains("2 customers", said.Err.ToString(), StringComparison.Ordinal);
        (exit, said) = await run(["bring-back", "1", "--json"]);
        Assert.Equal((0, 0), (exit, said.Json.GetProperty("customers").GetInt32()));
    });

    [Theory, EachEngine]
    public Task A_customer_whose_number_was_taken_stays_in_the_trash_and_is_listed(Engine engine) => On(engine, async (run, now) =>
    {
        await run(["trash", "1", "2"]);
        await run(["bulk", "--ids", "3", "--set", "number=K1", "--yes"]);
        var (exit, said) = await run(["bring-back", "1", "2", "--json"]);
        Assert.Equal((0, 1), (exit, said.Json.GetProperty("customers").GetInt32()));
        var kept = Assert.Single(said.Json.GetProperty("kept").EnumerateArray());
        Assert.Equal((1, "number"), (kept.GetProperty("customer").GetInt32(), kept.GetProperty("reason").GetString()));
        Assert.Equal((true, false, "K1"), (now(1).Trashed, now(2).Trashed, now(3).Values[CustomerFields.Number]));
    });
}
