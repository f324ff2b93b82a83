using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>
/// Rows of one file with the same key, some with a customer number: a row with a number never matches one with a different number, but may match one
/// without.
/// </summary>
public sealed class NumberedRowsTests
{
    private const string A = "BE0403019261", B = "BE0413370052", C = "BE0404616494";

    // Numbers by key; then the outcome of each row, with the first row of a refused pair.
    private static readonly (string Number, string Key, string Became)[] Lines =
    [
        ("N-1", A, "New"), ("", A, "second of 2"),
        ("", B, "New"), ("N-2", B, "second of 4"), ("", B, "second of 4"),
        ("N-3", C, "New"), ("N-4", C, "New"), ("", C, "second of 7"),
        ("N-5", "", "New"), ("", "", "New"),
    ];

    private static string Rows(ImportKey key, IEnumerable<(string Number, string Key, string Became)> lines) => string.Concat(lines.Select((line, i) =>
        $"{line.Number};Claes {i};{(key == ImportKey.Vat ? line.Key : line.Key.Length > 0 ? line.Key + "@kabel.example" : "")}\n"));

    private static ChangeSet Read(TestPlace place, Base customers, ImportKey key, int remembered)
    {
        var path = Sheet.Write(place, (key == ImportKey.Vat ? "number;company_name;vat_number\n" : "number;company_name;email\n") + Rows(key, Lines));
        var imports = new Imports(customers, TimeProvider.System) { MostRemembered = remembered };
        return imports.Stage(imports.Begin("sheet.csv", Actor.CommandLine).Id, path, new ImportOptions { Key = key });
    }

    [Theory, EachEngine]
    public async Task Two_rows_of_which_one_has_a_number_are_one_customer(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        foreach (var key in new[] { ImportKey.Vat, ImportKey.Email })
            foreach (var remembered in new[] { 1_000_000, 1 })
                Assert.Equal(Lines.Select(l => l.Became), Sheet.Became(customers, Read(place, customers, key, remembered).Id));
    }

    [Theory, EachEngine]
    public async Task Correcting_such_rows_gives_the_same_result_as_reading_them(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        foreach (var key in new[] { ImportKey.Vat, ImportKey.Email })
        {
            var set = Read(place, customers, key, 1_000_000);
            var sheet = Sheet.PathIn(place);
            var preview = new ProposalPreview(customers, Viewer.System);
            // Without the row that has none the one with a number is the first.
            Assert.True(new RowCorrections(customers).LeaveOut(set.Id, 3, true, sheet));
            Assert.Equal(["New", "New", "second of 5"], Sheet.Became(customers, set.Id)[2..5]);
            new RowCorrections(customers).LeaveOut(set.Id, 3, false, sheet);
            Assert.Equal(["second of 5", "New", "second of 5"], Sheet.Became(customers, set.Id)[2..5]);
            // A number given to the second row makes it somebody else, and removing one from the first makes both the same.
            string Key(string vat) => key == ImportKey.Vat ? vat : vat + "@kabel.example";
            new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(2, ["N-9", "Claes 1", Key(A)]), new CorrectedRow(7, ["", "Claes 6", Key(C)])]);
            Assert.Equal(["New", "New"], Sheet.Became(customers, set.Id)[..2]);
            Assert.Equal(["New", "second of 7", "second of 7"], Sheet.Became(customers, set.Id)[5..8]);
            Assert.Equal(6, new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine).Customers);
            new ChangeSets(customers, TimeProvider.System).Undo(set.Id, Actor.CommandLine);
        }
    }
}
