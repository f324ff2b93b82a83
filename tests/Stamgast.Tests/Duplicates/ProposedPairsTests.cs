using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Queue;
using Stamgast.Duplicates.Scanning;
using Stamgast.Matching.Scoring;
using Stamgast.Merging.SameEmails;
using Stamgast.Proposals;
using Stamgast.Settings;
using Stamgast.Testing;
using Stamgast.Tests.Importing;
using Stamgast.Tests.Merging;

namespace Stamgast.Tests.Duplicates;

/// <summary>By the policy, customers with the same e-mail address and without a number are in the queue at once, however little else they share.</summary>
public sealed class ProposedPairsTests
{
    private const string Shared = "info@aerts.example";

    [Theory, EachEngine]
    public Task A_new_customer_is_proposed_at_once_and_stays_so_after_a_search_until_the_address_is_another(Engine engine) => MergeWorld.On(engine, world =>
    {
        Add(world, ("last_name", "Aerts"), ("email", Shared));
        Add(world, ("last_name", "Vermeulen"), ("email", "INFO@aerts.example"));
        Add(world, ("last_name", "Claes"), ("email", Shared), ("number", "C-3"));
        Assert.Equal([(1L, 2L)], Open(world));
        Assert.All(Explanation.Read(Queue(world).Find(PairLane.ToJudge, 1, 2)!.Best.Why).Reasons, r => Assert.Equal(0, r.Bits));

        new ScanBase(world.Base, TimeProvider.System).Run(false, null, null, default);
        Assert.Equal([(1L, 2L)], Open(world));
        Follow(world, () => world.Edit(1, CustomerFields.City, "Gent"));
        Assert.Equal([(1L, 2L)], Open(world));
        Follow(world, () => world.Edit(2, CustomerFields.Email, "vermeulen@post.example"));
        Assert.Empty(Open(world));
    });

    [Theory, EachEngine]
    public Task Whoever_said_that_they_are_two_is_not_asked_again(Engine engine) => MergeWorld.On(engine, world =>
    {
        Add(world, ("last_name", "Aerts"), ("email", Shared));
        Add(world, ("last_name", "Vermeulen"), ("email", Shared));
        new DecidePair(world.Base, TimeProvider.System).Do(1, 2, PairVerdict.Different, Actor.CommandLine);
        new ScanBase(world.Base, TimeProvider.System).Run(false, null, null, default);
        Assert.Empty(Open(world));
    });

    [Theory, EachEngine]
    public Task With_another_policy_nobody_is_proposed(Engine engine) => MergeWorld.On(engine, world =>
    {
        world.Base.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { [OrganisationSettings.SameEmailSetting.Key] = "allow" }));
        Add(world, ("last_name", "Aerts"), ("email", Shared));
        Add(world, ("last_name", "Vermeulen"), ("email", Shared));
        Assert.Empty(Open(world));
    });

    [Theory, EachEngine]
    public async Task Rows_of_an_import_are_proposed_with_customers_and_with_each_other(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = new MergeWorld(customers);
        world.Create(("last_name", "Aerts", "email", Shared));
        var set = Sheet.Read(place, customers, """
            number;first_name;last_name;email;allow_merge
            ;Jozefien;Vermeulen;INFO@aerts.example;
            ;Willem;de Bakker;willem@bakker.example;
            ;Els;Claes;willem@bakker.example;
            C-9;Nora;Peeters;willem@bakker.example;
            ;Karim;Peeters;willem@bakker.example;0

            """);
        Assert.Empty(Open(world));
        new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal([(1L, 2L), (3L, 4L)], Open(world));
        world.Undo(set.Id);
        Assert.Empty(Open(world));
    }

    private static void Follow(MergeWorld world, Action change)
    {
        change();
        using var memory = new MatchMemory(world.Base);
        memory.Load();
        while (new FollowChanges(world.Base, memory).Step(default) == Following.Followed) { }
    }

    private static DuplicateQueue Queue(MergeWorld world) => new(world.Base, Viewer.System);

    private static IEnumerable<(long A, long B)> Open(MergeWorld world) =>
        Queue(world).Page(PairLane.ToJudge, QueueFilter.None, null, 10).Groups.SelectMany(g => g.Pairs).Select(p => (p.A, p.B)).Order();

    private static void Add(MergeWorld world, params (string Field, string Value)[] values)
    {
        var given = new GivenValues(CustomerValues.Blank(), values.ToDictionary(v => CustomerFields.ByName(v.Field)!.Ordinal, v => (string?)v.Value));
        new AddCustomer(world.Base, TimeProvider.System).Do(given, Actor.CommandLine);
    }
}
