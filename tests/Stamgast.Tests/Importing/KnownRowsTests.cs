using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Comparing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>How rows match customers and each other: unchanged ones, namesakes, and second rows beyond the memory.</summary>
public sealed class KnownRowsTests
{
    private const string Head = "number;first_name;last_name;email;birth_date;mobile;city;groups;newsletter;notes\n";

    private static ChangeSet Preview(TestPlace place, Base customers, string text, ImportOptions? options = null, int mostRemembered = 1_000_000)
    {
        var path = Path.Combine(place.Folder, $"{Guid.NewGuid():n}.csv");
        File.WriteAllText(path, text);
        var imports = new Imports(customers, TimeProvider.System) { MostRemembered = mostRemembered };
        return imports.Stage(imports.Begin("klanten.csv", Actor.CommandLine).Id, path, options ?? new ImportOptions());
    }

    private static Base WithCustomers(TestPlace place, string rows)
    {
        var customers = Base.Open(place.Location);
        var set = Preview(place, customers, Head + rows);
        new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        return customers;
    }

    [Theory, EachEngine]
    public async Task A_row_with_the_current_values_changes_nothing_and_one_more_cell_does(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = WithCustomers(place, "C-1;Éloïse;Müller;eloise@post.example;1985-07-30;+32486123309;Gent;A | B;yes;a note 🧾\n");
        const string same = "C-1;Éloïse;Müller;eloise@post.example;30/07/1985;0486 12 33 09;Gent;A | B;ja;a note 🧾\n";
        Assert.Equal((1, 0), Counts(Preview(place, customers, Head + same)));
        // Other order of a list, an empty cell that leaves: no change. Another letter, an empty cell that clears: a change.
        Assert.Equal((1, 0), Counts(Preview(place, customers, Head + same.Replace("A | B", "B | A"))));
        Assert.Equal((1, 0), Counts(Preview(place, customers, Head + same.Replace("Gent", ""))));
        Assert.Equal((0, 1), Counts(Preview(place, customers, Head + same.Replace("Gent", ""), new ImportOptions { Empty = EmptyCells.Clear })));
        Assert.Equal((0, 1), Counts(Preview(place, customers, Head + same.Replace("Gent", "Genk"))));
        Assert.Equal((0, 1), Counts(Preview(place, customers, Head + same.Replace("Müller", "Muller"))));
        Assert.Equal((0, 1), Counts(Preview(place, customers, Head + same.Replace("🧾", "🧿"))));
        Assert.Equal((0, 1), Counts(Preview(place, customers, Head + same.Replace("ja", "nee"))));

        static (long Unchanged, long Changed) Counts(ChangeSet set) => (set.Unchanged, set.Changed);
    }

