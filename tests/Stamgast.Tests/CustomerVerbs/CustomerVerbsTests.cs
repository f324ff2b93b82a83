using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Database;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.Tests.CustomerVerbs;

public sealed class CustomerVerbsTests
{
    private static readonly Actor Els = new(1, Door.Form);

    private static GivenValues Given(CustomerValues was, params (int Field, string? Text)[] texts) => new(was, texts.ToDictionary(t => t.Field, t => t.Text));

    private static long Add(Base customers, params (int Field, string? Text)[] texts)
    {
        var outcome = new CreateCustomer(customers, TimeProvider.System).Do(Given(CustomerValues.Blank(), texts), Els);
        return new ChangedCustomers(customers, Viewer.System).Of(outcome.Set.Id, 0, 1)[0].CustomerId;
    }

    private static CustomerState Now(Base customers, long id) => new CustomerLookup(customers, Viewer.System).Find(id)!;

    private static long Sets(Base customers)
    {
        using var reading = customers.NewContext();
        return reading.ChangeSets.LongCount();
    }

    [Theory, EachEngine]
    public async Task Creating_a_customer_refuses_bad_values_and_stores_good_ones_by_their_rules(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var verb = new CreateCustomer(customers, TimeProvider.System);
        var refused = Assert.Throws<ValuesRefusedException>(() =>
            verb.Do(Given(CustomerValues.Blank(), (CustomerFields.Email, "jozefien@"), (CustomerFields.Language, "Klingon")), Els));
        Assert.Equal(["email.domain", "language.unknown", "required.name"], refused.Problems.Select(p => p.Code));
        Assert.Equal("value.refused", refused.Refusal.Code);
        Assert.Equal(0, Sets(customers));
        var id = Add(customers, (CustomerFields.LastName, " Aerts "), (CustomerFields.Mobile, "0486 12 33 09"), (CustomerFields.Language, "Nederlands"));
        var values = Now(customers, id).Values;
        Assert.Equal(("Aerts", "+32486123309", "nl"), (values[CustomerFields.LastName], values[CustomerFields.Mobile], values[CustomerFields.Language]));
    }

    [Theory, EachEngine]
    public async Task The_verb_itself_checks_the_fields_that_the_organisation_requires(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var id = Add(customers, (CustomerFields.LastName, "Aerts"), (CustomerFields.Language, "nl"));
        customers.Write(transaction => OrganisationSettings.Save(transaction,
            new Dictionary<string, string> { [OrganisationSettings.RequiredSetting.Key] = nameof(RequiredPreset.Basic) }));
        Assert.Equal("required.first_name", Assert.Throws<ValuesRefusedException>(() => Add(customers, (CustomerFields.LastName, "Claes"))).Problems[0].Code);
        // A field that was missing before the rule may stay empty; an existing value may not be cleared.
        var (state, edit) = (Now(customers, id), new EditCustomer(customers, TimeProvider.System));
        Assert.NotNull(edit.Do(id, state.Version, Given(state.Values, (CustomerFields.City, "Gent")), Els).Set);
        var emptied = Assert.Throws<ValuesRefusedException>(() => edit.Do(id, state.Version, Given(state.Values, (CustomerFields.Language, "")), Els));
        Assert.Equal("required.language", Assert.Single(emptied.Problems).Code);
        var clearing = new EditFields([new FieldEdit(CustomerFields.Language, FieldOperation.Clear, null)]);
        Assert.Equal("value.of_customer", Assert.Throws<RefusedException>(() => new EachCustomer(customers, TimeProvider.System).Do(clearing, [id], Els))
            .Refusal.Code);
        Assert.Equal("nl", Now(customers, id).Values[CustomerFields.Language]);
    }

    [Theory, EachEngine]
    public async Task Unknown_and_trashed_customers_are_not_edited_converted_or_deactivated(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var id = Add(customers, (CustomerFields.LastName, "Aerts"));
        new TrashCustomers(customers, TimeProvider.System).Do([id], Els);
        var state = Now(customers, id);
        foreach (var (whom, code) in ((long, string)[])[(id, "customer.trashed"), (99, "customer.unknown")])
        {
            Assert.Equal(code, Refused(() => new EditCustomer(customers, TimeProvider.System)
                .Do(whom, state.Version, Given(state.Values, (CustomerFields.City, "Gent")), Els)));
            Assert.Equal(code, Refused(() => new ConvertCustomer(customers, TimeProvider.System).Do(whom, new Dictionary<int, string?>(), Els)));
            Assert.Equal(code, Refused(() => new EachCustomer(customers, TimeProvider.System).Do(new DeactivateCustomers(), [whom], Els)));
        }
        Assert.Equal("customer.unknown", Refused(() => new TrashCustomers(customers, TimeProvider.System).Do([99], Els)));
        Assert.Equal("customer.unknown", Refused(() => new BringBackCustomers(customers, TimeProvider.System).Do([id, 99], Els)));
        Assert.Equal(state.Version, Now(customers, id).Version);
    }

