using System.Text;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing.Mending;

/// <summary>Numbers that differ only in leading zeros, with one name: two customers, reported as possible duplicates.</summary>
public sealed class LikeNumbersTests
{
    private const string Ours = "number;last_name;first_name;birth_date\n013;Klein;Anna;1984-03-09\n14;Maes;An;\nC-015;Claes;Jan;\n";

    private static Base Filled(TestPlace place)
    {
        var customers = Base.Open(place.Location);
        Apply(customers, Sheet.Read(place, customers, Ours));
        return customers;
    }

    private static void Apply(Base customers, ChangeSet set) =>
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);

    private static string[] Alikes(Base customers, ChangeSet set) => [.. new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 20)
        .Select(r => r.Alike is { } alike
        ? $"{r.Class} {alike.CustomerId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? $"line {alike.Line}"} {alike.Reason}" : $"{r.Class}")];

    [Theory, EachEngine]
    public async Task A_number_that_differs_in_leading_zeros_is_a_possible_duplicate(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        var set = Sheet.Read(place, customers,
            "Nr;Naam;Voornaam;Stad\n13;Klein;Anna;Gent\n0013;Klein;Anna;Mol\n0014;Maes;An;Gent\n13;Klein;Hanna;Gent\n113;Klein;Anna;Gent\nC-15;Claes;"
            + "Jan;Gent\n");
        // The last of the first three has the number of the first; another name, or another number, matches nobody.
        Assert.Equal(["New 1 number", "New 1 number", "New 2 number", "Error", "New", "New"], Alikes(customers, set));
        Assert.Equal(3, set.PossibleDuplicates);
        Apply(customers, set);
        // Nobody was changed.
        Assert.Equal("013", new CustomerLookup(customers, Viewer.System).Find(1)!.Values[CustomerFields.Number]);
        Assert.Null(new CustomerLookup(customers, Viewer.System).Find(1)!.Values[CustomerFields.City]);
    }

    [Theory, EachEngine]
    public async Task Rows_of_one_file_find_each_other_whichever_comes_first(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Sheet.Read(place, customers,
            "Nr;Naam;Voornaam\n7;Klein;Anna\n007;Klein;Anna\n08;Maes;An\n8;Maes;An\n09;Claes;Jan\n009;Claes;Jan\n10;Wauters;Lotte\n010;Hermans;Piet\n000;Aerts;"
            + "Els\n0;Aerts;Els\n");
        Assert.Equal(["New", "New line 2 number", "New", "New line 4 number", "New", "New line 6 number", "New", "New", "New", "New"], Alikes(customers, set));
        // A corrected row is compared with the others too.
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(8, ["010", "Wauters", "Lotte"])]);
        Assert.Equal("New line 8 number", Alikes(customers, set)[7]);
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(8, ["010", "Hermans", "Piet"])]);
        Assert.Equal("New", Alikes(customers, set)[7]);
        Assert.Equal(10, set.Created);
    }

    [Theory, EachEngine]
    public async Task The_strongest_reason_comes_first(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place);
        Assert.Equal(["New 1 person"], Alikes(customers, Sheet.Read(place, customers, "Nr;Naam;Voornaam;Geboortedatum\n13;Klein;Anna;9/3/1984\n")));
        // Found by its ID it is the customer, who keeps the number.
        Assert.Equal(["Changed"], Alikes(customers, Sheet.Read(place, customers, "id;number;last_name;first_name;city\n1;13;Klein;Anna;Gent\n")));
    }

    [Theory]
    [InlineData("013", "13", true)]
    [InlineData("0013", "013", true)]
    [InlineData("13", "130", false)]
    [InlineData("0", "00", false)]
    [InlineData("C-013", "C-13", false)]
    [InlineData("٠١٣", "13", false)]
    public void Only_digits_have_leading_zeros(string one, string other, bool areLike)
    {
        Assert.Equal(areLike, LikeNumbers.Of(one) != 0 && LikeNumbers.Of(one) == LikeNumbers.Of(other));
        Assert.Equal(LikeNumbers.Of(one), LikeNumbers.Of(Encoding.UTF8.GetBytes(one)));
    }
}
