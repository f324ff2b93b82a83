using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Merging.SameEmails;
using Stamgast.Merging;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.Tests.Merging;

/// <summary>The policy on a new customer with the e-mail address of an existing one.</summary>
public sealed class AddCustomerTests
{
    private const string Shared = "jozefien@aerts.example";

    [Theory, EachEngine]
    public async Task By_default_the_customer_is_added_and_nobody_is_merged(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Assert.Equal(SameEmailPolicy.Propose, OrganisationSettings.Of(customers).SameEmail);
        Add(customers, ("last_name", "Aerts"), ("email", Shared));
        var added = Add(customers, ("last_name", "Aerts"), ("email", Shared));
        Assert.Null(added.Kept);
        Assert.Equal(1, SameEmail.Of(customers, new MergeWorld(customers).Find(2).Values, Viewer.System, 2)!.Id);
        Assert.Equal([1L, 2L], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()));
    }

    [Theory, EachEngine]
    public async Task A_merge_by_the_policy_is_one_set_with_its_own_origin_and_its_undo_lets_the_new_customer_stand_alone(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var world = new MergeWorld(customers);
        Policy(customers, "merge");
        Assert.Null(Add(customers, ("first_name", "Jozefien"), ("last_name", "Aerts"), ("email", Shared)).Kept);
        var added = Add(customers, ("first_name", "Jozefien"), ("last_name", "Aerts"), ("email", "JOZEFIEN@aerts.example"), ("mobile", "0470 12 34 56"));
        Assert.Equal((2L, 1L, ChangeKind.Merge), (added.CustomerId, added.Kept!.Id, added.Outcome.Set.Kind));
        Assert.Equal("+32470123456", world.Find(1).Values[CustomerFields.Mobile]);
        Assert.Equal([1L], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()));
        world.Undo(added.Outcome.Set.Id);
        Assert.Null(world.Find(1).Values[CustomerFields.Mobile]);
        Assert.Equal(("+32470123456", null), (world.Find(2).Values[CustomerFields.Mobile], world.Find(2).MergedInto));
        Assert.Equal([1L, 2L], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()));
    }

    [Theory, EachEngine]
    public async Task A_customer_number_on_either_side_prevents_it_and_so_does_a_customer_that_may_not_be_merged(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Policy(customers, "merge");
        Add(customers, ("last_name", "Aerts"), ("email", Shared), ("number", "C-1"));
        Assert.Null(Add(customers, ("last_name", "Aerts"), ("email", Shared), ("allow_merge", "0")).Kept);
        Assert.Null(Add(customers, ("last_name", "Aerts"), ("email", Shared)).Kept);
        Assert.Null(Add(customers, ("last_name", "Aerts"), ("email", Shared), ("number", "C-2")).Kept);
        // The third has no number and may be merged: the next one goes to it.
        Assert.Equal(3, Add(customers, ("last_name", "Aerts"), ("email", Shared)).Kept!.Id);
    }

    [Theory, EachEngine]
    public async Task An_address_that_stands_for_none_and_a_trashed_customer_merge_nobody(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Policy(customers, "merge");
        Add(customers, ("last_name", "Claes"), ("email", "geen@geen.be"));
        Assert.Null(Add(customers, ("last_name", "Peeters"), ("email", "geen@geen.be")).Kept);
        Add(customers, ("last_name", "Aerts"), ("email", Shared));
        new MergeWorld(customers).Trash(3);
        Assert.Null(Add(customers, ("last_name", "Aerts"), ("email", Shared)).Kept);
    }

    [Theory, EachEngine]
    public async Task A_hidden_customer_is_merged_with_nobody(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Policy(customers, "merge");
        Add(customers, ("last_name", "Aerts"), ("email", Shared), ("label", "Nadia"));
        var karim = Actor.CommandLine with { Viewer = Viewer.System.Limited(Visibility.Only(["Karim"])) };
        var added = new AddCustomer(customers, TimeProvider.System).Do(Given(("last_name", "Aerts"), ("email", Shared), ("label", "Karim")), karim);
        Assert.Null(added.Kept);
    }

    private static AddedCustomer Add(Base customers, params (string Field, string Value)[] values) =>
        new AddCustomer(customers, TimeProvider.System).Do(Given(values), Actor.CommandLine);

    private static GivenValues Given(params (string Field, string Value)[] values) =>
        new(CustomerValues.Blank(), values.ToDictionary(v => CustomerFields.ByName(v.Field)!.Ordinal, v => (string?)v.Value));

    private static void Policy(Base customers, string policy) =>
        customers.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { [OrganisationSettings.SameEmailSetting.Key] = policy }));
}