    [Theory, EachEngine]
    public async Task A_row_without_number_resembles_the_namesake_with_its_birth_date_and_no_other(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = WithCustomers(place, string.Concat(Enumerable.Range(1, 30).Select(i => $"C-{i};Jan;Peeters;;19{i + 20}-01-01;;;;;\n"))
            + ";An;Claes;an@post.example;1990-02-02;;;;;\n");
        var set = Preview(place, customers, Head
            + ";Jan;Peeters;;1925-01-01;;Gent;;;\n;Jan;Peeters;;1899-01-01;;;;;\n;An;Claes;an@post.example;1990-02-02;;;;;\n;An;Claes;;1990-02-02;;Gent;;;\n");
        Assert.Equal((3, 1, 2), (set.Created, set.Unchanged, set.PossibleDuplicates));
        var rows = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 10);
        Assert.Equal([5, null, null, 31], rows.Select(r => r.Alike?.CustomerId));
        Assert.Equal(31, rows[2].CustomerId);
    }

    [Theory, EachEngine]
    public async Task Second_rows_are_refused_also_where_a_file_is_too_large_to_remember_its_rows(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = WithCustomers(place, "C-1;Jozefien;Aerts;jozefien@post.example;;;;;;\nC-2;Willem;de Bakker;;;;;;;\nC-3;An;Claes;;;;;;;\n");
        const string rows = "C-3;An;Claes;;;;Gent;;;\nC-1;Jozefien;Aerts;;;;Brugge;;;\nC-2;Willem;de Bakker;;;;;;;\nC-1;Jozefien;Aerts;;;;Lier;;;\n"
            + ";Els;Wouters;els@post.example;;;;;;\n;Bo;Janssens;bo@post.example;;;;;;\n;Bo;Peeters;BO@post.example;;;;;;\nN-1;Ria;Maes;;;;;;;\nN-2;Rik;Maes;;;"
            + ";;;;\nN-2;Rik;Maes;;;;;;;\n";
        var byEmail = new ImportOptions { Key = ImportKey.Email };
        var remembered = Preview(place, customers, Head + rows, byEmail);
        var forgotten = Preview(place, customers, Head + rows, byEmail, mostRemembered: 1);
        Assert.Equal((4, 2, 1, 3), (remembered.Created, remembered.Changed, remembered.Unchanged, remembered.Errors + remembered.Conflicts));
        Assert.Equal((4, 2, 1, 3), (forgotten.Created, forgotten.Changed, forgotten.Unchanged, forgotten.Errors + forgotten.Conflicts));
        var refused = new ProposalPreview(customers, Viewer.System).Page(forgotten.Id, PreviewFilter.Errors, 0, 10);
        Assert.Equal([4L, 7L, 10L], refused.Select(r => r.Seq));
        Assert.Equal("3", refused[0].Problems[0].Text);
        Assert.All(refused, r => Assert.NotEmpty(r.Cells!));
    }

    [Theory, EachEngine]
    public async Task Large_and_small_files_are_judged_alike_for_shared_addresses_and_field_counts(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = WithCustomers(place, "C-1;Jozefien;Aerts;;;;Gent;;;\nC-2;Willem;de Bakker;;;;Gent;;;\n");
        const string rows = "number;first_name;last_name;email;other_emails;city\n"
            + "C-2;Willem;de Bakker;;;Zeist\nC-1;Jozefien;Aerts;;;Brugge\nC-1;Jozefien;Aerts;;;Lier\n"
            + ";Els;Wouters;els@post.example;info@lefevre.example;\n;Bo;Janssens;bo@post.example;info@lefevre.example;\n;Ria;Maes;info@lefevre.example;;\n;Rik;"
            + "Maes;INFO@lefevre.example;;\n";
        var byEmail = new ImportOptions { Key = ImportKey.Email };
        var remembered = Preview(place, customers, rows, byEmail);
        var forgotten = Preview(place, customers, rows, byEmail, mostRemembered: 1);
        Assert.Equal((3, 2, 2), (remembered.Created, remembered.Changed, remembered.Errors));
        Assert.Equal(Shown(remembered), Shown(forgotten));
        Assert.Equal([3L, 7L], new ProposalPreview(customers, Viewer.System).Page(forgotten.Id, PreviewFilter.Errors, 0, 10).Select(r => r.Seq));
        Assert.Equal(2, Imports.ReportOf(forgotten)!.FieldCounts["city"]);
        Assert.Equal(Imports.ReportOf(remembered)!.FieldCounts, Imports.ReportOf(forgotten)!.FieldCounts);

        IEnumerable<string> Shown(ChangeSet set) => new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 20)
            .Select(r => $"{r.Seq} {r.Class} {string.Join(',', r.Problems.Select(p => p.Code + p.Text))}");
    }

    [Theory, EachEngine]
    public async Task A_row_that_shares_another_address_stays_what_it_is_when_it_is_corrected(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Preview(place, customers,
            "first_name;last_name;email;other_emails;city\nJan;Peeters;jan@post.example;;Gent\nAn;Claes;an@post.example;jan@post.example;Gent\n",
            new ImportOptions { Key = ImportKey.Email });
        Assert.Equal(2, set.Created);
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(1, ["Jan", "Peeters", "jan@post.example", "", "Brugge"])]);
        Assert.Equal([RowClass.New, RowClass.New], new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 10).Select(r => r.Class));
    }

    [Theory, EachEngine]
    public async Task A_file_waiting_twice_finds_its_customers_created_without_conflicts(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        const string rows = Head + ";Jan;Peeters;jan@post.example;1950-01-01;;Gent;;;\n;An;Claes;an@post.example;;;Gent;;;\n";
        var changes = new ChangeSets(customers, TimeProvider.System);
        var (first, second) = (Preview(place, customers, rows, new ImportOptions { Key = ImportKey.Email }),
            Preview(place, customers, rows, new ImportOptions { Key = ImportKey.Email }));
        Assert.Equal(2, changes.Apply(first.Id, null, Actor.CommandLine).Set.Created);
        var again = changes.Apply(second.Id, null, Actor.CommandLine).Set;
        Assert.Equal((0, 0, 2, 0), (again.Created, again.Changed, again.Unchanged, again.Conflicts));
    }

    [Fact]
    public void A_line_is_remembered_by_its_hash_until_there_is_no_room()
    {
        var lines = new LinesByHash(5000);
        var random = new Random(7);
        var known = new Dictionary<ulong, long>();
        for (var line = 1; line <= 20_000; line++)
        {
            var hash = (ulong)random.Next(8000);
            var full = known.Count == 5000;
            var expected = known.TryGetValue(hash == 0 ? 1 : hash, out var first) ? first : (long?)null;
            Assert.Equal(expected, lines.Seen(hash, line));
            if (expected is null && !full) known.Add(hash == 0 ? 1 : hash, line);
        }
        Assert.True(lines.IsFull);
    }

    [Fact]
    public async Task Rows_in_any_order_meet_the_same_customers_on_both_engines()
    {
        await using var files = await TestPlace.CreateAsync(Engine.Sqlite);
        await using var servers = await TestPlace.CreateAsync(Engine.Postgres);
        var random = new Random(20);
        var world = Enumerable.Range(1, 120).Select(i => Line(i, random)).ToList();
        using var inFile = WithCustomers(files, string.Concat(world));
        using var onServer = WithCustomers(servers, string.Concat(world));
        foreach (var customers in (Base[])[inFile, onServer]) new ChangeSets(customers, TimeProvider.System).Trash([7, 8, 9, 40, 41], true, Actor.CommandLine);
        var unchanged = 0L;
        for (var round = 0; round < 40; round++)
        {
            var text = Head + string.Concat(Shuffled(world, random).Select(line => Mutated(line, random)));
            var options = new ImportOptions { Key = (ImportKey)(round % 4), Mode = (ImportMode)(round / 4 % 3), Empty = (EmptyCells)(round % 2) };
            var (one, other) = (Seen(files, inFile, text, options), Seen(servers, onServer, text, options));
            Assert.Equal(one, other);
            unchanged += one.Count(r => r.Class == RowClass.Unchanged);
        }
        Assert.InRange(unchanged, 500, 40 * 120);

        static List<(RowClass Class, long? Customer)> Seen(TestPlace place, Base customers, string text, ImportOptions options) =>
            [.. new ProposalPreview(customers, Viewer.System).Page(Preview(place, customers, text, options).Id, PreviewFilter.All, 0, 1000)
                .Select(r => (r.Class, r.CustomerId))];
    }

    // One in five has no number; some have one name.
    private static string Line(int i, Random random) =>
        $"{(i % 5 == 0 ? "" : $"C-{i}")};{(i % 4 == 0 ? "Jan" : "An" + i)};Peeters;{(i % 3 == 0 ? $"p{i}@post.example" : "")};{1940 + i / 3}-0"
            + $"{random.Next(1, 9)}-11;;{(i % 2 == 0 ? "Gent" : "Luik")};;;\n";

    // In their order with some left out, in pieces, or anyhow.
    private static List<string> Shuffled(List<string> lines, Random random) => random.Next(3) switch
    {
        0 => [.. lines.Where(_ => random.Next(10) > 0)],
        1 => [.. lines.Chunk(random.Next(2, 30)).OrderBy(_ => random.Next()).SelectMany(c => c)],
        _ => [.. lines.OrderBy(_ => random.Next())],
    };

    private static string Mutated(string line, Random random) => random.Next(12) switch
    {
        0 => line.Replace("Gent", "Genk").Replace("Luik", "Liège"),
        1 => line.Replace("C-", "N-"),
        2 => line.Replace("Peeters", "Pieters"),
        3 => line.Replace("Gent", "").Replace("Luik", ""),
        4 => line + line,
        _ => line,
    };
}
