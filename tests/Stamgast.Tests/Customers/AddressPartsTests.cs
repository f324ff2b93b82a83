using Stamgast.Customers;

namespace Stamgast.Tests.Customers;

public sealed class AddressPartsTests
{
    private static string Shown(AddressParts p) => string.Join('|', p.Street, p.HouseNumber, p.Box, p.PostalCode, p.City, p.Country).TrimEnd('|');

    [Theory]
    [InlineData("Veldsteenweg 245 bus 24", "Veldsteenweg|245|24")]
    [InlineData("Clos du Château 8", "Clos du Château|8")]
    [InlineData("Rue de la Loi, 16 bte 5", "Rue de la Loi|16|5")]
    [InlineData("Kerkstraat 12/3", "Kerkstraat|12/3")]
    [InlineData("Place de Waterloo 59B", "Place de Waterloo|59B")]
    [InlineData("Kerkstraat 12 A", "Kerkstraat|12 A")]
    [InlineData("12 bis, rue Haute", "rue Haute|12 bis")]
    [InlineData("8 Rue de la Paix", "Rue de la Paix|8")]
    [InlineData("Avenue du 11 Novembre 5", "Avenue du 11 Novembre|5")]
    [InlineData("Kerkstraat nr. 7", "Kerkstraat|7")]
    [InlineData("Allée Léopold II 31", "Allée Léopold II|31")]
    [InlineData("Hoeve Ter Linden", "Hoeve Ter Linden")]
    [InlineData("Musterstraße 12a Whg. 3", "Musterstraße|12a|3")]
    [InlineData("", "")]
    public void A_street_line_is_street_number_and_box(string line, string parts) =>
        Assert.Equal(parts, Shown(AddressParts.OfStreetLine(line)));

    [Theory]
    [InlineData("9000 Gent", "|||9000|Gent")]
    [InlineData("3511 AB Utrecht", "|||3511 AB|Utrecht")]
    [InlineData("3511AB Utrecht", "|||3511AB|Utrecht")]
    [InlineData("D-10115 Berlin", "|||D-10115|Berlin")]
    [InlineData("79098 Freiburg im Breisgau", "|||79098|Freiburg im Breisgau")]
    [InlineData("Gent (9000)", "|||9000|Gent")]
    [InlineData("Gent", "||||Gent")]
    [InlineData("9000", "|||9000")]
    public void Code_and_city_are_told_apart(string text, string parts) =>
        Assert.Equal(parts, Shown(AddressParts.OfPostalCity(text)));

    [Theory]
    [InlineData("Impasse de Namur 89, 5500 Dinant, BE", "Impasse de Namur|89||5500|Dinant|BE")]
    [InlineData("Place de Waterloo 59B, 1420 Braine-l'Alleud, BE", "Place de Waterloo|59B||1420|Braine-l'Alleud|BE")]
    [InlineData("Dorp 1 bus 2\n9000 Gent\nBelgië", "Dorp|1|2|9000|Gent|BE")]
    [InlineData("Rue Haute 5 - 1000 Bruxelles", "Rue Haute|5||1000|Bruxelles")]
    [InlineData("Kerkstraat 5 9000 Gent", "Kerkstraat|5||9000|Gent")]
    [InlineData("12, rue Haute, 75001 Paris, France", "rue Haute|12||75001|Paris|FR")]
    [InlineData("Dorp 1, Gent", "Dorp|1|||Gent")]
    [InlineData("Dorp 1  Gent", "Dorp|1|||Gent")]
    [InlineData("Kerkstraat 5 9000  Gent", "Kerkstraat|5||9000|Gent")]
    [InlineData("Kerkstraat 5  9000 Gent", "Kerkstraat|5||9000|Gent")]
    [InlineData("Kerkstraat  5 9000 Gent", "Kerkstraat|5||9000|Gent")]
    [InlineData("Rue de la  Loi 5 1000 Bruxelles", "Rue de la Loi|5||1000|Bruxelles")]
    [InlineData("Kerkstraat 5  Gent    9000  BE", "Kerkstraat|5||9000|Gent|BE")]
    [InlineData("Kerkstraat 5, Gent, 9000", "Kerkstraat|5||9000|Gent")]
    [InlineData("Steenweg 1234", "Steenweg|1234")]
    [InlineData("27 Washington Oak Park IL 60302", "Washington Oak Park IL 60302|27")]
    public void An_address_in_one_cell_is_cut_into_its_parts(string address, string parts) =>
        Assert.Equal(parts, Shown(AddressParts.OfAddress(address)));

    [Theory]
    [InlineData("Kerkstraat 5, 9000, Gent")]
    [InlineData("Kerkstraat 5, bus 3, 9000, Gent")]
    [InlineData("Kerkstraat 5, Residentie De Linde, 9000, Gent")]
    public void A_code_with_commas_around_it_is_read_as_one_before_its_town(string address) =>
        Assert.Equal(AddressParts.OfAddress(address.Replace("9000, ", "9000 ")), AddressParts.OfAddress(address));

    [Fact]
    public void No_letter_or_digit_of_an_address_is_ever_lost()
    {
        var random = new Random(4);
        string[] bits = ["Dorp", "12", "bus 3", ",", "9000 Gent", "BE", " - ", "\n", "3511 AB", "12a", "rue", "nr", "(", "1000", ";", "bis", "II"];
        for (var round = 0; round < 20_000; round++)
        {
            var address = string.Join(' ', Enumerable.Range(0, random.Next(1, 8)).Select(_ => bits[random.Next(bits.Length)]));
            var parts = Shown(AddressParts.OfAddress(address));
            foreach (var word in address.Split([' ', ',', '\n', ';', '(', '-'], StringSplitOptions.RemoveEmptyEntries))
                if (word is not ("bus" or "nr")) Assert.True(parts.Contains(word, StringComparison.Ordinal), $"'{word}' of '{address}' is not in '{parts}'");
        }
    }
}
