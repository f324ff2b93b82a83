using System.Globalization;
using System.Text;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Changes;

/// <summary>
/// Pulls the plug in the midst of a large import, apply and undo. Afterwards the base must have all of it or nothing of it, be sound,
/// and have nothing lying about. <c>STAMGAST_CRASHES=1000</c> does it that often on each engine (<c>bin/soak</c>); a failure names
/// the round, which says when the program was killed.
/// </summary>
public sealed class CrashTests
{
    private const int Known = 1500;
    private const int New = 1000;

    private static readonly string[] ApplyPoints = ["apply.counters", "apply.updated", "apply.inserted", "apply.indexed", "apply.items", "apply.committed"];
    private static readonly string[] UndoPoints = ["undo.begun", "apply.counters", "apply.updated", "apply.indexed", "undo.flipped"];

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("STAMGAST_CRASHES") ?? "20", CultureInfo.InvariantCulture);

    [Theory, EachEngine]
    public async Task A_program_that_is_killed_has_done_all_of_it_or_nothing(Engine engine)
    {
        await using var proposed = await PreparedAsync(engine, "--preview");
        await using var applied = await PreparedAsync(engine, "--yes");
        for (var round = 0; round < Rounds;)
        {
            await KilledAsync(proposed, round++, ["apply", "2"], ApplyPoints, AssertAppliedOrNot);
            await KilledAsync(applied, round++, ["undo", "2"], UndoPoints, AssertUndoneOrNot);
            await KilledAsync(proposed, round++, ["import", "delta.csv", "--yes"], ApplyPoints, AssertImportedOrNot);
            await KilledAsync(applied, round++, ["undo", "2"], UndoPoints, AssertUndoneOrNot);
        }
    }

    // A base with the import proposed, or applied: each round takes a copy of it.
    private static async Task<TestPlace> PreparedAsync(Engine engine, string how)
    {
        var place = await TestPlace.CreateAsync(engine);
        var lines = new StringBuilder("number;last_name;first_name;city;groups\n");
        for (var i = 1; i <= Known; i++) lines.Append(CultureInfo.InvariantCulture, $"C-{i};Aerts {i};Jozefien;Antwerpen;Retail\n");
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "customers.csv"), lines.ToString());
        lines.Clear().Append("number;last_name;city;groups\n");
        for (var i = 1; i <= Known; i += 2) lines.Append(CultureInfo.InvariantCulture, $"C-{i};Aerts {i};Gent;VIP\n");
        for (var i = 1; i <= New; i++) lines.Append(CultureInfo.InvariantCulture, $"N-{i};Claes {i};Leuven;Horeca\n");
        await File.WriteAllTextAsync(Path.Combine(place.Folder, "delta.csv"), lines.ToString());
        var program = new KilledProgram(place.Location, place.Folder);
        await program.RunAsync(["import", "customers.csv", "--yes"]);
        await program.RunAsync(["import", "delta.csv", how]);
        return place;
    }

    private static async Task KilledAsync(TestPlace prepared, int round, string[] arguments, string[] points, Action<Base> assert)
    {
        await using var place = await prepared.CopyAsync();
        var random = new Random(round);
        var fault = round / 2 % 2 == 0 ? points[random.Next(points.Length)] : null;
        TimeSpan? after = fault is null ? TimeSpan.FromMilliseconds(random.Next(300, 2500)) : null;
        var exit = await new KilledProgram(place.Location, place.Folder).RunAsync(arguments, fault, after);
        try
        {
            Assert.True(exit == 137 || fault is null);
            using var customers = Base.Open(place.Location);
            assert(customers);
            Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name + " " + result.Arguments.ElementAtOrDefault(1)));
            using var context = customers.NewContext();
            Assert.DoesNotContain(context.ChangeSets, s => s.State == ChangeState.Staging);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Round {round}: {string.Join(' ', arguments)}, killed {fault ?? "after " + after}: {e.Message}", e);
        }
    }

    private static void AssertAppliedOrNot(Base customers)
    {
        using var context = customers.NewContext();
        var delta = context.ChangeSets.Single(s => s.Id == 2);
        AssertAllOrNothing(context, delta.State == ChangeState.Applied);
        // An import that was not applied still waits, with all its rows.
        if (delta.State == ChangeState.Proposed)
            Assert.Equal(Known / 2 + New, new ChangeSets(customers, TimeProvider.System).Apply(2, delta.Revision, Actor.CommandLine).Customers);
    }

    private static void AssertImportedOrNot(Base customers)
    {
        using var context = customers.NewContext();
        AssertAllOrNothing(context, context.ChangeSets.Any(s => s.Id == 3 && s.State == ChangeState.Applied));
        Assert.Equal(ChangeState.Proposed, context.ChangeSets.Single(s => s.Id == 2).State);
    }

    private static void AssertUndoneOrNot(Base customers)
    {
        using var context = customers.NewContext();
        var undone = context.ChangeSets.Any(s => s.UndoOf == 2);
        Assert.Equal(undone ? Known / 2 + New : 0, context.ChangeSets.Single(s => s.Id == 2).Undone);
        Assert.Equal(undone ? New : 0, context.Customers.Count(c => c.Trashed));
        Assert.Equal(undone ? 0 : Known / 2, context.Customers.Count(c => c.City == "Gent"));
        Assert.Equal(Known + New, context.Customers.Count());
    }

    private static void AssertAllOrNothing(StamgastContext context, bool all)
    {
        Assert.Equal(all ? Known + New : Known, context.Customers.Count());
        Assert.Equal(all ? Known / 2 : 0, context.Customers.Count(c => c.City == "Gent"));
        Assert.Equal(all ? Known / 2 : 0, context.Customers.Count(c => c.Version == 2));
    }
}
