using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Tables;
using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Importing;

/// <summary>Remarks beside a last or first name in a column of its own.</summary>
public sealed class MarksBesideNamesTests
{
    private static List<(string? First, string? Last, string? Notes)> Read(string text, out Repairs repairs, params RepairKey[] off)
    {
        using var file = new TableText(text);
        using var table = TableFile.Open(file.FileName, null, default);
        var mapping = ColumnMapping.Guess(table);
        repairs = new Repairs(mapping, off);
        var reader = new RowReader(mapping, new ImportOptions(), new Dictionary<int, DateOrder>(), new RuleContext("BE", new DateOnly(2026, 11, 23)), repairs);
        using var cells = table.ReadRows();
        var found = new List<(string?, string?, string?)>();
        while (cells.Read())
        {
            var row = new ImportedRow();
            reader.Read(cells, row);
            Assert.Empty(row.Problems);
            found.Add((row.Values[CustomerFields.FirstName], row.Values[CustomerFields.LastName], row.Values[CustomerFields.Notes]));
        }
        return found;
    }

    private static (string? First, string? Last, string? Notes) ReadOne(string first, string last) =>
        Assert.Single(Read($"Voornaam;Achternaam;Stad\n{first};{last};Gent\n", out _));

    [Theory]
    [InlineData("Schmidt (†)", "Schmidt", "(†)")]
    [InlineData("Schmidt †", "Schmidt", "†")]
    [InlineData("Schmidt † 2020", "Schmidt", "† 2020")]
    [InlineData("Schmidt [† 12.03.2020]", "Schmidt", "[† 12.03.2020]")]
    [InlineData("† Schmidt", "Schmidt", "†")]
    [InlineData("†Schmidt", "Schmidt", "†")]
    [InlineData("(†) Schmidt", "Schmidt", "(†)")]
    [InlineData("Wijlen Claes", "Claes", "Wijlen")]
    [InlineData("Claes overleden 2020", "Claes", "overleden 2020")]
    [InlineData("Claes OVERLEDEN", "Claes", "OVERLEDEN")]
    [InlineData("Claes (overleden 2020)", "Claes", "(overleden 2020)")]
    [InlineData("Claes - overleden 2020", "Claes", "overleden 2020")]
    [InlineData("Van den Berg, overleden", "Van den Berg", "overleden")]
    [InlineData("Lefèvre décédée 2020", "Lefèvre", "décédée 2020")]
    [InlineData("Petit décédé en 2020", "Petit", "décédé en 2020")]
    [InlineData("Schmidt verstorben 2020", "Schmidt", "verstorben 2020")]
    [InlineData("Smith deceased 2020", "Smith", "deceased 2020")]
    [InlineData("Maes (verhuisd)", "Maes", "(verhuisd)")]
    public void A_mark_beside_a_last_name_goes_to_the_notes(string cell, string last, string mark)
    {
        Assert.Equal(("Anna", last, "Achternaam: " + mark), ReadOne("Anna", cell));
        Assert.Equal((last, "Claes", "Voornaam: " + mark), ReadOne(cell, "Claes"));
    }

    [Theory]
    [InlineData("Peeters (Claes)")]
    [InlineData("Peeters-Claes")]
    [InlineData("Overleden")]
    [InlineData("Van Overl")]
    [InlineData("Jansen - de Vries")]
    [InlineData("Van den Berg")]
    [InlineData("Van Died")]
    [InlineData("Wijlens")]
    [InlineData("De Wijlen 3")]
    public void A_name_that_only_looks_like_one_stays(string cell) => Assert.Equal(("Anna", cell, null), ReadOne("Anna", cell));

    [Fact]
    public void Each_row_with_a_repeated_text_keeps_its_remark_and_is_counted()
    {
        var rows = string.Concat(Enumerable.Repeat("An;Claes (†);Gent\nAn;Claes;Gent\n", 20));
        var read = Read("Voornaam;Achternaam;Stad\n" + rows, out var repairs);
        Assert.Equal(20, read.Count(r => r == ("An", "Claes", "Achternaam: (†)")));
        Assert.Equal(20, read.Count(r => r == ("An", "Claes", null)));
        Assert.Equal(20, Assert.Single(repairs.Found, r => r.Kind == RepairKind.BesideName).Count);
        Assert.Equal(20, repairs.Warnings.Found.Single(w => w.Code == "name.remark").Count);
        // With the repair off, the cell stays as it is.
        Assert.Contains(("An", "Claes (†)", null), Read("Voornaam;Achternaam;Stad\n" + rows, out _, new RepairKey(RepairKind.BesideName, 1)));
    }

    [Fact]
    public void Names_of_our_own_export_are_kept_as_they_are() =>
        Assert.Equal(("Anna", "Schmidt (†)", null), Assert.Single(Read("id;version;first_name;last_name\n1;1;Anna;Schmidt (†)\n", out _)));
}
