using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;
using Stamgast.Matching.Scoring;
using Stamgast.Refusing;
using Stamgast.Testing;

namespace Stamgast.Tests.Duplicates.Scanning;

/// <summary>"Why?" and "why not?" for any two customers.</summary>
public sealed class ExplainPairTests
{
    private static readonly (int, string?)[] Godelieve =
    [
        (CustomerFields.FirstName, "Godelieve"), (CustomerFields.LastName, "Vanderstappen"), (CustomerFields.Mobile, "+32471009988"),
        (CustomerFields.BirthDate, "1961-02-03"),
    ];

    [Theory, EachEngine]
    public async Task A_stored_pair_is_explained_by_the_reasons_that_made_it_one(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 400);
        world.Scan();
        var pairs = world.Pairs();
        Assert.NotEmpty(pairs);
        foreach (var ((a, b), pair) in pairs)
        {
            var why = Of(world, b, a);
            Assert.Equal((a, b, PairStanding.Pair, (PairLane?)pair.Lane), (why.A.Id, why.B.Id, why.Standing, why.Lane));
            Assert.Equal(pair.Why, why.Why.Compact());
            // The engine says the same of the two by themselves; only the effect of the group is stored beside it.
            Assert.Equal(new Explanation([.. why.Why.Reasons.Where(r => r.Field != "group")]).Compact(), why.Compared.Explanation.Compact());
        }
    }

    [Theory, EachEngine]
    public async Task Of_two_that_are_no_pair_it_says_what_is_missing(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 300, duplicates: 0);
        var (kept, other) = (world.Add(Godelieve), world.Add((CustomerFields.FirstName, "Noor"), (CustomerFields.LastName, "Claes")));
        world.Scan();
        var little = Of(world, kept, other);
        Assert.Equal((PairStanding.TooLittle, true, null), (little.Standing, little.Compared.ComparesAll, little.Lane));
        Assert.True(little.Why.Score < little.Threshold);
        Assert.Contains(little.Why.Reasons, r => r is { Field: "first_name", Bits: < 0 });

        var twin = world.Add(Godelieve);
        Assert.Equal(PairStanding.NotSearched, Of(world, kept, twin).Standing);
        Assert.Contains("a phone number", Of(world, kept, twin).Blocks(new("en")));
        world.Follow();
        Assert.Equal(PairStanding.Pair, Of(world, kept, twin).Standing);
        new DecidePair(world.Base, TimeProvider.System).Do(kept, twin, PairVerdict.Different, Actor.CommandLine);
        var decided = Of(world, kept, twin);
        Assert.Equal((PairLane.Decided, PairVerdict.Different), (decided.Lane, decided.Decision?.Verdict));

        // Who may not be merged or is in the trash takes no part, and the score is still told.
        var third = world.Add([.. Godelieve, (CustomerFields.AllowMerge, "0")]);
        var left = Of(world, kept, third);
        Assert.Equal(PairStanding.LeftOut, left.Standing);
        Assert.True(left.Why.Score > 0.9);
        world.Trash(other);
        Assert.Equal(PairStanding.LeftOut, Of(world, kept, other).Standing);
    }

    [Theory, EachEngine]
    public async Task Among_many_those_who_share_nothing_are_never_compared(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 3_200, duplicates: 0);
        var (one, other) = (world.Add(Godelieve), world.Add((CustomerFields.CompanyName, "Xylofonia BV"), (CustomerFields.Type, "company")));
        world.Scan();
        var why = Of(world, one, other);
        Assert.Equal((PairStanding.NeverMeet, false, 0), (why.Standing, why.Compared.AreCompared, why.Compared.Rules.Count));
        Assert.False(why.Compared.ComparesAll);
    }

    [Theory, EachEngine]
    public async Task Nothing_is_said_of_whom_the_viewer_does_not_see(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 20, duplicates: 0);
        var hidden = world.Add([.. Godelieve, (CustomerFields.Label, "Nadia"), (CustomerFields.Number, "C-77")]);
        var seen = world.Add([.. Godelieve, (CustomerFields.Label, "Karim")]);
        var karim = Viewer.System.Limited(Visibility.Only(["Karim"]));
        foreach (var (a, b) in new[] { (seen, hidden), (hidden, seen), (seen, 99_999) })
            Assert.Equal("customer.unknown", Assert.Throws<RefusedException>(() => new ExplainPair(world.Base, world.Memory, karim)
                .Of(a, b, Timeout.InfiniteTimeSpan, default)).Refusal.Code);
        Assert.Equal("duplicates.same", Assert.Throws<RefusedException>(() => Of(world, seen, seen)).Refusal.Code);
        Assert.Equal(new NamedCustomer(null, hidden), new CustomerLookup(world.Base, karim).Named("c-77"));
    }

    [Theory, EachEngine]
    public async Task A_customer_is_named_by_id_or_number_and_a_merged_one_leads_on(Engine engine)
    {
        await using var world = await ScanWorld.CreateAsync(engine, 0);
        var kept = world.Add([.. Godelieve, (CustomerFields.Number, "C-1")]);
        var absorbed = world.Add([.. Godelieve, (CustomerFields.Number, "7001"), (CustomerFields.Email, "godelieve@post.example")]);
        var lookup = new CustomerLookup(world.Base, Viewer.System);
        Assert.Equal((absorbed, absorbed), (lookup.Named("7001")?.State?.Id, lookup.Named("7001")?.Named));
        world.Merge(kept, absorbed);
        foreach (var name in new[] { "C-1", " c-1 ", $"{kept}", "7001", $"{absorbed}", "godelieve@post.example" })
            Assert.Equal(kept, lookup.Named(name)?.State?.Id);
        Assert.Equal((absorbed, absorbed), (lookup.Named("7001")?.Named, lookup.Named($"{absorbed}")?.Named));
        foreach (var nobody in new[] { "", "C-2", "999999", "0", "-1", "99999999999999999999", "'; drop table customer", "😀" })
            Assert.Null(lookup.Named(nobody));
    }

    private static PairExplanation Of(ScanWorld world, long a, long b) =>
        new ExplainPair(world.Base, world.Memory, Viewer.System).Of(a, b, Timeout.InfiniteTimeSpan, default)!;
}
