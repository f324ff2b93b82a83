using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.Tests.ExtraFields;

public sealed class ExtraFieldsTests
{
    private static readonly Actor Els = new(1, Door.Form);

    private static ExtraFieldVerbs Verbs(Base customers) => new(customers, TimeProvider.System);

    private static ExtraWish Choices(params string[] names) => new() { Choices = [.. names.Select(n => new ExtraChoice(n))] };

    private static CustomerState Now(Base customers, long id) => new CustomerLookup(customers, Viewer.System).Find(id)!;

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    private static long Add(Base customers, string name, params (ExtraDefinition Field, string Text)[] extra)
    {
        var given = new GivenValues(CustomerValues.Blank(),
            new Dictionary<int, string?> { [CustomerFields.LastName] = name }) { Extra = extra.ToDictionary(e => e.Field.Id, e => (string?)e.Text) };
        return new ChangedCustomers(customers, Viewer.System).Of(new CreateCustomer(customers, TimeProvider.System).Do(given, Els).Set.Id, 0, 1)[0].CustomerId;
    }

    private static EditOutcome Edit(Base customers, long id, CustomerState seen, ExtraDefinition field, string? text) =>
        new EditCustomer(customers, TimeProvider.System)
        .Do(id, seen.Version, new GivenValues(seen.Values, new Dictionary<int, string?>()) { Extra = new Dictionary<long, string?> { [field.Id] = text } },
        Els);

    private static string? Value(Base customers, long id, ExtraDefinition field) => ExtraValues.Of(Now(customers, id).Values, field);

    [Theory, EachEngine]
    public async Task Fields_are_defined_changed_retired_and_revived_and_each_process_sees_it(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var other = Base.Open(place.Location);
        Assert.Empty(ExtraDefinitions.Of(other).All);
        var machine = Verbs(customers).Add("machine", ExtraKind.Choice,
            Choices("Faema E61", "Own machine") with { Captions = new Dictionary<string, string> { ["en"] = "Machine in use", ["nl"] = "Toestel" } });
        var kilos = Verbs(customers).Add("x:kilos", ExtraKind.Number,
            new ExtraWish { Scope = ExtraScope.Companies, Shown = ExtraPlaces.Form, RequiredIn = [RequiredPreset.Basic] });
        Assert.Equal(["machine", "kilos"], ExtraDefinitions.Of(other).Living.Select(f => f.Key));
        Assert.Equal(("Toestel", "Machine in use", "kilos"),
            (machine.Caption(Cultures("nl-BE")), machine.Caption(Cultures("de-DE")), kilos.Caption(Cultures("nl-BE"))));
        var read = ExtraDefinitions.Of(other).Require("x:kilos");
        Assert.Equal((ExtraScope.Companies, ExtraPlaces.Form, RequiredPreset.Basic, kilos.Id), (read.Scope, read.Shown, read.RequiredIn.Single(), read.Id));

        // An omitted choice is archived; a known one keeps its spelling.
        Verbs(customers).Change("machine", Choices("FAEMA e61", "Gaggia"));
        Assert.Equal([new("Faema E61"), new("Gaggia"), new("Own machine", true)], ExtraDefinitions.Of(other).Require("machine").Choices);
        Verbs(customers).Move("kilos", up: true);
        Assert.Equal(["kilos", "machine"], ExtraDefinitions.Of(other).Living.Select(f => f.Key));
        Verbs(customers).Retire("kilos");
        Assert.Equal(("machine", 2), (ExtraDefinitions.Of(other).Living.Single().Key, ExtraDefinitions.Of(other).All.Count));
        Verbs(customers).Revive("kilos");
        Assert.Equal(2, ExtraDefinitions.Of(other).Living.Count);
    }

    [Theory, EachEngine]
    public async Task An_invalid_definition_is_refused(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var verbs = Verbs(customers);
        Assert.Equal("extra.key", Refused(() => verbs.Add("Machine type", ExtraKind.Text, new ExtraWish())));
        Assert.Equal("extra.choices_none", Refused(() => verbs.Add("machine", ExtraKind.Choice, new ExtraWish())));
        Assert.Equal("extra.choice", Refused(() => verbs.Add("machine", ExtraKind.Choice, Choices("a|b"))));
        Assert.Equal("extra.no_choices", Refused(() => verbs.Add("machine", ExtraKind.Text, Choices("a"))));
        Assert.Equal("extra.language", Refused(() => verbs.Add("machine", ExtraKind.Text,
            new ExtraWish { Captions = new Dictionary<string, string> { ["es"] = "Máquina" } })));
        Assert.Equal("extra.caption", Refused(() => verbs.Add("machine", ExtraKind.Text,
            new ExtraWish { Captions = new Dictionary<string, string> { ["en"] = new('x', 101) } })));
        verbs.Add("machine", ExtraKind.Text, new ExtraWish());
        Assert.Equal("extra.exists", Refused(() => verbs.Add("machine", ExtraKind.Date, new ExtraWish())));
        Assert.Equal("extra.unknown", Refused(() => verbs.Retire("machines")));
        Assert.Equal("machine", Assert.Single(ExtraDefinitions.Of(customers).All).Key);
    }

