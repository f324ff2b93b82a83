using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>A customer number that differs from another one in capitals only is imported, with a remark.</summary>
public sealed class NumbersInCapitalsTests
{
    private static string[] Remarked(Base customers, long id) =>
        [.. new ProposalPreview(customers, Viewer.System).Page(id, PreviewFilter.Warned, 0, 20)
            .Select(r => $"{r.Line} {string.Join(' ', r.Warnings.Select(w => $"{w.Code} {w.Text}"))}")];

    private static long Counted(ChangeSet set) => Imports.ReportOf(set)!.Warnings.Where(w => w is { Code: "number.alike", Header: "number" }).Sum(w => w.Count);

    [Theory, EachEngine]
    public async Task A_number_that_a_customer_has_in_other_capitals_is_remarked_upon_and_imported(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var first = Sheet.Read(place, customers, "number;last_name\nC-1;Aerts\nC-2;Lefèvre\nAb-3;Claes\n12;Bakker\n");
        Assert.Empty(Remarked(customers, first.Id));
        new ChangeSets(customers, TimeProvider.System).Apply(first.Id, null, Actor.CommandLine);
        var second = Sheet.Read(place, customers, "number;last_name\nc-1;Wauters\nc-9;Maes\nC-2;Lefèvre\nAB-3;Jacobs\n13;Peeters\n");
        Assert.Equal((4, 0, 1), (second.Created, second.Errors, second.Unchanged));
        Assert.Equal(["2 number.alike c-1", "5 number.alike AB-3"], Remarked(customers, second.Id));
        Assert.Equal(2, Counted(second));
        Assert.Equal(4, new ChangeSets(customers, TimeProvider.System).Apply(second.Id, null, Actor.CommandLine).Customers);
    }

    [Theory, EachEngine]
    public async Task Two_new_rows_of_one_file_may_have_them_too(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Sheet.Read(place, customers, "number;last_name\nD-1;Aerts\nD-2;Maes\nd-1;Claes\nd-3;Jacobs\n44;Peeters\n");
        Assert.Equal((5, 0), (set.Created, set.Errors));
        Assert.Equal(["4 number.alike d-1"], Remarked(customers, set.Id));
        Assert.Equal(1, Counted(set));
        // A row that is read again on its own reports it too, until its number differs.
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(3, ["d-1", "Claessens"])]);
        Assert.Equal(["4 number.alike d-1"], Remarked(customers, set.Id));
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(3, ["d-4", "Claessens"])]);
        Assert.Empty(Remarked(customers, set.Id));
    }

    [Theory, EachEngine]
    public async Task A_customer_may_write_their_own_number_otherwise_but_not_that_of_another_unremarked(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var first = Sheet.Read(place, customers, "number;last_name\nC-1;Aerts\nC-2;Lefèvre\nC-3;Claes\n");
        new ChangeSets(customers, TimeProvider.System).Apply(first.Id, null, Actor.CommandLine);
        var set = Sheet.Read(place, customers, "id;number;last_name\n1;c-1;Aerts\n2;c-3;Lefèvre\n");
        Assert.Equal((2, 0), (set.Changed, set.Errors));
        Assert.Equal(["3 number.alike c-3"], Remarked(customers, set.Id));
    }

    [Theory]
    [InlineData("C-1", "c-1")]
    [InlineData("c-1", "C-1")]
    [InlineData("Klant-7", "klant-7 KLANT-7")]
    [InlineData("aB", "ab AB Ab")]
    [InlineData("0042", "")]
    public void Other_spellings_of_a_number_are_those_people_write(string number, string others) =>
        Assert.Equal(others, string.Join(' ', NumberCapitals.Others(number)));
}
