using Stamgast.Tests.Matching;
using Stamgast.Profiling;
using Xunit;

namespace Stamgast.Tests.Profiling;

public class ColumnUnderstandingTests
{
    [Theory]
    [InlineData("given_name", ColumnRole.GivenName)]
    [InlineData("Prénom", ColumnRole.GivenName)]
    [InlineData("firstName", ColumnRole.GivenName)]
    [InlineData("surname", ColumnRole.FamilyName)]
    [InlineData("Familienaam", ColumnRole.FamilyName)]
    [InlineData("Nom du client", ColumnRole.FullName)]
    [InlineData("Raison sociale", ColumnRole.Organisation)]
    [InlineData("Firma", ColumnRole.Organisation)]
    [InlineData("dob", ColumnRole.BirthDate)]
    [InlineData("Date de naissance", ColumnRole.BirthDate)]
    [InlineData("birth_place", ColumnRole.Attribute)]
    [InlineData("soc_sec_id", ColumnRole.Identifier)]
    [InlineData("Rijksregisternummer", ColumnRole.Identifier)]
    [InlineData("address_1", ColumnRole.Street)]
    [InlineData("address_2", ColumnRole.AddressLine)]
    [InlineData("suburb", ColumnRole.City)]
    [InlineData("PLZ", ColumnRole.PostalCode)]
    [InlineData("customer e-mail", ColumnRole.Email)]
    [InlineData("GSM", ColumnRole.Phone)]
    [InlineData("Ondernemingsnummer", ColumnRole.CompanyNumber)]
    [InlineData("delivery_street", ColumnRole.Ignored)]
    [InlineData("created_on", ColumnRole.Ignored)]
    [InlineData("ADDR_POSTAL_CODE", ColumnRole.PostalCode)]
    [InlineData("TAX_ID_NUMBER", ColumnRole.CompanyNumber)]
    [InlineData("NATIONAL_ID_NUMBER", ColumnRole.Identifier)]
    [InlineData("ADDR_FULL", ColumnRole.Street)]
    [InlineData("total spent", ColumnRole.Ignored)]
    public void Headers_in_four_languages_are_recognised(string heading, ColumnRole role) => Assert.Equal(role, ColumnHeadings.RoleOf(heading));

    [Fact]
    public void Columns_of_several_systems_get_their_roles_from_headings_and_values()
    {
        string[] headings = ["RECORD_ID", "name", "legal name", "ADDR_FULL", "ADDR_POSTAL_CODE", "NATIONAL_ID_NUMBER", "TAX_ID_NUMBER", "total", "zip"];
        var random = new Random(4);
        string[] words = ["Lantern", "Hotel", "Bistro", "Corner", "Garage", "Harbour", "School", "Mill", "Bakery", "Club"];
        List<string[]> rows = [.. Enumerable.Range(0, 300).Select(i => (string[])[$"{1000 + i}", $"{words[random.Next(10)]} {words[i % 10]} {i % 97}",
            $"{words[i % 10]} {i % 97} Ltd", $"{i % 90 + 1} Mill Street", $"{2000 + i % 60}", $"{61_000_000_000 + i * 7919L}", $"{400_000_000 + i * 104_729L}",
            $"{i * 3 % 500}.{i % 90 + 10}", i % 4 == 0 ? "" : $"{2000 + i % 60}"])];
        ColumnRole[] roles = [ColumnRole.RowId, ColumnRole.Organisation, ColumnRole.Organisation, ColumnRole.Street, ColumnRole.PostalCode,
            ColumnRole.Identifier, ColumnRole.CompanyNumber, ColumnRole.Ignored, ColumnRole.Attribute];
        Assert.Equal(roles, ColumnUnderstanding.Of(People.Table(headings, rows)).Select(c => c.Role));
        // Neither does the order of the columns play a part.
        Array.Reverse(headings);
        foreach (var row in rows) Array.Reverse(row);
        Assert.Equal(roles.Reverse(), ColumnUnderstanding.Of(People.Table(headings, rows)).Select(c => c.Role));
    }

