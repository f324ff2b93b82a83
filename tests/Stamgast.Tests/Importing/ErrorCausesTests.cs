using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Mapping;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

public sealed class ErrorCausesTests
{
    private const string Header = "id;number;first_name;last_name;email;birth_date;city\n";

    // Three invalid birth dates, two addresses without a domain, one row with both, an unknown ID.
    private const string Rows = """
        ;C-10;Youssef;El Amrani;youssef@mail.example;zomer;Molenbeek
        ;C-11;Marie-Claire;D'Hondt;mc@lucht;1980-02-03;Gent
        ;C-12;Els;Peeters;els@post;half mei;Gent
        ;C-13;Nadia;Claes;nadia@post.example;rond 1970;Brugge
        1;C-1;Jozefien;Aerts;jozefien@post.example;winter;Gent
        77;C-14;Karim;Haddad;karim@post.example;1975-04-05;Hasselt
        ;C-15;Willem;de Bakker;w.debakker@kabel.example;1961-07-08;Utrecht

        """;

    private static readonly ErrorCause BirthDate = new("birth_date", "date.unreadable");
    private static readonly ErrorCause UnknownId = new("", "import.id_unknown");

    private static void World(Base customers)
    {
        var jozefien = CustomerValues.Blank();
        (jozefien[CustomerFields.Number], jozefien[CustomerFields.FirstName], jozefien[CustomerFields.LastName]) = ("C-1", "Jozefien", "Aerts");
        (jozefien[CustomerFields.Email], jozefien[CustomerFields.BirthDate], jozefien[CustomerFields.City]) = ("jozefien@post.example", "1958-11-30",
            "Antwerpen");
        new ChangeSets(customers, TimeProvider.System).Create([jozefien], Actor.CommandLine);
    }

    private static ImportReport ReportOf(ChangeSet set) => Imports.ReportOf(set)!;

    private static string Causes(IReadOnlyList<CountedCause> causes) => string.Join(' ', causes.Select(c => $"{c.Rows}×{c.Cause}"));

    private static string[] Kinds(Base customers, long id) =>
        [.. new ProposalPreview(customers, Viewer.System).Page(id, PreviewFilter.All, 0, 20).Select(r => r.Class + (r.LeftOut ? " out" : ""))];

