using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

public sealed class ImportsTests
{
    private const string Head = "id;type;number;first_name;last_name;company_name;email;birth_date\n";

    private static CustomerValues Person(string number, string first, string last, string? email, string? born = null)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Number], values[CustomerFields.FirstName], values[CustomerFields.LastName]) = (number, first, last);
        (values[CustomerFields.Email], values[CustomerFields.BirthDate]) = (email, born);
        return values;
    }

    private static CustomerValues Company(string number, string name)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Type], values[CustomerFields.Number], values[CustomerFields.CompanyName]) = ("company", number, name);
        return values;
    }

    private static ChangeSet Preview(TestPlace place, Base customers, string text)
    {
        var path = Path.Combine(place.Folder, "sheet.csv");
        File.WriteAllText(path, text);
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(imports.Begin("sheet.csv", Actor.CommandLine).Id, path, new ImportOptions());
    }

    private static ChangeSets WorldOf(Base customers)
    {
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([
            Person("C-1", "Jozefien", "Aerts", "jozefien@post.example", "1985-07-30"),
            Person("C-2", "Willem", "de Bakker", "w.debakker@kabel.example", "1970-01-02"),
            Company("C-3", "Boulangerie Lefèvre SRL")], Actor.CommandLine);
        return changes;
    }

    [Theory, EachEngine]
    public async Task Rows_with_somebody_elses_ID_are_conflicts_even_between_a_person_and_a_company(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        WorldOf(customers);
        var set = Preview(place, customers, Head
            + "2;person;C-1;Jozefien;Aerts;;jozefien@post.example;1985-07-30\n"
            + "3;person;C-2;Willem;de Bakker;;w.debakker@kabel.example;1970-01-02\n"
            + "1;company;C-3;;;Boulangerie Lefèvre SRL;;\n");
        Assert.Equal((0, 0, 3), (set.Changed, set.Created, set.Conflicts));
    }

    [Theory, EachEngine]
    public async Task Numbers_that_swap_within_one_sheet_work(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = WorldOf(customers);
        var set = Preview(place, customers, Head
            + "1;person;C-2;Jozefien;Aerts;;jozefien@post.example;1985-07-30\n"
            + "2;person;C-1;Willem;de Bakker;;w.debakker@kabel.example;1970-01-02\n");
        Assert.Equal((2, 0), (set.Changed, set.Conflicts));
        Assert.Equal(2, changes.Apply(set.Id, set.Revision, Actor.CommandLine).Customers);
        using var context = customers.NewContext();
        Assert.Equal(["C-2", "C-1", "C-3"], context.Customers.OrderBy(c => c.Id).Select(c => c.Number));
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task A_taken_number_is_already_a_conflict_in_the_preview(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        WorldOf(customers);
        var set = Preview(place, customers, "id;number;first_name;last_name;email;birth_date\n1;C-3;Jozefien;Aerts;jozefien@post.example;1985-07-30\n");
        Assert.Equal((0, 1), (set.Changed, set.Conflicts));
        Assert.NotNull(Assert.Single(new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Errors, 0, 10)).Cells);
    }

    [Theory, EachEngine]
    public async Task Confirming_twice_reports_that_it_was_applied_and_an_unread_column_is_listed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = WorldOf(customers);
        var set = Preview(place, customers, "id;last_name;x:shoe_size\n1;Aertsen;44\n");
        Assert.Equal(["x:shoe_size"], Imports.ReportOf(set)!.Mapping.Unmapped);
        changes.Apply(set.Id, set.Revision, Actor.CommandLine);
        var refused = Assert.Throws<RefusedException>(() => changes.Apply(set.Id, set.Revision, Actor.CommandLine));
        Assert.Equal("proposal.applied", refused.Refusal.Code);
        Assert.Equal("change_set.unknown", Assert.Throws<RefusedException>(() => changes.Apply(999, null, Actor.CommandLine)).Refusal.Code);
    }

    [Theory, EachEngine]
    public async Task The_ticketing_template_wants_a_gender_and_all_cells_of_a_row(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var set = Preview(place, customers,
            "Customer ID;First name;Last name;Gender;Birth date;E-mail;Phone;Mobile;Company;Address;Postal code;City;Country;Language;Newsletter;Notes\n"
            + "0;Jozefien;Aerts;2;;jozefien@post.example;;;;Dorp 1;9000;Gent;BE;nl;1;\n"
            + "0;Willem;de Bakker;;;w.debakker@kabel.example;;;;Dorp 1;9000;Gent;BE;nl;1;\n"
            + "0;Zoë;Lefèvre;0;;zoe@lefevre.example;;;;Dorp 1;9000;Gent;BE;nl\n"
            + "0;;;;;;;;Claes & Zonen NV;Dorp 1;9000;Gent;BE;nl;1;\n");
        Assert.Equal(("tixly", 2, 2), (Imports.ReportOf(set)!.Mapping.Profile, set.Created, set.Errors));
        Assert.Equal(["required.gender", "import.short_row"],
            new ProposalPreview(customers, Viewer.System).Page(set.Id, PreviewFilter.Errors, 0, 10).Select(r => Assert.Single(r.Problems).Code));
    }
}