    [Fact]
    public void A_meaningless_header_is_ignored() => Assert.Null(ColumnHeadings.RoleOf("xyz"));

    [Fact]
    public void Columns_without_a_header_are_recognised_by_their_values()
    {
        var people = new People(1, 300, 20);
        var columns = ColumnUnderstanding.Of(People.Table([.. Enumerable.Range(1, 10).Select(i => $"Column {i}")], people.Rows));
        Assert.Equal([ColumnRole.RowId, ColumnRole.GivenName, ColumnRole.FamilyName, ColumnRole.BirthDate, ColumnRole.Email, ColumnRole.Phone,
            ColumnRole.Street], columns.Take(7).Select(c => c.Role));
        Assert.Equal(ColumnRole.PostalCode, columns[8].Role);
    }

    [Theory]
    [InlineData("total", "zip")]
    [InlineData("bedrag 2026", "zip")]
    [InlineData("xyz", "postcode")]
    public void An_amount_is_not_a_postal_code(string amount, string code)
    {
        var people = new People(3, 300, 20);
        var rows = people.Rows.Select((r, i) => (string[])[r[1], r[2], $"{100 + i * 7 % 900}.{i % 90 + 10}", i % 3 == 0 ? "" : r[8], r[9]]).ToList();
        var table = People.Table(["voornaam", "naam", amount, code, "gemeente"], rows);
        Assert.Equal(ColumnRole.PostalCode, Role(table, code));
        Assert.NotEqual(ColumnRole.PostalCode, Role(table, amount));
        // Whole amounts look like codes; the heading decides then.
        var whole = People.Table(["voornaam", "naam", amount, code, "gemeente"], rows.Select((r, i) => (string[])[r[0], r[1], $"{1000 + i * 7}", r[3], r[4]]));
        Assert.Equal(ColumnRole.PostalCode, Role(whole, code));
    }

    [Fact]
    public void Name_beside_a_column_of_first_names_holds_family_names()
    {
        var people = new People(2, 100, 0);
        Assert.Equal(ColumnRole.FamilyName, Role(People.Table(["Vorname", "Name"], people.Rows.Select(r => r[1..3])), "Name"));
        Assert.Equal(ColumnRole.FullName, Role(People.Table(["Name"], people.Rows.Select(r => (string[])[r[1] + " " + r[2]])), "Name"));
    }

    [Fact]
    public void A_repeated_number_does_not_identify_rows()
    {
        var people = new People(3, 100, 0);
        foreach (var row in people.Rows.Take(50)) row[0] = "K10000";
        foreach (var row in people.Rows.Skip(50).Take(20)) row[0] = "K10001";
        Assert.Equal(ColumnRole.Identifier, Role(people.Table(), "nummer"));
    }

    [Fact]
    public void A_choice_by_hand_is_final()
    {
        var people = new People(4, 100, 0);
        var columns = ColumnUnderstanding.Of(people.Table(), new Dictionary<string, ColumnRole> { ["gsm"] = ColumnRole.Ignored }, "straat");
        Assert.Equal(ColumnRole.Ignored, columns[5].Role);
        Assert.Equal(ColumnRole.RowId, columns[6].Role);
    }

    [Fact]
    public void Dates_that_only_work_month_first_are_read_month_first()
    {
        var table = People.Table(["name", "dob"], Enumerable.Range(1, 28).Select(d => (string[])["Jozefien Aerts", $"{d % 12 + 1:00}/{d:00}/1980"]));
        Assert.False(ColumnUnderstanding.Of(table)[1].IsDayFirst);
    }

    [Fact]
    public void Lists_of_telephone_numbers_are_telephone_numbers()
    {
        var table = People.Table(["naam", "other_phones"], Enumerable.Range(10, 40)
            .Select(i => (string[])["Willem de Bakker", $"+32 486 12 33 {i} | +32 3 216 40 {i}"]));
        Assert.Equal(ColumnRole.Phone, Role(table, "other_phones"));
    }

    private static ColumnRole Role(MatchingTable table, string column) => ColumnUnderstanding.Of(table).Single(c => c.Name == column).Role;
}
