using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Mending;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing.Mending;

public sealed class LostLettersTests
{
    private const string Known = "number;first_name;last_name;city;groups\n"
        + "C-1;Łukasz;Śliwiński;Łódź;Société | Leden\nC-2;François;Lefèvre;Liège;\nC-3;Jozefien;Aerts;Gent;\n";

    private static ChangeSet Applied(Base customers, ChangeSet set) =>
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine).Set;

    private static List<string?> Values(Base customers, long id) =>
        [.. new[] { CustomerFields.FirstName, CustomerFields.LastName, CustomerFields.City,
            CustomerFields.Groups }.Select(f => new CustomerLookup(customers, Viewer.System).Find(id)!.Values[f])];

    private static Repair Found(ChangeSet set, RepairKind kind, int column) => Imports.ReportOf(set)!.Repairs.Single(r => r.Kind == kind && r.Column == column);

    [Theory]
    [InlineData("Łukasz", "?ukasz", true)]
    [InlineData("Łukasz", "??ukasz", true)]
    [InlineData("Łukasz", "\uFFFDukasz", true)]
    [InlineData("Łukasz", "\uFFFD\uFFFDUKASZ", true)]
    [InlineData("Łódź", "?ód?", true)]
    [InlineData("Łódź", "???d??", false)]
    [InlineData("Łódź", "??????", false)]
    [InlineData("Zoë", "Zo?", true)]
    [InlineData("Aimée 🙂", "Aimée ?", true)]
    [InlineData("Aimée 🙂", "Aimée ??", true)]
    [InlineData("Aimée 🙂", "Aim?e ????", false)]
    [InlineData("Aimée 🙂", "Aim??e ????", true)]
    [InlineData("Łukasz", "?ukas", false)]
    [InlineData("Łukasz", "?ukaszz", false)]
    [InlineData("Łukasz", "?", false)]
    [InlineData("Łukasz", "Łukasz", false)]
    [InlineData("Łukasz", "Lukasz", false)]
    [InlineData("Lukasz", "?ukasz", false)]
    [InlineData("Wie?", "Wie!", false)]
    [InlineData("Qui ? Zoë", "Qui ? Zo?", true)]
    [InlineData("Qui ! Zoë", "Qui ? Zo?", false)]
    public void Lost_letters_are_recognised_by_the_letters_of_the_customer(string known, string cell, bool isLost) =>
        Assert.Equal(isLost, LostLetters.AreAll(known, cell));

    [Theory]
    [InlineData("?ukasz", true)]
    [InlineData("Fran?ois", true)]
    [InlineData("Ren?", true)]
    [InlineData("Qui ? Moi", false)]
    [InlineData("Vraag ?? en ?é", true)]
    [InlineData("12 ? 3", false)]
    [InlineData("Zo\uFFFD", true)]
    public void A_question_mark_beside_a_letter_in_a_name_is_a_lost_letter(string cell, bool isLikely)
    {
        Assert.Equal(isLikely, LostLetters.AreLikelyIn(cell, isName: true));
        Assert.Equal(cell.Contains('\uFFFD', StringComparison.Ordinal), LostLetters.AreLikelyIn(cell, isName: false));
    }

    [Theory, EachEngine]
    public async Task A_cell_that_only_lost_letters_leaves_what_the_customer_has(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Applied(customers, Sheet.Read(place, customers, Known));
        var set = Sheet.Read(place, customers, "number;first_name;last_name;city;groups\n"
            + "C-1;?ukasz;?liwi?ski;?ódź;Soci?t? | Leden\nC-2;Fran?ois;Lef?vre;Bruxelles;\nC-3;?ukasz;Aerts;Gent?;\nC-4;Ren?;Peeters;;\n");
        Assert.Equal((1, 2, 1), (set.Created, set.Changed, set.Unchanged));
        var kept = Found(set, RepairKind.KeptLetters, 1);
        Assert.Equal((2, true, true), (kept.Count, kept.IsOn, kept.CanBeSwitchedOff));
        Assert.Equal([new RepairExample(2, "?ukasz", "Łukasz"), new RepairExample(3, "Fran?ois", "François")], kept.Examples);
        Assert.Equal([new RepairExample(2, "Soci?t?", "Société")], Found(set, RepairKind.KeptLetters, 4).Examples);
        // All that seem to have lost letters are reported, even if the originals are unknown.
        Assert.Equal(4, Found(set, RepairKind.LostLetters, 1).Count);
        Applied(customers, set);
        Assert.Equal(["Łukasz", "Śliwiński", "Łódź", "Société | Leden"], Values(customers, 1));
        Assert.Equal(["François", "Lefèvre", "Bruxelles", null], Values(customers, 2));
        Assert.Equal(["?ukasz", "Aerts", "Gent?", null], Values(customers, 3));
        Assert.Equal(["Ren?", "Peeters", null, null], Values(customers, 4));
    }

    [Theory, EachEngine]
    public async Task Switched_off_for_a_column_it_overwrites_there_alone(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Applied(customers, Sheet.Read(place, customers, Known));
        var set = Sheet.Read(place, customers, "number;first_name;last_name;groups\nC-1;?ukasz;?liwi?ski;Soci?t?\n",
            new ImportOptions { RepairsOff = [new(RepairKind.KeptLetters, 1), new(RepairKind.KeptLetters, 3)] });
        Assert.False(Found(set, RepairKind.KeptLetters, 1).IsOn);
        Applied(customers, set);
        Assert.Equal(["?ukasz", "Śliwiński", "Łódź", "Soci?t?"], Values(customers, 1));
    }

    [Fact]
    public async Task Lost_letters_in_a_full_name_or_address_leave_the_customers_values_too()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Applied(customers, Sheet.Read(place, customers, Known));
        var set = Sheet.Read(place, customers, "number;full_name;postal_city\nC-2;Fran?ois Lef?vre;4000 Li?ge\nC-3;Jozefien Aerts;9000 Gent\n");
        Assert.Equal((2, 1), (Found(set, RepairKind.KeptLetters, 1).Count, Found(set, RepairKind.KeptLetters, 2).Count));
        Applied(customers, set);
        Assert.Equal(["François", "Lefèvre", "Liège", null], Values(customers, 2));
    }

    [Theory, EachEngine]
    public async Task A_row_that_is_corrected_is_read_in_the_same_way(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Applied(customers, Sheet.Read(place, customers, Known));
        var set = Sheet.Read(place, customers, "number;first_name;last_name\nC-1;Lukas;?liwi?ski\n");
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(1, ["C-1", "?ukasz", "Sliwinski"])]);
        Applied(customers, Sheet.Set(customers, set.Id));
        Assert.Equal(["Łukasz", "Sliwinski", "Łódź", "Société | Leden"], Values(customers, 1));
    }
}