    [Theory, EachEngine]
    public async Task Values_are_checked_stored_changed_field_by_field_and_undone(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var kilos = Verbs(customers).Add("kilos", ExtraKind.Number, new ExtraWish());
        var signed = Verbs(customers).Add("signed", ExtraKind.Date, new ExtraWish());
        var wrong = Assert.Throws<ValuesRefusedException>(() => Add(customers, "Aerts", (kilos, "many"), (signed, "30/02/2026")));
        Assert.Equal([("x:kilos", "number.unreadable"), ("x:signed", "date.impossible")], wrong.Problems.Select(p => (p.Extra, p.Code)));
        var id = Add(customers, "Aerts", (kilos, "12,50"), (signed, "30/11/2026"));
        Assert.Equal(("12.5", "2026-11-30"), (Value(customers, id, kilos), Value(customers, id, signed)));

        // Two people change two extra fields of one customer: both changes are kept. The same field is a conflict.
        var seen = Now(customers, id);
        Assert.NotNull(Edit(customers, id, seen, kilos, "13").Set);
        var second = Edit(customers, id, seen, signed, null);
        Assert.Equal(("13", null), (Value(customers, id, kilos), Value(customers, id, signed)));
        var conflict = Assert.Single(Edit(customers, id, seen, kilos, "14").Conflicts);
        Assert.Equal(CustomerFields.Extra, conflict.Field.Ordinal);
        Assert.Equal("13", Value(customers, id, kilos));

        var changes = ExtraValues.Apart(new History(customers, Viewer.System).Of(id)[0].Changes, ExtraDefinitions.Of(customers));
        Assert.Equal(("x:signed", "2026-11-30", null), (changes[0].Name, changes[0].Before, changes[0].After));
        new ChangeSets(customers, TimeProvider.System).Undo(second.Set!.Id, Els);
        Assert.Equal(("13", "2026-11-30"), (Value(customers, id, kilos), Value(customers, id, signed)));
        Assert.All(new BaseCheck(customers).Run(), r => Assert.True(r.Ok, r.ToString()));
    }

    [Theory, EachEngine]
    public async Task A_required_extra_field_is_required_only_of_the_customers_it_applies_to(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var kilos = Verbs(customers).Add("kilos", ExtraKind.Number, new ExtraWish { RequiredIn = [RequiredPreset.Open], Scope = ExtraScope.Persons });
        Assert.Equal(("extra.required", "x:kilos"), Assert.Throws<ValuesRefusedException>(() => Add(customers, "Aerts"))
            .Problems.Select(p => (p.Code, p.Extra!)).Single());
        var id = Add(customers, "Aerts", (kilos, "3"));
        Assert.Equal("extra.required", Assert.Throws<ValuesRefusedException>(() => Edit(customers, id, Now(customers, id), kilos, "")).Problems[0].Code);
        Verbs(customers).Retire("kilos");
        Assert.NotEqual(id, Add(customers, "Claes"));
        Assert.Equal("3", Value(customers, id, kilos));
    }

