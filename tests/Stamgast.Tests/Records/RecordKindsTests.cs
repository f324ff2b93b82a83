using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Records;

/// <summary>
/// A kind of record that the spine has never heard of: its changes are proposed, applied, recorded and undone like those of customers.
/// </summary>
public sealed class RecordKindsTests
{
    [Theory, EachEngine]
    public async Task An_undo_touches_records_of_its_own_kind_only(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Opened(place);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var customer = CustomerValues.Blank();
        customer[CustomerFields.LastName] = "Aerts";
        changes.Create([customer], Actor.CommandLine);
        var parcels = changes.Create([ParcelShape.Parcel("P-1")], Actor.CommandLine);
        // Both have ID 1.
        changes.Undo(parcels.Set.Id, Actor.CommandLine);
        Assert.True(Read(customers, ParcelShape.Instance, 1).Trashed);
        Assert.False(Read(customers, CustomerShape.Instance, 1).Trashed);
        var edited = changes.Edit(1, 1, Changed(Read(customers, CustomerShape.Instance, 1), CustomerFields.City, "Gent"), Actor.CommandLine);
        changes.Undo(edited.Set!.Id, Actor.CommandLine);
        Assert.Null(Read(customers, CustomerShape.Instance, 1).Values[CustomerFields.City]);
        Assert.True(Read(customers, ParcelShape.Instance, 1).Trashed);
        Assert.Equal(2, new History(customers, Viewer.System, ParcelShape.Instance).Of(1).Count);
        AssertSound(customers);
    }

    [Theory, EachEngine]
    public async Task Changes_of_different_lines_of_a_parcel_are_both_kept(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Opened(place);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([ParcelShape.Parcel("P-1", """{"1":"Chair","2":"Table"}""")], Actor.CommandLine);
        var seen = Read(customers, ParcelShape.Instance, 1);
        var first = changes.Edit(1, 1, Changed(seen, ParcelShape.Lines, """{"1":"Stool","2":"Table"}"""), Actor.CommandLine);
        var second = changes.Edit(1, 1, Changed(seen, ParcelShape.Lines, """{"1":"Chair","2":"Desk","3":"Lamp"}"""), Actor.CommandLine);
        Assert.Empty(second.Conflicts);
        Assert.Equal("""{"1":"Stool","2":"Desk","3":"Lamp"}""", Read(customers, ParcelShape.Instance, 1).Values[ParcelShape.Lines]);
        var third = changes.Edit(1, 1, Changed(seen, ParcelShape.Lines, """{"1":"Bench","2":"Table"}"""), Actor.CommandLine);
        Assert.Equal("lines", Assert.Single(third.Conflicts).Field.Name);
        changes.Undo(first.Set!.Id, Actor.CommandLine);
        Assert.Equal("""{"1":"Chair","2":"Desk","3":"Lamp"}""", Read(customers, ParcelShape.Instance, 1).Values[ParcelShape.Lines]);
        var seenThen = new History(customers, Viewer.System, ParcelShape.Instance).StateAsOf(1, first.Set.AppliedAt!.Value);
        Assert.Contains("Stool", seenThen!.Values[ParcelShape.Lines], StringComparison.Ordinal);
        AssertSound(customers);
    }

    [Theory, EachEngine]
    public async Task A_number_belongs_to_one_living_parcel(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Opened(place);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([ParcelShape.Parcel("P-1")], Actor.CommandLine);
        Assert.Equal("number.taken", Assert.Throws<RefusedException>(() => changes.Create([ParcelShape.Parcel("P-1")], Actor.CommandLine)).Refusal.Code);
        changes.Trash([1], into: true, Actor.CommandLine, shape: ParcelShape.Instance);
        changes.Create([ParcelShape.Parcel("P-1")], Actor.CommandLine);
        Assert.Equal(1, Assert.Single(changes.Restore([1], Actor.CommandLine, shape: ParcelShape.Instance)).Conflicts);
        AssertSound(customers);
    }

    [Theory, EachEngine]
    public async Task One_of_three_merged_parcels_can_be_split_off_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Opened(place);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([ParcelShape.Parcel("P-1"), ParcelShape.Parcel("P-2"), ParcelShape.Parcel("P-3")], Actor.CommandLine);
        var joined = Join(customers, changes);
        var all = Read(customers, ParcelShape.Instance, 1).Values;
        Assert.Equal(("""{"2":"Table","3":"Lamp"}""", "late | urgent"), (all[ParcelShape.Lines], all[ParcelShape.Tags]));

