using Stamgast.Formats;

namespace Stamgast.Tests.Formats;

public sealed class VatNumberTests
{
    [Theory]
    [InlineData("CHE-123.456.788 MWST", "CHE123456788")]
    [InlineData("CHE-123.456.788 TVA", "CHE123456788")]
    [InlineData("che 123 456 788 iva", "CHE123456788")]
    [InlineData("CH 123.456.788", "CHE123456788")]
    [InlineData("NO123456789MVA", "NO123456789MVA")]
    [InlineData("AU12345678901", "AU12345678901")]
    [InlineData("NR 0403.019.261", "BE0403019261")]
    public void A_number_is_stored_as_its_country_writes_it(string cell, string stored) =>
        Assert.Equal((stored, null), (Read(cell).Value, Read(cell).Problem));

    [Theory]
    [InlineData("PRIVE1234567")]
    [InlineData("GEEN123456")]
    [InlineData("MAX1234567")]
    [InlineData("CHEF123456")]
    [InlineData("NO 0403")]
    public void A_word_with_digits_is_not_a_number(string cell) => Assert.Equal("vat.shape", Read(cell).Problem);

    private static Reading Read(string cell) => VatNumber.Read(new CellText(cell), "BE");
}
