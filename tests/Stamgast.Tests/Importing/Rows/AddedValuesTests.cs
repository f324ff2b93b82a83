using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing.Rows;

public sealed class AddedValuesTests
{
    private const string Known =
        "number;last_name;email;other_emails;phone;mobile;notes\nC-1;Aerts;a@post.example;c@post.example;092234567;0486123309;Belt na 9 u.\n";
    private const string Found =
        "number;last_name;email;phone;address line 2\nC-1;Aerts;A@post.example, b@post.example (facturatie);09 223 45 67 / 0475 12 34 56;Residentie De Linde, "
        + "tweede verdieping\n";

    private static ChangeSet Import(TestPlace place, Base customers, string text, ImportOptions? options = null)
    {
        var set = Sheet.Read(place, customers, text, options);
        return set.Changed + set.Created == 0 ? set : new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine).Set;
    }

    private static CustomerValues Values(Base customers) => new CustomerLookup(customers, Viewer.System).Find(1)!.Values;

    [Theory, EachEngine]
    public async Task A_value_found_beside_another_is_added_to_what_the_customer_has(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Import(place, customers, Known);
        var before = Values(customers);
        var added = Import(place, customers, Found);
        Assert.Equal(ChangeState.Applied, added.State);
        var values = Values(customers);
        Assert.Equal(("c@post.example | b@post.example", "+32486123309", "+32475123456"),
            (values[CustomerFields.OtherEmails], values[CustomerFields.Mobile], values[CustomerFields.OtherPhones]));
        Assert.Equal(["Belt na 9 u.", "email: A@post.example, b@post.example (facturatie)", "address line 2: Residentie De Linde, tweede verdieping"],
            values[CustomerFields.Notes]!.Split('\n'));
        // The second time it adds nothing new.
        Assert.Equal(1, Import(place, customers, Found).Unchanged);
        new ChangeSets(customers, TimeProvider.System).Undo(added.Id, Actor.CommandLine);
        Assert.Equal(before.Texts.ToArray(), Values(customers).Texts.ToArray());
    }

    [Theory]
    [InlineData("number;last_name;email;other_emails\nC-1;Aerts;a@post.example, b@post.example;d@post.example\n", false, "b@post.example | d@post.example")]
    [InlineData("number;last_name;email;other_emails\nC-1;Aerts;a@post.example, b@post.example;d@post.example of e@post.example\n", false,
        "b@post.example | d@post.example | e@post.example")]
    [InlineData("number;last_name;email;other_emails\nC-1;Aerts;a@post.example, b@post.example;\n", false, "c@post.example | b@post.example")]
    [InlineData("number;last_name;email;other_emails\nC-1;Aerts;a@post.example, b@post.example;\n", true, "b@post.example")]
    [InlineData("number;last_name;other_emails;email\nC-1;Aerts;;a@post.example, b@post.example\n", true, "b@post.example")]
    [InlineData("number;last_name;other_emails;email\nC-1;Aerts;d@post.example;a@post.example, b@post.example\n", true, "d@post.example | b@post.example")]
    public async Task A_value_in_the_column_of_the_field_replaces_the_old_one(string file, bool clears, string others)
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Import(place, customers, Known);
        Import(place, customers, file, new ImportOptions { Empty = clears ? EmptyCells.Clear : EmptyCells.Leave });
        Assert.Equal(others, Values(customers)[CustomerFields.OtherEmails]);
    }

    [Fact]
    public async Task Kept_fields_get_no_added_values()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Import(place, customers, Known);
        Import(place, customers, Found, new ImportOptions { FieldsKept = ["other_phones", "notes"] });
        var values = Values(customers);
        Assert.Equal(("c@post.example | b@post.example", "+32486123309", null),
            (values[CustomerFields.OtherEmails], values[CustomerFields.Mobile], values[CustomerFields.OtherPhones]));
        Assert.Equal("Belt na 9 u.", values[CustomerFields.Notes]);
    }

    [Fact]
    public async Task A_row_whose_remark_does_not_fit_in_the_notes_is_refused()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Import(place, customers, $"number;last_name;notes\nC-1;Aerts;{new string('n', 19_990)}\n");
        var set = Import(place, customers, Found);
        Assert.Equal((0, 1), (set.Changed, set.Errors));
        Assert.Equal(19_990, Values(customers)[CustomerFields.Notes]!.Length);
    }

    [Fact]
    public async Task Further_addresses_of_an_address_book_add_to_what_a_customer_has()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Import(place, customers, Known);
        const string Book =
            "Name,Given Name,Family Name,Group Membership,E-mail 1 - Value,Website 1 - Value\nAerts,,Aerts,* myContacts,a@post.example ::: "
            + "b@post.example,https://a.example ::: https://b.example\n";
        Assert.Equal(1, Import(place, customers, Book, new ImportOptions { Key = ImportKey.Email }).Changed);
        Assert.Equal("c@post.example | b@post.example", Values(customers)[CustomerFields.OtherEmails]);
        Assert.Equal("Belt na 9 u.\nWebsite 1 - Value: https://b.example", Values(customers)[CustomerFields.Notes]);
    }
}
