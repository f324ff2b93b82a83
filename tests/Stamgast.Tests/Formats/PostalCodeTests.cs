using Stamgast.Formats;

namespace Stamgast.Tests.Formats;

public sealed class PostalCodeTests
{
    [Theory]
    [InlineData("FL-9490", "LI", "9490")]
    [InlineData("GB-SW1A 1AA", "GB", "SW1A 1AA")]
    [InlineData("UK M1 1AE", "GB", "M1 1AE")]
    [InlineData("FIN-00100", "FI", "00100")]
    [InlineData("SLO-1000", "SI", "1000")]
    [InlineData("D 1067", "DE", "01067")]
    [InlineData("D-01067", "DE", "01067")]
    [InlineData("SW1A 1AA", null, "SW1A 1AA")]
    [InlineData("GIR 0AA", null, "GIR 0AA")]
    [InlineData("ABC-123", null, "ABC-123")]
    public void The_letters_before_a_code_name_its_country_and_are_left_out(string cell, string? country, string code) =>
        Assert.Equal((country, code), (PostalCode.CountryOf(cell), PostalCode.Read(new CellText(cell), null, "BE").Value));
}
