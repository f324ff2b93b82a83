using System.Globalization;
using System.Text;
using Stamgast.Changes;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Changes;

/// <summary>
/// Pulls the plug in the midst of a merge of many, of hundreds of merges at once, and of the split of either. Afterwards all of it is done or nothing,
/// and the base is sound. <c>STAMGAST_CRASHES=1000</c> does it that often on each engine (<c>bin/soak</c>).
/// </summary>
public sealed class MergeCrashTests
{
    private const int Groups = 200;
    private const int InOne = 12;

    private static readonly string[] Points = ["apply.counters", "apply.updated", "apply.items", "apply.indexed", "undo.flipped"];

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("STAMGAST_CRASHES") ?? "4", CultureInfo.InvariantCulture);

    [Theory, EachEngine]
    public async Task A_merge_or_split_that_is_killed_is_done_wholly_or_not_at_all(Engine engine)
    {
        // Change set 1 adds the first of each group, 2 the others: these are merged by the policy, as set 3.
        await using var apart = await PreparedAsync(engine);
        await using var united = await apart.CopyAsync();
        var program = new KilledProgram(united.Location, united.Folder);
        await program.RunAsync(["import", "twins.csv", "--yes"]);
        // 4: the first twelve become one.
        await program.RunAsync([.. MergeOfMany, "--yes"]);
        for (var round = 0; round < Rounds;)
        {
            await KilledAsync(apart, round++, [.. MergeOfMany, "--yes"], 0, InOne - 1);
            await KilledAsync(united, round++, ["split", "4"], Groups + InOne - 1, Groups);
            await KilledAsync(apart, round++, ["import", "twins.csv", "--yes"], 0, Groups);
            await KilledAsync(united, round++, ["split", "3"], Groups + InOne - 1, InOne - 1);
        }
    }

    private static string[] MergeOfMany =>
        ["merge", .. Enumerable.Range(1, InOne).Select(i => i.ToString(CultureInfo.InvariantCulture))];

    private static async Task<TestPlace> PreparedAsync(Engine engine)
    {
        var place = await TestPlace.CreateAsync(engine);
        await WriteAsync(place, "firsts.csv", "city", "Gent");
        await WriteAsync(place, "twins.csv", "mobile", "0470 12 34 56");
        var program = new KilledProgram(place.Location, place.Folder);
        await program.RunAsync(["import", "firsts.csv", "--yes"]);
        await program.RunAsync(["setting", "set", "duplicates.same_email", "merge"]);
        return place;
    }

    private static Task WriteAsync(TestPlace place, string name, string column, string value)
    {
        var lines = new StringBuilder($"last_name;email;{column}\n");
        for (var i = 1; i <= Groups; i++) lines.Append(CultureInfo.InvariantCulture, $"Aerts {i};j{i}@aerts.example;{value}\n");
        return File.WriteAllTextAsync(Path.Combine(place.Folder, name), lines.ToString());
    }

    private static async Task KilledAsync(TestPlace prepared, int round, string[] arguments, int before, int after)
    {
        await using var place = await prepared.CopyAsync();
        var random = new Random(round);
        var fault = round / 4 % 2 == 0 ? Points[random.Next(Points.Length)] : null;
        TimeSpan? when = fault is null ? TimeSpan.FromMilliseconds(random.Next(300, 1500)) : null;
        var exit = await new KilledProgram(place.Location, place.Folder).RunAsync(arguments, fault, when);
        try
        {
            using var customers = Base.Open(place.Location);
            Assert.Contains(Absorbed(customers), exit == 137 ? [before, after] : new[] { after });
            Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name + " " + result.Arguments.ElementAtOrDefault(1)));
            using var context = customers.NewContext();
            Assert.DoesNotContain(context.ChangeSets, s => s.State == ChangeState.Staging);
            // What was not done can be done now.
            if (Absorbed(customers) == after) return;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Round {round}: {string.Join(' ', arguments)}, killed {fault ?? "after " + when}: {e.Message}", e);
        }
        await new KilledProgram(place.Location, place.Folder).RunAsync(arguments);
        using var again = Base.Open(place.Location);
        Assert.Equal(after, Absorbed(again));
    }

    private static int Absorbed(Base customers)
    {
        using var context = customers.NewContext();
        return context.Customers.Count(c => c.MergedInto != null);
    }
}