    [Theory, EachEngine]
    public async Task Changing_the_kind_previews_losses_is_one_change_and_can_be_undone_and_redone(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var field = Verbs(customers).Add("kilos", ExtraKind.Text, new ExtraWish());
        var (whole, written, lost, none) = (Add(customers, "Aerts", (field, "12")), Add(customers, "Claes", (field, "1.234,50")),
            Add(customers, "de Bakker", (field, "about ten")), Add(customers, "Lefèvre"));
        var verb = new ChangeExtraKind(customers, TimeProvider.System);
        customers.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { [OrganisationSettings.CultureSetting.Key] = "nl-BE" }));
        var seen = verb.Look("kilos", ExtraKind.Number);
        Assert.Equal((3, 1, 1, 1), (seen.Values, seen.Kept, seen.Altered, seen.Lost));
        Assert.Equal([(lost, "about ten")], seen.Examples);
        Assert.Equal("extra.more_lost", Refused(() => verb.Do("kilos", ExtraKind.Number, Els, mayLose: 0)));
        Assert.Equal(ExtraKind.Text, ExtraDefinitions.Of(customers).Require("kilos").Kind);

        var outcome = verb.Do("kilos", ExtraKind.Number, Els, seen.Lost)!;
        Assert.Equal(2, outcome.Customers);
        Assert.Equal(("12", "1234.5", null), (Value(customers, whole, field), Value(customers, written, field), Value(customers, lost, field)));
        Assert.Equal((ExtraKind.Number, 1), (ExtraDefinitions.Of(customers).Require("kilos").Kind, Now(customers, none).Version));
        var undo = new ChangeSets(customers, TimeProvider.System).Undo(outcome.Set.Id, Els);
        Assert.Equal(("12", "1.234,50", "about ten"), (Value(customers, whole, field), Value(customers, written, field), Value(customers, lost, field)));
        Assert.Equal(ExtraKind.Text, ExtraDefinitions.Of(customers).Require("kilos").Kind);
        new ChangeSets(customers, TimeProvider.System).Undo(undo.Set.Id, Els);
        Assert.Equal((ExtraKind.Number, null), (ExtraDefinitions.Of(customers).Require("kilos").Kind, Value(customers, lost, field)));
        Assert.All(new BaseCheck(customers).Run(), r => Assert.True(r.Ok, r.ToString()));
    }

    [Theory, EachEngine]
    public async Task A_field_that_becomes_a_choice_gets_its_current_values_as_choices(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var field = Verbs(customers).Add("machine", ExtraKind.Text, new ExtraWish());
        var verb = new ChangeExtraKind(customers, TimeProvider.System);
        Assert.Equal("extra.choices_none", Refused(() => verb.Look("machine", ExtraKind.Choice)));
        Add(customers, "Aerts", (field, "Gaggia"));
        Add(customers, "Claes", (field, "Faema E61"));
        Assert.Null(verb.Do("machine", ExtraKind.Choice, Els));
        Assert.Equal(["Faema E61", "Gaggia"], ExtraDefinitions.Of(customers).Require("machine").Choices.Select(c => c.Name));
        Verbs(customers).Retire("machine");
        Assert.Equal("extra.retired", Refused(() => verb.Look("machine", ExtraKind.Text)));
    }

    [Theory, EachEngine]
    public async Task A_choice_that_becomes_a_text_has_its_choices_again_when_it_is_turned_back(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        ExtraDefinition Field() => ExtraDefinitions.Of(customers).Require("machine");
        Verbs(customers).Add("machine", ExtraKind.Choice, Choices("Gaggia", "Faema E61", "Old"));
        Verbs(customers).ChangeChoice("machine", "Old", new Dictionary<string, string> { ["nl"] = "Oud" }, archived: true);
        Add(customers, "Aerts", (Field(), "Gaggia"));
        var verb = new ChangeExtraKind(customers, TimeProvider.System);
        string Now() => string.Join(' ', Field().Choices.Select(c => c.Name + (c.Archived ? "-" : "") + c.Captions?["nl"]));

        Assert.Null(verb.Do("machine", ExtraKind.Text, Els));
        Assert.Equal("", Now());
        Assert.Equal("extra.choice_unknown", Refused(() => Verbs(customers).MoveChoice("machine", "Old", up: true)));
        // Neither another change of the definition nor an undone kind forgets them.
        Verbs(customers).Change("machine", new ExtraWish { Help = new Dictionary<string, string> { ["en"] = "Which one?" } });
        Add(customers, "Claes", (Field(), "Élan"));
        var turned = verb.Do("machine", ExtraKind.Number, Els)!;
        new ChangeSets(customers, TimeProvider.System).Undo(turned.Set.Id, Els);
        Assert.Equal((ExtraKind.Text, ""), (Field().Kind, Now()));
        Assert.Null(verb.Do("machine", ExtraKind.Choice, Els));
        Assert.Equal("Gaggia Faema E61 Old-Oud Élan", Now());
    }

    [Theory, EachEngine]
    public async Task A_value_under_an_unknown_field_is_found_by_the_check(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var id = Add(customers, "Aerts");
        Assert.All(new BaseCheck(customers).Run(), r => Assert.True(r.Ok, r.ToString()));
        customers.Write(t => t.Execute("update customer set extra = '{\"99\":\"x\"}' where id = @id", ("id", id)));
        Assert.Contains(new BaseCheck(customers).Run(), r => r is { Name: "values", Ok: false });
    }

    private static System.Globalization.CultureInfo Cultures(string tag) => Stamgast.Language.Cultures.Find(tag)!;
}
