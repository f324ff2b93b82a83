using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Merging;
using Stamgast.Relations;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Exchange;

/// <summary>Kinds without a number: a second import of the same file changes nothing.</summary>
public sealed class NaturalKeyTests
{
    [Theory, EachEngine]
    public async Task Contacts_are_known_by_company_and_address_and_without_one_by_name(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var claes = place.AddCustomer("Claes", "C-2");
        place.AddCustomer("Lefèvre", "C-3");
        const string File = """
            customer_number;first_name;last_name;email;function
            C-2;Karim;Bensaïd;karim@claes.example;Director
            C-2;Leen;Aerts;;Accountant
            C-2;Jan;Peeters;info@claes.example;Sales
            C-2;Piet;Peeters;INFO@claes.example;Sales
            C-3;Karim;Bensaïd;karim@claes.example;Adviser
            """;
        Assert.Equal((5, 5, 0, 0, 0, 0), ExchangePlace.Counts(place.Import(ContactKind.Instance, File).Set));
        Assert.Equal((5, 0, 0, 5, 0, 0), ExchangePlace.Counts(place.Stage(ContactKind.Instance, File).Set));
        // Another spelling, another function, an address that was missing, a new name for an address; two people at one address of an office stay two.
        var set = place.Import(ContactKind.Instance, """
            customer_number;first_name;last_name;email;function
            C-2;Karim;Bensaid;Karim@Claes.example;Chairman
            C-2;LEEN;AERTS;leen@claes.example;
            C-2;Mia;Peeters;info@claes.example;Sales
            """).Set;
        Assert.Equal((3, 1, 2, 0, 0, 0), ExchangePlace.Counts(set));
        Assert.Equal(("Chairman", "leen@claes.example", "Accountant"), (place.Now(ContactKind.Instance, 1).Values[ContactKind.Function],
            place.Now(ContactKind.Instance, 2).Values[ContactKind.EmailAddress], place.Now(ContactKind.Instance, 2).Values[ContactKind.Function]));
        // Contacts of a merged company are those of the kept one.
        new MergeCustomers(place.Base, place.Clock).Do(1, [claes], place.Actor);
        Assert.Equal((1, 0, 0, 1, 0, 0), ExchangePlace.Counts(place.Stage(ContactKind.Instance,
            "customer;first_name;last_name;email\n1;Jan;Peeters;info@claes.example\n").Set));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_row_that_two_records_are_like_and_two_like_rows_are_refused(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        foreach (var function in new[] { "Sales", "Stock" })
            place.Add(ContactKind.Instance, (ContactKind.OfCustomer, "1"), (ContactKind.LastName, "Peeters"), (ContactKind.Function, function));
        Assert.Equal(["Error exchange.alike", "New", "Error exchange.twice"], place.Rows(place.Stage(ContactKind.Instance,
            "customer;last_name;function\n1;Peeters;Sales\n1;Aerts;\n1;Aerts;\n").Set));
    }

    [Theory, EachEngine]
    public async Task Links_are_known_by_both_customers_and_type_and_mutual_ones_from_either_side(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Claes");
        place.AddCustomer("Peeters");
        const string File = """
            customer;link_type;other;from_date;to_date
            1;works_for;2;2019-01-01;2020-12-31
            1;works_for;2;2023-01-01;
            1;partner_of;3;;
            """;
        Assert.Equal((3, 3, 0, 0, 0, 0), ExchangePlace.Counts(place.Import(LinkKind.Instance, File).Set));
        Assert.Equal((3, 0, 0, 3, 0, 0), ExchangePlace.Counts(place.Stage(LinkKind.Instance, File).Set));
        Assert.Equal((2, 0, 1, 1, 0, 0), ExchangePlace.Counts(place.Import(LinkKind.Instance, """
            customer;link_type;other;from_date;notes
            3;partner_of;1;;
            1;works_for;2;2023-01-01;Half-time
            """).Set));
        Assert.Equal(("1", "3"), (place.Now(LinkKind.Instance, 3).Values[LinkKind.OfCustomer], place.Now(LinkKind.Instance, 3).Values[LinkKind.Other]));
        Assert.Equal(["Error exchange.alike"], place.Rows(place.Stage(LinkKind.Instance, "customer;link_type;other\n1;works_for;2\n").Set));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Families_are_known_by_name_and_payer_and_members_by_family_and_customer(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Claes", "C-2");
        const string Families = "name;payer_number;salutation\nAerts;;Dag allemaal\nAerts;C-2;\n";
        Assert.Equal((2, 2, 0, 0, 0, 0), ExchangePlace.Counts(place.Import(FamilyKind.Instance, Families).Set));
        Assert.Equal((2, 0, 0, 2, 0, 0), ExchangePlace.Counts(place.Stage(FamilyKind.Instance, Families).Set));
        place.Import(FamilyKind.Instance, "name\nClaes\n");
        const string Members = "family_name;customer_number;role\nClaes;C-2;parent\n";
        Assert.Equal((1, 1, 0, 0, 0, 0), ExchangePlace.Counts(place.Import(FamilyMemberKind.Instance, Members).Set));
        Assert.Equal((1, 0, 0, 1, 0, 0), ExchangePlace.Counts(place.Stage(FamilyMemberKind.Instance, Members).Set));
        Assert.Equal(["Error exchange.reference.several"], place.Rows(place.Stage(FamilyMemberKind.Instance, "family_name;customer_number\nAerts;C-2\n").Set));
        Assert.Contains("family_name", Stamgast.Exchange.RecordExport.Template(FamilyMemberKind.Instance));
        place.AssertSound();
    }
}