        var split = changes.UndoOrigin(joined, [1], 2, Actor.CommandLine);
        var left = Read(customers, ParcelShape.Instance, 1).Values;
        Assert.Equal(("""{"3":"Lamp"}""", "urgent"), (left[ParcelShape.Lines], left[ParcelShape.Tags]));
        AssertSound(customers);

        // Undoing the split restores the values of the second parcel, and nothing else changes.
        changes.Undo(split.Set.Id, Actor.CommandLine);
        Assert.Equal("""{"2":"Table","3":"Lamp"}""", Read(customers, ParcelShape.Instance, 1).Values[ParcelShape.Lines]);
        changes.Undo(joined, Actor.CommandLine);
        Assert.Null(Read(customers, ParcelShape.Instance, 1).Values[ParcelShape.Lines]);
        AssertSound(customers);
    }

    [Theory, EachEngine]
    public async Task A_payload_of_an_older_version_keeps_its_meaning_and_a_field_of_a_newer_one_is_reported_and_kept(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Opened(place);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([ParcelShape.Parcel("P-1"), ParcelShape.Parcel("P-2")], Actor.CommandLine);
        // The first was written by a version that called the weight "load" and stored no defaults, when the default weight was 1.
        customers.Write(t => t.Execute("""update change_item set payload = '{"number":"P-1","load":"7"}' where record_kind = 900 and record_id = 1"""));
        customers.Write(t => t.Execute("""update change_item set payload = '{"number":"P-2"}' where record_kind = 900 and record_id = 2"""));
        Assert.Equal(["weight"], Assert.Single(new FoldCheck(customers).Differences(), d => d.Id == 1).Fields);
        customers.Write(t => t.Execute("update parcel set weight = 7 where id = 1"));
        customers.Write(t => t.Execute("update parcel set weight = 1 where id = 2"));
        Assert.Empty(new FoldCheck(customers).Differences());

        customers.Write(t => t.Execute("""update change_item set payload = '{"number":"P-2","colour":"red"}' where record_kind = 900 and record_id = 2"""));
        var check = new FoldCheck(customers);
        Assert.Empty(check.Differences());
        Assert.Equal([("colour", 1L)], check.Unknown.Select(u => (u.Key.Field, u.Value)));
        var result = Assert.Single(new BaseCheck(customers).Run(), r => r.Name == "fields");
        Assert.False(result.Ok);
        Assert.Contains("parcels.colour", result.Detail(System.Globalization.CultureInfo.GetCultureInfo("en-GB")), StringComparison.Ordinal);
        changes.Edit(2, 1, Changed(Read(customers, ParcelShape.Instance, 2), ParcelShape.Sent, "1"), Actor.CommandLine);
        using var reader = customers.OpenReader();
        using var command = reader.Query("select payload from change_item where record_kind = 900 and record_id = 2 and version_before = 0");
        Assert.Contains("colour", (string)command.ExecuteScalar()!, StringComparison.Ordinal);
    }

    // As in a merge: one item for each record from which values came.
    private static long Join(Base customers, ChangeSets changes)
    {
        var state = Read(customers, ParcelShape.Instance, 1);
        List<FieldChange> second = [Set(ParcelShape.Lines, """{"2":"Table"}"""), Set(ParcelShape.Tags, "late")];
        List<FieldChange> third = [Set(ParcelShape.Lines, """{"3":"Lamp"}"""), Set(ParcelShape.Tags, "urgent")];
        return changes.ApplyOrigins(ChangeKind.Bulk, Actor.CommandLine, state, [new(2, second), new(3, third)]).Set.Id;

        static FieldChange Set(int field, string value) => new(ParcelShape.Instance.Fields[field], null, value);
    }

    private static Base Opened(TestPlace place)
    {
        var customers = Base.Open(place.Location);
        ParcelShape.CreateTable(customers);
        return customers;
    }

    private static RecordState Read(Base customers, RecordShape shape, long id)
    {
        using var reader = customers.OpenReader();
        return RecordStates.Find(reader, customers.Engine, shape, id)!;
    }

    private static RecordValues Changed(RecordState state, int field, string? value)
    {
        var values = state.Values.Copy();
        values[field] = value;
        return values;
    }

    private static void AssertSound(Base customers)
    {
        Assert.Empty(new FoldCheck(customers).Differences());
        Assert.Empty(new BaseCheck(customers).Run().Where(r => !r.Ok).Select(r => r.Detail(System.Globalization.CultureInfo.InvariantCulture)));
    }
}
