using Stamgast.Tests.Tables;

namespace Stamgast.Tests.Tables.Csv;

/// <summary>Addressees copied from a message: a row for each.</summary>
public sealed class AddressListTests
{
    [Theory]
    [InlineData("Müller, Hans <hans@x.example>, Eva Klein <eva@x.example>\n", "Müller, Hans¦hans@x.example|Eva Klein¦eva@x.example")]
    [InlineData("Petit, Luc <luc@x.example>, Martin, Eva <eva@x.example>\n", "Petit, Luc¦luc@x.example|Martin, Eva¦eva@x.example")]
    [InlineData("Petit, Luc <luc@x.example>; \"Gross, Max\" <max@x.example>\n", "Petit, Luc¦luc@x.example|Gross, Max¦max@x.example")]
    [InlineData("luc@x.example; eva@x.example, max@x.example\n", "¦luc@x.example|¦eva@x.example|¦max@x.example")]
    [InlineData("To: Luc Petit <luc@x.example>; info@x.example, Martin, Eva <eva@x.example>,\n",
        "Luc Petit¦luc@x.example|¦info@x.example|Martin, Eva¦eva@x.example")]
    public void Each_addressee_is_a_row_whatever_stands_between_them(string text, string rows)
    {
        using var file = new TableText(text);
        Assert.Equal(["full_name", "email"], file.Columns());
        Assert.Equal(rows.Split('|'), file.Rows());
    }

    [Theory]
    [InlineData("Luc,Petit,luc@x.example\nEva,Martin,eva@x.example\n")]
    [InlineData("Luc Petit,luc@x.example\nEva Martin,eva@x.example\n")]
    [InlineData("1,Luc Petit <luc@x.example>,Gent\n2,Eva Martin <eva@x.example>,Aalst\n")]
    public void A_table_without_a_header_is_not_a_list_of_addressees(string text)
    {
        using var file = new TableText(text);
        Assert.NotEqual(["full_name", "email"], file.Columns());
    }
}
