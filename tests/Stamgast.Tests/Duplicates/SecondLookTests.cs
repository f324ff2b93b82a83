using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Testing;
using Stamgast.Tests.Merging;
using Stamgast.Users;

namespace Stamgast.Tests.Duplicates;

public sealed class SecondLookTests
{
    [Theory, EachEngine]
    public Task Each_pair_comes_once_as_it_was_judged_and_the_answers_are_compared(Engine engine) => MergeWorld.On(engine, world =>
    {
        var els = new UserAccounts(world.Base, TimeProvider.System).Add("els@kantoor.example", "Els").Id;
        world.Create(("last_name", "Aerts", "city", "Gent"), ("last_name", "Aerts", "city", "Brugge"), ("last_name", "Maes"), ("last_name", "Maas"));
        var merge = world.Merges.Do(1, [2], Actor.CommandLine with { UserId = els }).Set.Id;
        world.Edit(1, CustomerFields.City, "Antwerpen");
        Decide(world, 3, 4, PairVerdict.Different, els);
        // Those of others do not count.
        var looks = new SecondLook(world.Base, Viewer.System, TimeProvider.System);
        Assert.Null(looks.Next(els + 1, new Random(1)));
        var seen = new Dictionary<long, SecondLookPair>();
        while (looks.Next(els, new Random(seen.Count)) is { } pair)
        {
            seen.Add(pair.A.Id, pair);
            Assert.NotNull(looks.Answer(els, pair.A.Id, pair.B.Id, PairVerdict.Duplicate));
            // A second click.
            Assert.Null(looks.Answer(els, pair.A.Id, pair.B.Id, PairVerdict.Duplicate));
        }
        Assert.Equal([1L, 3], seen.Keys.Order());
        Assert.Equal(("Gent", "Brugge", merge), (seen[1].A.Values[CustomerFields.City], seen[1].B.Values[CustomerFields.City], seen[1].Decision.SetId));
        Assert.Equal(new Reviewer(els, 2, null, 2, 1), Assert.Single(looks.Reviewers(DateTime.UnixEpoch)));
        Assert.Null(looks.Answer(els, 1, 4, PairVerdict.Different));
    });

    [Theory, EachEngine]
    public Task Nobody_is_asked_about_whom_they_may_not_see_or_what_changed_since(Engine engine) => MergeWorld.On(engine, world =>
    {
        var els = new UserAccounts(world.Base, TimeProvider.System).Add("els@kantoor.example", "Els").Id;
        world.Create(("last_name", "Aerts", "label", "Karim"), ("last_name", "Aerts", "label", "Nadia"), ("last_name", "Maes", "label", "Karim"),
            ("last_name", "Maas", "label", "Karim"));
        Decide(world, 1, 2, PairVerdict.Different, els);
        Decide(world, 3, 4, PairVerdict.Different, els);
        var karim = new SecondLook(world.Base, Viewer.System.Limited(Visibility.Only(["Karim"])), TimeProvider.System);
        Assert.Equal(3, karim.Next(els, new Random(1))!.A.Id);
        Assert.Null(karim.Answer(els, 1, 2, PairVerdict.Different));
        world.Trash(4);
        Assert.Null(karim.Next(els, new Random(1)));
    });

    private static void Decide(MergeWorld world, long a, long b, PairVerdict verdict, long user) => world.Base.Write(transaction =>
        PairDecisions.Write(transaction, new DuplicateDecision
        {
            A = a, B = b, Verdict = verdict, UserId = user, DecidedAt = DateTime.UtcNow, VersionA = world.Find(a).Version, VersionB = world.Find(b).Version,
        }));
}
