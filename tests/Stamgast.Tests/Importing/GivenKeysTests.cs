using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>
/// Rows of one file where one gives a customer the key with which another would create a new one: it must never be shared silently.
/// </summary>
public sealed class GivenKeysTests
{
    private const string A = "BE0403019261", B = "BE0413370052", C = "BE0404616494";

    // IDs 1 and 2 have no number, 3 has C-3. The key of each row; then its outcome, with the first row of a refused pair.
    private static readonly (string Id, string Number, string Key, string Became)[] Lines =
    [
        ("1", "", A, "Changed"), ("", "", A, "second of 2"), ("", "N-1", A, "second of 2"),
        ("", "", B, "New"), ("2", "", B, "second of 5"),
        ("3", "", C, "Changed"), ("", "N-2", C, "New"), ("", "", C, "second of 7"),
    ];

    private static Base World(TestPlace place)
    {
        var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System)
            .Create([Company(null, "Claes & Zonen NV"), Company(null, "Boulangerie Lefèvre SRL"), Company("C-3", "Bakkerij De Bakker")], Actor.CommandLine);
        return customers;
    }

    private static CustomerValues Company(string? number, string name)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Type], values[CustomerFields.Number], values[CustomerFields.CompanyName]) = ("company", number, name);
        return values;
    }

    private static string Text(ImportKey key, string vat) => key == ImportKey.Vat ? vat : vat + "@kabel.example";

    private static ChangeSet Read(TestPlace place, Base customers, ImportKey key, ImportKey by, int remembered = 1_000_000)
    {
        var path = Sheet.Write(place, $"id;number;company_name;{(key == ImportKey.Vat ? "vat_number" : "email")}\n"
            + string.Concat(Lines.Select((line, i) => $"{line.Id};{line.Number};{(line.Id.Length > 0 ? "" : $"Winkel {i}")};{Text(key, line.Key)}\n")));
        var imports = new Imports(customers, TimeProvider.System) { MostRemembered = remembered };
        return imports.Stage(imports.Begin("sheet.csv", Actor.CommandLine).Id, path, new ImportOptions { Key = by });
    }

    [Theory, EachEngine]
    public async Task A_row_that_gives_a_customer_a_key_and_a_new_row_with_that_key_are_a_pair(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = World(place);
        foreach (var key in new[] { ImportKey.Vat, ImportKey.Email })
            foreach (var remembered in new[] { 1_000_000, 1 })
                Assert.Equal(Lines.Select(l => l.Became), Sheet.Became(customers, Read(place, customers, key, key, remembered).Id));
    }

    [Theory, EachEngine]
    public async Task Leaving_out_the_first_of_the_pair_frees_the_second_and_including_it_again_refuses_it(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = World(place);
        foreach (var key in new[] { ImportKey.Vat, ImportKey.Email })
        {
            var sheet = Sheet.PathIn(place);
            var set = Read(place, customers, key, key);
            Assert.True(new RowCorrections(customers).LeaveOut(set.Id, 1, true, sheet));
            Assert.Equal(["Changed", "New", "second of 3"], Sheet.Became(customers, set.Id)[..3]);
            new RowCorrections(customers).LeaveOut(set.Id, 1, false, sheet);
            Assert.Equal(["second of 3", "New", "second of 3"], Sheet.Became(customers, set.Id)[..3]);
            Assert.True(new RowCorrections(customers).LeaveOut(set.Id, 4, true, sheet));
            Assert.Equal(["New", "Changed"], Sheet.Became(customers, set.Id)[3..5]);
            // A corrected row is compared with the keys that others give.
            new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(7, ["", "", "Winkel 6", Text(key, B)])]);
            Assert.Equal(["Changed", "Changed", "second of 6"], Sheet.Became(customers, set.Id)[4..7]);
        }
    }

    [Theory, EachEngine]
    public async Task If_it_is_not_a_key_the_new_customer_is_created_as_a_possible_duplicate(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = World(place);
        var set = Read(place, customers, ImportKey.Email, ImportKey.Number);
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 20);
        Assert.All(rows, r => Assert.Empty(r.Problems));
        Assert.Equal([null, 2L, 2L, null, null, null, 7L, 7L], rows.Select(r => r.Alike?.Line));
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(2, ["", "", "Winkel 1", Text(ImportKey.Email, A)])]);
        Assert.Equal(2L, new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 20)[1].Alike?.Line);
    }
}
