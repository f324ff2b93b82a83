using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>
/// The country in which a cell is read: that of the row, otherwise that of its customer, otherwise the organisation's; and values that no longer fit
/// a later country.
/// </summary>
public sealed class CountryOfCustomerTests
{
    private static CustomerValues Person(string number, string? country, string? phone = null, string? code = null)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Number], values[CustomerFields.LastName], values[CustomerFields.Country]) = (number, "Aerts", country);
        (values[CustomerFields.Phone], values[CustomerFields.PostalCode]) = (phone, code);
        return values;
    }

    private static CustomerValues Now(Base customers, long id) => new CustomerLookup(customers, Viewer.System).Find(id)!.Values;

    private static void Apply(Base customers, ChangeSet set) => new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);

    [Theory, EachEngine]
    public async Task A_phone_number_is_read_in_the_country_of_its_customer_when_the_file_names_none(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System)
            .Create([Person("1", "FR", "+33475123456"), Person("2", "NL"), Person("3", "BE"), Person("4", null), Person("5", "FR")], Actor.CommandLine);
        var set = Sheet.Read(place, customers,
            "number;phone\n1;04 75 12 34 56\n2;06 24331180\n3;0475 12 34 56\n4;0475 12 34 56\n5;+32 475 12 34 56\n6;0475 12 34 57\n");
        // A new row has no name here and is refused; the French number is the one that she has.
        Assert.Equal((0, 4, 1, 1), (set.Created, set.Changed, set.Unchanged, set.Errors));
        Apply(customers, set);
        Assert.Equal(["+33475123456", "+31624331180", "+32475123456", "+32475123456", "+32475123456"],
            Enumerable.Range(1, 5).Select(id => Now(customers, id)[CustomerFields.Phone]));
    }

    [Theory, EachEngine]
    public async Task Other_numbers_that_lost_their_plus_match_the_customers_and_invalid_ones_stay_refused(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var people = new[] { Person("1", "NL"), Person("2", "NL"), Person("3", "NL"), Person("4", "NL"), Person("5", "NL") };
        foreach (var person in people[..4]) person[CustomerFields.OtherPhones] = "+32478123456 | +31624331180";
        new ChangeSets(customers, TimeProvider.System).Create(people, Actor.CommandLine);
        var set = Sheet.Read(place, customers,
            "number;other_phones;city\n1;32478123456 | +31624331180;\n2;32478123456;Utrecht\n3;32478123456 | 0624331181;Utrecht\n4;32478123457;Utrecht\n5;"
            + "32478123456;Utrecht\n");
        Assert.Equal(["Unchanged", "Changed", "Changed", "Error", "Error"], Sheet.Became(customers, set.Id));
        Apply(customers, set);
        Assert.Equal(["+32478123456 | +31624331180", "+32478123456", "+32478123456 | +31624331181", "+32478123456 | +31624331180", null],
            Enumerable.Range(1, 5).Select(id => Now(customers, id)[CustomerFields.OtherPhones]));
    }

    [Theory, EachEngine]
    public async Task A_country_in_the_row_counts_before_that_of_the_customer_and_a_bad_number_stays_refused(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create([Person("1", "FR"), Person("2", "NL")], Actor.CommandLine);
        var set = Sheet.Read(place, customers, "number;country;phone\n1;BE;0475 12 34 56\n2;;12\n");
        Assert.Equal((1, 1), (set.Changed, set.Errors));
        Apply(customers, set);
        Assert.Equal("+32475123456", Now(customers, 1)[CustomerFields.Phone]);
        Assert.Null(Now(customers, 2)[CustomerFields.Phone]);
    }

    [Theory, EachEngine]
    public async Task A_corrected_cell_is_read_in_the_country_of_its_customer_too(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create([Person("2", "NL")], Actor.CommandLine);
        var set = Sheet.Read(place, customers, "number;phone\n2;12\n");
        Assert.Equal(1, set.Errors);
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(1, ["2", "06 24331180"])]);
        Apply(customers, Sheet.Set(customers, set.Id));
        Assert.Equal("+31624331180", Now(customers, 1)[CustomerFields.Phone]);
    }

    [Theory, EachEngine]
    public async Task A_country_added_later_keeps_the_code_with_a_remark_and_our_own_export_changes_nothing(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        Apply(customers, Sheet.Read(place, customers, "number;last_name;postal_code;city\n1;Peeters;9000;Gent\n2;Maes;9300;Aalst\n"));
        var later = Sheet.Read(place, customers, "number;country\n1;DE\n2;NL\n");
        Assert.Equal((2, 0), (later.Changed, later.Errors));
        Assert.Equal(("postal.misfit", 2), (Imports.ReportOf(later)!.Warnings.Single().Code, Imports.ReportOf(later)!.Warnings.Single().Count));
        Assert.All(new ProposalPreview(customers, Viewer.System).Page(later.Id, PreviewFilter.All, 0, 10),
            row => Assert.Equal("postal.misfit", Assert.Single(row.Warnings).Code));
        Apply(customers, later);
        Assert.Equal(("9000", "DE", "9300", "NL"), (Now(customers, 1)[CustomerFields.PostalCode], Now(customers, 1)[CustomerFields.Country],
            Now(customers, 2)[CustomerFields.PostalCode], Now(customers, 2)[CustomerFields.Country]));
        var own = Sheet.Read(place, customers, "id;number;last_name;postal_code;city;country\n1;1;Peeters;9000;Gent;DE\n2;2;Maes;9300;Aalst;NL\n");
        Assert.Equal((0, 0, 0, 2), (own.Created, own.Changed, own.Errors, own.Unchanged));
        // New values are checked as usual.
        var other = Sheet.Read(place, customers, "id;number;last_name;postal_code;city;country\n1;1;Peeters;9001;Gent;DE\n2;2;Maes;9301;Aalst;NL\n");
        Assert.Equal((1, 1), (other.Changed, other.Errors));
    }

    [Theory, EachEngine]
    public async Task Letters_before_a_postal_code_set_the_country_and_a_city_after_it_goes_to_its_own_field(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        const string File =
            "last_name;phone;postal_code;city;country\nA;04 75 12 34 56;F-59000;Lille;\nB;;9000 Gent;;\nC;;L-1009;Luxembourg;\nD;;1050 Elsene;Brussel;BE\nE;;"
            + "B1 1AA;Birmingham;\nF;;;9000 Gent;\n";
        var set = Sheet.Read(place, customers, File);
        Assert.Equal((6, 0), (set.Created, set.Errors));
        Apply(customers, set);
        Assert.Equal(["59000 Lille FR", "9000 Gent ", "1009 Luxembourg LU", "1050 Brussel BE", "B1 1AA Birmingham ", "9000 Gent "],
            Enumerable.Range(1, 6)
            .Select(id =>
            $"{Now(customers, id)[CustomerFields.PostalCode]} {Now(customers, id)[CustomerFields.City]} {Now(customers, id)[CustomerFields.Country]}"));
        Assert.Equal("+33475123456", Now(customers, 1)[CustomerFields.Phone]);
        Assert.Equal("postal_code: 1050 Elsene", Now(customers, 4)[CustomerFields.Notes]);
    }

    [Theory, EachEngine]
    public async Task Two_associations_without_a_VAT_number_stay_two_customers(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var byVat = new ImportOptions { Key = ImportKey.Vat };
        foreach (var words in (string[])["niet btw-plichtig", "NIETGEKEND", "particulier"])
        {
            var first = Sheet.Read(place, customers, $"company_name;vat_number\nHarmonie {words};{words}\n", byVat);
            Assert.Equal((1, 0), (first.Created, first.Changed));
            Apply(customers, first);
        }
        Assert.All(Enumerable.Range(1, 3), id => Assert.Null(Now(customers, id)[CustomerFields.VatNumber]));
    }
}