    [Theory, EachEngine]
    public async Task A_verb_that_changes_nothing_leaves_no_change_set(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var id = Add(customers, (CustomerFields.LastName, "Aerts"));
        var each = new EachCustomer(customers, TimeProvider.System);
        Assert.NotNull(each.Do(new DeactivateCustomers(), [id], Els));
        Assert.NotNull(new TrashCustomers(customers, TimeProvider.System).Do([id], Els));
        var sets = Sets(customers);
        Assert.Null(new TrashCustomers(customers, TimeProvider.System).Do([id], Els));
        Assert.Single(new BringBackCustomers(customers, TimeProvider.System).Do([id], Els));
        Assert.Empty(new BringBackCustomers(customers, TimeProvider.System).Do([id], Els));
        Assert.Null(each.Do(new DeactivateCustomers(), [id], Els));
        Assert.Null(each.Do(new TakeGroup("VIP"), [id], Els));
        Assert.Equal(sets + 1, Sets(customers));
    }

    [Theory, EachEngine]
    public async Task A_verb_for_many_reads_its_value_per_customer_and_changes_all_or_none(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (belgian, dutch) = (Add(customers, (CustomerFields.LastName, "Aerts"), (CustomerFields.Country, "BE")),
            Add(customers, (CustomerFields.LastName, "De Bakker"), (CustomerFields.Country, "NL")));
        var each = new EachCustomer(customers, TimeProvider.System);
        var rules = new RuleContext("BE", new DateOnly(2026, 11, 30));
        var outcome = each.Do(new EditFields([FieldEdit.Read("phone", FieldOperation.Set, "0475 12 34 56", rules, ExtraDefinitions.None),
            FieldEdit.Read("groups", FieldOperation.Add, "VIP", rules, ExtraDefinitions.None)]), [dutch, belgian], Els)!;
        Assert.Equal((ChangeKind.Bulk, 2, 4), (outcome.Set.Kind, outcome.Customers, outcome.Fields));
        Assert.Equal("+32475123456", Now(customers, belgian).Values[CustomerFields.Phone]);
        Assert.Equal("+31475123456", Now(customers, dutch).Values[CustomerFields.Phone]);
        // A code of Belgium is none of the Netherlands: the customer is named, and the other one is not changed either.
        var refused = Assert.Throws<RefusedException>(() =>
            each.Do(new EditFields([FieldEdit.Read("postal_code", FieldOperation.Set, "9000", rules, ExtraDefinitions.None)]), [belgian, dutch], Els));
        Assert.Contains("De Bakker", refused.Refusal.Where(CultureInfo.GetCultureInfo("en-GB")), StringComparison.Ordinal);
        Assert.Null(Now(customers, belgian).Values[CustomerFields.PostalCode]);
        each.Do(new TakeGroup("vip"), [belgian, dutch], Els);
        Assert.Null(Now(customers, dutch).Values[CustomerFields.Groups]);
    }

    [Fact]
    public void An_edit_that_no_customer_could_have_is_refused_when_it_is_read()
    {
        var rules = new RuleContext("BE", new DateOnly(2026, 11, 30));
        Assert.Equal("field.unknown", Refused(() => FieldEdit.Read("shoe_size", FieldOperation.Set, "42", rules, ExtraDefinitions.None)));
        Assert.Equal("field.no_list", Refused(() => FieldEdit.Read("city", FieldOperation.Add, "Gent", rules, ExtraDefinitions.None)));
        Assert.Equal("field.no_value", Refused(() => FieldEdit.Read("city", FieldOperation.Set, "  ", rules, ExtraDefinitions.None)));
        Assert.Equal("value.refused", Refused(() => FieldEdit.Read("email", FieldOperation.Set, "gent", rules, ExtraDefinitions.None)));
        Assert.Equal("nl", FieldEdit.Read("language", FieldOperation.Set, "Dutch", rules, ExtraDefinitions.None).Text);
        Assert.Null(FieldEdit.Read("city", FieldOperation.Clear, null, rules, ExtraDefinitions.None).Text);
    }

    private static string Refused(Func<object?> act) => Assert.ThrowsAny<RefusedException>(act).Refusal.Code;

    [Theory]
    [InlineData("city", "gent ", "", "Oude-Gent gent ", "Oude-Gent")]
    [InlineData("city", "Gent", "Gand", "Gent en Gentbrugge", "Gand en Gandbrugge")]
    [InlineData("city", "Gent", null, "Gent", null)]
    [InlineData("city", "Gent", "Gand", null, null)]
    [InlineData("city", "gent", "Gand", "Gent", "Gent")]
    [InlineData("groups", "Retail", "VIP", "Retail | VIP | Retail West", "VIP | VIP West")]
    [InlineData("groups", "Retail", null, "Retail", null)]
    public void A_piece_of_a_text_is_replaced_letter_by_letter_and_in_each_name_of_a_list(string field, string sought, string? by, string? now, string? after)
    {
        var rules = new RuleContext("BE", new DateOnly(2026, 11, 30));
        Assert.Equal(after, FieldEdit.Read(field, FieldOperation.Replace, by, rules, ExtraDefinitions.None, sought).Of(now));
    }
}
