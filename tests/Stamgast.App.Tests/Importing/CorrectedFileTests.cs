using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Language;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using static Stamgast.App.Tests.Importing.WaitingImport;

namespace Stamgast.App.Tests.Importing;

public sealed class CorrectedFileTests
{
    private const string Sheet =
        "number;first_name;last_name;email;notes\nC-1;Jozefien;Aerts;jozefien@post;'=1+1\nC-2;Willem;de Bakker;w.debakker@kabel.example;\nC-3;Youssef;El "
        + "Amrani;youssef@mail;\"a; \"\"b\"\"\"\n";

    private static ChangeSet Read(TestPlace place, Base customers, string name, string text)
    {
        var path = Path.Combine(place.Folder, name);
        File.WriteAllText(path, text);
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(imports.Begin(name, Actor.CommandLine).Id, path, new ImportOptions());
    }

    [Theory, EachEngine]
    public async Task Corrected_errors_join_the_waiting_import_and_nothing_else_in_it_changes(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, "klanten.csv", Sheet);
        Assert.Equal((1, 2), (set.Created, set.Errors));
        var path = Errors(place, customers, set);
        File.WriteAllText(path, File.ReadAllText(path).Replace("jozefien@post;", "jozefien@post.example;", StringComparison.Ordinal));
        Assert.Equal(set.Id, CorrectedFile.ImportOf(customers, path)!.Id);
        Assert.Equal(new JoinedRows(set.Id, 2, 0, Wrong: 1), CorrectedFile.Join(customers, Set(customers, set.Id), path));
        Assert.Equal((3, 2, 1), (Set(customers, set.Id).Rows, Set(customers, set.Id).Created, Set(customers, set.Id).Errors));
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 10);
        Assert.Equal(["=1+1", null, null], rows.Select(r => r.Values?[CustomerFields.Notes]));
        Assert.Equal("a; \"b\"", rows[2].Cells![4]);
        Assert.Equal([2L, 3, 4], rows.Select(r => r.Line!.Value));
    }

    [Theory, EachEngine]
    public async Task Rows_that_conflict_with_each_other_are_resolved_once_all_are_in(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, "klanten.csv",
            "number;first_name;last_name;email\nC-1;Jozefien;Aerts;jozefien@post\nC-2;Willem;de Bakker;willem@kabel\nC-3;Youssef;El Amrani;youssef@mail\n");
        var path = Errors(place, customers, set);
        // The first is right, the second is still wrong, the third has the number of the first now.
        File.WriteAllText(path, File.ReadAllText(path).Replace("@post;", "@post.example;", StringComparison.Ordinal)
            .Replace("C-3;", "C-1;", StringComparison.Ordinal).Replace("@mail;", "@mail.example;", StringComparison.Ordinal));
        var joined = CorrectedFile.Join(customers, Set(customers, set.Id), path);
        Assert.Equal((new JoinedRows(set.Id, 3, 0, 2), 1L), (joined, joined.Right));
        Assert.Equal((1, 2), (Set(customers, set.Id).Created, Set(customers, set.Id).Errors + Set(customers, set.Id).Conflicts));
        // The errors file that is made now has those two, and they join as well.
        path = Errors(place, customers, Set(customers, set.Id));
        File.WriteAllText(path, File.ReadAllText(path).Replace("@kabel;", "@kabel.example;", StringComparison.Ordinal)
            .Replace("C-1;Youssef", "C-3;Youssef", StringComparison.Ordinal));
        Assert.Equal(new JoinedRows(set.Id, 2, 0, 0), CorrectedFile.Join(customers, Set(customers, set.Id), path));
        Assert.Equal(3, Set(customers, set.Id).Created);
    }

    [Theory, EachEngine]
    public async Task Cells_stay_in_their_columns_when_the_token_column_was_moved(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, "klanten.csv", "number;first_name;last_name;email\nC-3;Youssef;El Amrani;youssef@mail\n");
        var path = Errors(place, customers, set);
        var table = File.ReadAllLines(path).Select(line => line.Split(';')).ToList();
        var token = Array.FindIndex(table[0], header => header.Contains("stamgast:row", StringComparison.Ordinal));
        File.WriteAllLines(path, table.Select(cells => string.Join(';', cells.Where((_, i) => i != token).Prepend(cells[token]))
            .Replace("youssef@mail;", "youssef@mail.example;", StringComparison.Ordinal)));
        Assert.Equal(new JoinedRows(set.Id, 1, 0, 0), CorrectedFile.Join(customers, Set(customers, set.Id), path));
        var values = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.New, 0, 1)[0].Values!;
        Assert.Equal(("C-3", "Youssef", "El Amrani", "youssef@mail.example"),
            (values[CustomerFields.Number], values[CustomerFields.FirstName], values[CustomerFields.LastName], values[CustomerFields.Email]));
    }

    [Theory, EachEngine]
    public async Task Corrected_errors_of_an_applied_import_become_a_separate_import(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, "klanten.csv", Sheet);
        var text = File.ReadAllText(Errors(place, customers, set)).Replace("youssef@mail;", "youssef@mail.example;", StringComparison.Ordinal);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        var own = Read(place, customers, "klanten-fouten.csv", text);
        var report = Imports.ReportOf(own)!;
        Assert.Equal((set.Id, 1L, 1L), (report.ErrorsOf, own.Created, own.Errors));
        Assert.Empty(report.Mapping.Unmapped);
        Assert.Equal("a; \"b\"", new ProposalPreview(customers, Viewer.System).Page(own.Id, PreviewFilter.New, 0, 1)[0].Values![CustomerFields.Notes]);
    }

    [Theory, EachEngine]
    public async Task A_join_that_is_cancelled_or_fails_half_way_adds_no_row(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, "klanten.csv", "number;first_name;last_name;email\n"
            + string.Concat(Enumerable.Range(1, 400).Select(i => $"C-{i};Youssef;El Amrani {i};youssef{i}@mail\n")));
        Assert.Equal(400, set.Errors);
        var path = Errors(place, customers, set);
        File.WriteAllText(path, File.ReadAllText(path).Replace("@mail;", "@mail.example;", StringComparison.Ordinal));

        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => CorrectedFile.Join(customers, Set(customers, set.Id), path, _ => stop.Cancel(), stop.Token));
        AssertUntouched();
        Assert.Equal("disk.full", Assert.Throws<RefusedException>(() => CorrectedFile.Join(customers, Set(customers, set.Id), path,
            progress => { if (progress.Rows > 300) throw new IOException("No space left on device", 28); })).Refusal.Code);
        AssertUntouched();

        Assert.Equal(new JoinedRows(set.Id, 400, 0, 0), CorrectedFile.Join(customers, Set(customers, set.Id), path));
        Assert.Equal((400, 0, set.Revision + 1), (Set(customers, set.Id).Created, Set(customers, set.Id).Errors, Set(customers, set.Id).Revision));
        Assert.Equal(400, new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision + 1, Actor.CommandLine).Customers);

        void AssertUntouched()
        {
            Assert.Equal((400, set.Revision, ChangeState.Proposed),
                (Set(customers, set.Id).Errors, Set(customers, set.Id).Revision, Set(customers, set.Id).State));
            Assert.Equal(400, new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Errors, 0, 500).Count);
            Assert.Empty(new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.New, 0, 10));
        }
    }

    [Fact]
    public async Task Corrected_errors_wait_while_the_import_is_read_again()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, "klanten.csv", Sheet);
        var path = Errors(place, customers, set);
        string? code = null;
        new Imports(customers, TimeProvider.System).Stage(set.Id, Path.Combine(place.Folder, "klanten.csv"), new ImportOptions(),
            _ => code = Assert.Throws<RefusedException>(() => CorrectedFile.WaitingFor(customers, path)).Refusal.Code);
        Assert.Equal("proposal.staging", code);
        Assert.Equal(set.Id, CorrectedFile.WaitingFor(customers, path)!.Id);
    }

    [Fact]
    public async Task Rows_without_a_token_or_from_another_import_are_skipped_and_counted()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, "klanten.csv", Sheet);
        var path = Errors(place, customers, set);
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [.. lines, lines[1].Replace($"{set.Id}-1-2-", $"{set.Id}-1-9-", StringComparison.Ordinal),
            "C-9;Els;Peeters;els@post.example;;;;"]);
        Assert.Equal(new JoinedRows(set.Id, 2, 2, Wrong: 2), CorrectedFile.Join(customers, Set(customers, set.Id), path));
        Assert.Equal(3, Set(customers, set.Id).Rows);
    }

    [Fact]
    public async Task A_token_of_another_base_means_nothing()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers, "klanten.csv", Sheet);
        var path = Errors(place, customers, set);
        File.WriteAllText(path, File.ReadAllText(path).Replace(set.FileHash![..8], "00000000", StringComparison.Ordinal));
        Assert.Null(CorrectedFile.ImportOf(customers, path));
    }
}
