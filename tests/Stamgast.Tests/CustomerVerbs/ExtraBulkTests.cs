using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Proposals;
using Stamgast.Settings;
using Stamgast.Testing;
using Stamgast.Tests.Customers;

namespace Stamgast.Tests.CustomerVerbs;

/// <summary>Extra fields of many customers at once: set, emptied, added to and taken from, as a stored proposal.</summary>
public sealed class ExtraBulkTests
{
    private static readonly Actor Els = new(1, Door.Bulk);

    private static async Task On(Engine engine, Action<Base> work)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var verbs = new ExtraFieldVerbs(customers, TimeProvider.System);
        verbs.Add("kilos", ExtraKind.Number, new ExtraWish());
        verbs.Add("days", ExtraKind.Choices, new ExtraWish { Choices = [new("Monday"), new("Friday"), new("Sunday", Archived: true)] });
        ExtraFilterTests.Add(customers, "Aerts", ("kilos", "5"), ("days", "Friday"));
        ExtraFilterTests.Add(customers, "Claes", ("kilos", "7"));
        ExtraFilterTests.Add(customers, "de Bakker");
        work(customers);
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.ToString()));
    }

    private static FieldEdit Edit(Base customers, string key, FieldOperation operation, string? text = null, string? sought = null) => FieldEdit.Read(
        "x:" + key, operation, text, RuleContext.Of(OrganisationSettings.Of(customers), TimeProvider.System), ExtraDefinitions.Of(customers), sought);

    private static ChangeSet Propose(Base customers, params FieldEdit[] edits) =>
        new ProposeVerb(customers, TimeProvider.System).Do(new EditFields(edits),
            new CustomerList(customers, Viewer.System).Ids(new CustomerQuery()).Order(), Els);

    private static ChangeOutcome Confirm(Base customers, ChangeSet set) => new ConfirmProposal(customers, TimeProvider.System).Do(set.Id, set.Revision, Els);

    private static string Values(Base customers, string key) => string.Join(" / ", new[] { 1L, 2, 3 }
        .Select(id => ExtraValues.Of(new CustomerLookup(customers, Viewer.System).Find(id)!.Values, ExtraDefinitions.Of(customers).Require(key)) ?? "-"));

    [Theory, EachEngine]
    public Task Extra_fields_are_set_cleared_added_to_and_taken_from_and_undone(Engine engine) => On(engine, customers =>
    {
        var set = Propose(customers, Edit(customers, "kilos", FieldOperation.Set, "7,0"), Edit(customers, "days", FieldOperation.Add, "Monday"));
        Assert.Equal((3, 3, 0), (set.Rows, set.Changed, set.Errors));
        Assert.Equal(3, ProposalReport.Of(set)!.FieldCounts["extra"]);
        Assert.Equal(("5 / 7 / -", "Friday / - / -"), (Values(customers, "kilos"), Values(customers, "days")));
        var done = Confirm(customers, set);
        Assert.Equal(("7 / 7 / 7", "Monday | Friday / Monday / Monday"), (Values(customers, "kilos"), Values(customers, "days")));

        var second = Propose(customers, Edit(customers, "days", FieldOperation.Take, "friday"), Edit(customers, "kilos", FieldOperation.Clear));
        Confirm(customers, second);
        Assert.Equal(("- / - / -", "Monday / Monday / Monday"), (Values(customers, "kilos"), Values(customers, "days")));
        var same = Propose(customers, Edit(customers, "days", FieldOperation.Set, "MONDAY"));
        Assert.Equal((0, 3), (same.Changed, same.Unchanged));
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Undo(second.Id, Els);
        changes.Undo(done.Set.Id, Els);
        Assert.Equal(("5 / 7 / -", "Friday / - / -"), (Values(customers, "kilos"), Values(customers, "days")));
    });

    [Theory, EachEngine]
    public Task A_piece_of_a_text_is_replaced_in_an_extra_field_of_text_and_in_no_other(Engine engine) => On(engine, customers =>
    {
        new ExtraFieldVerbs(customers, TimeProvider.System).Add("remark", ExtraKind.Text, new ExtraWish());
        ExtraFilterTests.Add(customers, "Maes", ("remark", "=HYPERLINK old"));
        var set = Propose(customers, Edit(customers, "remark", FieldOperation.Replace, "new ☕️", "old"));
        Assert.Equal((1, 3), (set.Changed, set.Unchanged));
        Confirm(customers, set);
        Assert.Equal("=HYPERLINK new ☕️", ExtraValues.Of(new CustomerLookup(customers, Viewer.System).Find(4)!.Values,
            ExtraDefinitions.Of(customers).Require("remark")));
        Assert.Equal("field.no_text", Assert.Throws<RefusedException>(() => Edit(customers, "kilos", FieldOperation.Replace, "1", "2")).Refusal.Code);
        Assert.Equal("field.no_sought", Assert.Throws<RefusedException>(() => Edit(customers, "remark", FieldOperation.Replace, "1")).Refusal.Code);
    });

    [Theory, EachEngine]
    public Task Somebody_who_changes_another_extra_field_meanwhile_is_no_conflict_and_the_same_one_is(Engine engine) => On(engine, customers =>
    {
        var set = Propose(customers, Edit(customers, "kilos", FieldOperation.Set, "9"));
        void Change(long id, string key, string text)
        {
            var state = new CustomerLookup(customers, Viewer.System).Find(id)!;
            new EditCustomer(customers, TimeProvider.System).Do(id, state.Version, new GivenValues(state.Values, new Dictionary<int, string?>())
            {
                Extra = new Dictionary<long, string?> { [ExtraDefinitions.Of(customers).Require(key).Id] = text },
            }, Els);
        }

        Change(1, "days", "Monday");
        Change(2, "kilos", "8");
        var outcome = Confirm(customers, set);
        Assert.Equal(("9 / 8 / 9", "Monday / - / -", 2, 1), (Values(customers, "kilos"), Values(customers, "days"), outcome.Customers, outcome.Conflicts));
    });

    [Theory, EachEngine]
    public Task What_no_customer_can_have_is_refused_and_what_one_must_have_is_an_error_of_that_one(Engine engine) => On(engine, customers =>
    {
        string Refused(string key, FieldOperation operation, string? text = null) =>
            Assert.Throws<RefusedException>(() => Edit(customers, key, operation, text)).Refusal.Code;
        Assert.Equal("value.refused", Refused("kilos", FieldOperation.Set, "'; drop table customer; --"));
        Assert.Equal("value.refused", Refused("days", FieldOperation.Add, "=HYPERLINK(\"a\")"));
        Assert.Equal("field.no_list", Refused("kilos", FieldOperation.Add, "1"));
        Assert.Equal("field.no_value", Refused("kilos", FieldOperation.Set, " "));
        Assert.Equal("extra.unknown", Refused("nothing", FieldOperation.Clear));
        var verbs = new ExtraFieldVerbs(customers, TimeProvider.System);
        verbs.Change("kilos", new ExtraWish { RequiredIn = [RequiredPreset.Open] });
        var emptied = Propose(customers, Edit(customers, "kilos", FieldOperation.Clear));
        // Who has none already keeps it so.
        Assert.Equal((0, 1, 2), (emptied.Changed, emptied.Unchanged, emptied.Errors));
        Assert.Equal("extra.required", ProposalReport.Of(emptied)!.Causes.Single().Cause.Code);
        var edit = Edit(customers, "kilos", FieldOperation.Set, "3");
        verbs.Retire("kilos");
        Assert.Equal("extra.retired", Refused("kilos", FieldOperation.Set, "3"));
        Assert.Equal("extra.gone", ProposalReport.Of(Propose(customers, edit))!.Causes.Single().Cause.Code);
    });

    [Theory, EachEngine]
    public Task What_extra_fields_hold_now_is_counted(Engine engine) => On(engine, customers =>
    {
        var now = FieldsNow.Of(customers, Viewer.System, [1, 2, 3])[new ExtraListField(ExtraDefinitions.Of(customers).Require("kilos"))];
        Assert.Equal((3, 1), (now.Different, now.Most.Single(m => m.Value == "7").Customers));
        var days = FieldsNow.Of(customers, Viewer.System, [1, 2, 3])[new ExtraListField(ExtraDefinitions.Of(customers).Require("days"))];
        Assert.Equal((2, 2), (days.Different, days.Most.Single(m => m.Value is null).Customers));
    });
}