    [Theory, EachEngine]
    public async Task Errors_are_counted_by_cause_with_examples(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, Header + Rows);
        var causes = ReportOf(set).Causes;
        Assert.Equal("4×birth_date:date.unreadable 2×email:email.domain 1×:import.id_unknown", Causes(causes));
        Assert.Equal(["zomer", "half mei", "rond 1970"], causes[0].Examples);
        Assert.Equal(6, set.Errors);
    }

    [Theory, EachEngine]
    public async Task Cells_of_a_cause_can_be_read_as_empty_and_current_values_stay(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, Header + Rows);
        set = Sheet.Read(place, customers, Header + Rows, ReportOf(set).Again with { EmptiedCauses = [BirthDate], Empty = EmptyCells.Clear }, set.Id);
        Assert.Equal("2×email:email.domain 1×:import.id_unknown", Causes(ReportOf(set).Causes));
        Assert.Equal("4×birth_date:date.unreadable", Causes(ReportOf(set).Emptied));
        Assert.Equal((3, 1, 3), (set.Created, set.Changed, set.Errors));
        var row = new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Changed, 0, 5).Single();
        Assert.Equal("1958-11-30", row.Values![CustomerFields.BirthDate]);
        Assert.Equal([CustomerFields.City], row.Changes.Select(c => c.Field));
    }

    [Theory, EachEngine]
    public async Task Choosing_again_brings_the_errors_back(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, Header + Rows);
        var before = (Causes(ReportOf(set).Causes), string.Join(' ', Kinds(customers, set.Id)));
        set = Sheet.Read(place, customers, Header + Rows,
            ReportOf(set).Again with { EmptiedCauses = [BirthDate, UnknownId], LeftOutCauses = [new("email", "email.domain")] }, set.Id);
        Assert.Equal(0, set.Errors);
        set = Sheet.Read(place, customers, Header + Rows, ReportOf(set).Again with { EmptiedCauses = [], LeftOutCauses = [] }, set.Id);
        Assert.Equal(before, (Causes(ReportOf(set).Causes), string.Join(' ', Kinds(customers, set.Id))));
        Assert.Empty(ReportOf(set).Emptied);
    }

    [Theory, EachEngine]
    public async Task Emptying_an_unknown_ID_matches_the_row_by_number_or_makes_it_new(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var sheet =
            "id;number;first_name;last_name;email;city\n88;C-1;Jozefien;Aerts;jozefien@post.example;Gent\n77;C-14;Karim;Haddad;karim@post.example;Hasselt\n99;;"
            + "Josefien;Aerts;jozefien@post.example;Gent\n";
        var set = Sheet.Read(place, customers, sheet);
        Assert.Equal(3, set.Errors);
        set = Sheet.Read(place, customers, sheet, ReportOf(set).Again with { EmptiedCauses = [UnknownId] }, set.Id);
        Assert.Equal(["Changed", "New", "New"], Kinds(customers, set.Id));
        Assert.Equal("3×:import.id_unknown", Causes(ReportOf(set).Emptied));
        // Possible duplicates of a row without ID include this one.
        Assert.Equal(1, new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 5)[2].Alike!.CustomerId);
    }

    [Theory, EachEngine]
    public async Task Numbers_of_another_program_can_be_emptied_or_left_out_with_their_column(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var sheet =
            "number;first_name;last_name;email;birth_date\nC-1;Karim;Haddad;karim@elders.example;1975-04-05\nC-9;Nadia;Claes;nadia@elders.example;1980-01-01\n";
        var set = Sheet.Read(place, customers, sheet);
        var cause = new ErrorCause("", "import.other_number");
        Assert.Equal("1×:import.other_number", Causes(ReportOf(set).Causes));
        Assert.Equal([0], cause.ColumnsIn(ReportOf(set).Mapping));
        set = Sheet.Read(place, customers, sheet, ReportOf(set).Again with { EmptiedCauses = [cause] }, set.Id);
        Assert.Equal(["New", "New"], Kinds(customers, set.Id));
        Assert.Equal([null, "C-9"], new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.All, 0, 5)
            .Select(r => r.Values![CustomerFields.Number]));
    }

    [Theory, EachEngine]
    public async Task Rows_of_a_cause_can_be_left_out_and_are_counted_separately(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, Header + Rows);
        set = Sheet.Read(place, customers, Header + Rows, ReportOf(set).Again with { LeftOutCauses = [BirthDate] }, set.Id);
        Assert.Equal(["Error out", "Error", "Error out", "Error out", "Error out", "Error", "New"], Kinds(customers, set.Id));
        Assert.Equal((3, 2, 4), (set.Rows, set.Errors, ReportOf(set).LeftOut));
        Assert.Equal("1×:import.id_unknown 1×email:email.domain", Causes(ReportOf(set).Causes));
        Assert.Equal("4×birth_date:date.unreadable", Causes(ReportOf(set).LeftOutBy));
        var outcome = new ChangeSets(customers, TimeProvider.System).Apply(set.Id, set.Revision, Actor.CommandLine);
        Assert.Equal(1, outcome.Set.Created);
    }

    [Theory, EachEngine]
    public async Task A_row_left_out_for_its_cause_is_included_when_corrected(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, Header + Rows);
        set = Sheet.Read(place, customers, Header + Rows, ReportOf(set).Again with { LeftOutCauses = [BirthDate] }, set.Id);
        var corrections = new RowCorrections(customers);
        var cells = corrections.CellsOf(set, 1, Sheet.PathIn(place))!.ToArray();
        cells[5] = "1971-01-02";
        corrections.Correct(set.Id, [new CorrectedRow(1, cells)]);
        set = Sheet.Set(customers, set.Id);
        Assert.Equal("New", Kinds(customers, set.Id)[0]);
        Assert.Equal((4, 3), (set.Rows, ReportOf(set).LeftOut));
        Assert.Equal("3×birth_date:date.unreadable", Causes(ReportOf(set).LeftOutBy));
        // Reading again says the same: the correction is kept, the others are out.
        set = Sheet.Read(place, customers, Header + Rows, ReportOf(set).Again, set.Id);
        Assert.Equal(["New", "Error", "Error out", "Error out", "Error out", "Error", "New"], Kinds(customers, set.Id));
    }

    [Theory, EachEngine]
    public async Task Counts_by_cause_follow_corrections(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, Header + Rows);
        var corrections = new RowCorrections(customers);
        foreach (var (seq, column, text) in new (int, int, string)[] { (1, 5, "1971-01-02"), (3, 4, "els@post.example"), (7, 5, "niemand weet het") })
        {
            var cells = corrections.CellsOf(set, seq, Sheet.PathIn(place))!.ToArray();
            cells[column] = text;
            corrections.Correct(set.Id, [new CorrectedRow(seq, cells)]);
        }
        var followed = Causes(ReportOf(Sheet.Set(customers, set.Id)).Causes);
        Assert.Equal("4×birth_date:date.unreadable 1×:import.id_unknown 1×email:email.domain", followed);
        set = Sheet.Read(place, customers, Header + Rows, ReportOf(set).Again, set.Id);
        Assert.Equal(followed, Causes(ReportOf(set).Causes));
    }

    [Theory, EachEngine]
    public async Task The_rows_of_one_cause_can_be_shown_and_searched(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        World(customers);
        var set = Sheet.Read(place, customers, Header + Rows);
        var preview = new ProposalPreview(customers, Viewer.System);
        Assert.Equal([1, 3, 4, 5], preview.Page(set.Id, new PreviewQuery(PreviewFilter.Errors, Cause: BirthDate), 0, 20).Select(r => r.Seq));
        Assert.Equal([4], preview.Page(set.Id, new PreviewQuery(PreviewFilter.Errors, Text: "claes", Cause: BirthDate), 0, 20).Select(r => r.Seq));
        Assert.Equal([6], preview.Page(set.Id, new PreviewQuery(PreviewFilter.Errors, Cause: UnknownId), 0, 20).Select(r => r.Seq));
    }

    [Fact]
    public void Each_cause_has_its_remedies()
    {
        var mapping = ColumnMapping.Guess(["id", "naam", "adres", "e-mail"], [["1", "Jozefien Aerts", "Markt 1, 9000 Gent", "a@post.example"]]);
        Assert.Equal("id full_name address email", string.Join(' ', mapping.With(0, "id").With(2, "address").Columns.Select(c => c.Target)));
        mapping = mapping.With(0, "id").With(2, "address");
        Assert.Equal([2], new ErrorCause("postal_code", "text.length").ColumnsIn(mapping));
        Assert.Equal([3], new ErrorCause("email", "email.at").ColumnsIn(mapping));
        Assert.Equal([0], UnknownId.ColumnsIn(mapping));
        Assert.True(UnknownId.CanBeEmptied);
        Assert.True(BirthDate.CanBeEmptied);
        // Without its name a row identifies nobody.
        Assert.Empty(new ErrorCause("last_name", "text.length").ColumnsIn(mapping));
        foreach (var cause in new[] { new ErrorCause("last_name", "required.last_name"), new ErrorCause("number", "conflict.number"),
            new ErrorCause("", "import.second_row"), new ErrorCause("email", "import.stale") })
            Assert.False(cause.CanBeEmptied, cause.ToString());
        Assert.Equal(BirthDate, ErrorCause.Parse(BirthDate.ToString()));
        Assert.Null(ErrorCause.Parse("nothing:date.range"));
        Assert.Null(ErrorCause.Parse("email:x') or 1=1 --"));
    }
}
