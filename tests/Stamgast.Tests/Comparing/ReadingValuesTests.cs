using Stamgast.Comparing.Places;
using Stamgast.Comparing;
using Stamgast.Comparing.Names;
using Xunit;

namespace Stamgast.Tests.Comparing;

public class ReadingValuesTests
{
    [Theory]
    [InlineData("1985-07-30", 19850730)]
    [InlineData("30/07/1985", 19850730)]
    [InlineData("30.7.85", 19850730)]
    [InlineData("19850730", 19850730)]
    [InlineData("30 juli 1985", 19850730)]
    [InlineData("July 30, 1985", 19850730)]
    [InlineData("30 août 1985", 19850830)]
    [InlineData("1985-07-30T00:00:00", 19850730)]
    [InlineData("30/07/1985 00:00:00", 19850730)]
    [InlineData("31258", 19850730)]
    [InlineData("19371233", 19371233)]
    [InlineData("1917820", 1917820)]
    [InlineData("1071985", 19850701)]
    [InlineData("1985", 19850000)]
    [InlineData("07/1985", 19850700)]
    [InlineData("soon", 0)]
    [InlineData("", 0)]
    public void Birth_dates_are_read_in_any_format(string text, int date) => Assert.Equal(date, BirthDates.Read(text));

    [Fact]
    public void The_column_decides_which_of_two_small_numbers_is_the_month()
    {
        Assert.Equal(19850703, BirthDates.Read("03/07/1985", isDayFirst: true));
        Assert.Equal(19850307, BirthDates.Read("03/07/1985", isDayFirst: false));
    }

    [Theory]
    [InlineData("+32 486 12 33 09", "486123309")]
    [InlineData("0486/12.33.09", "486123309")]
    [InlineData("0032486123309", "486123309")]
    [InlineData("32486123309", "486123309")]
    [InlineData("+32 (0)486 12 33 09", "486123309")]
    [InlineData("+31 6 30532089", "630532089")]
    [InlineData("+352 229881", "229881")]
    [InlineData("n/a", "")]
    public void Telephone_numbers_lose_their_country(string text, string digits)
    {
        Span<char> into = stackalloc char[24];
        Assert.Equal(digits, into[..Digits.Phone(text, into)].ToString());
    }

    [Theory]
    [InlineData("BE 0403.019.261", "403019261")]
    [InlineData("0403019261", "403019261")]
    public void Company_numbers_lose_country_and_dots(string text, string code)
    {
        Span<char> into = stackalloc char[40];
        Assert.Equal(code, into[..Digits.Code(text, into, true)].ToString());
    }

    [Theory]
    [InlineData("Kerkstraat 12 bus 3", "kerkstr", 12, 3)]
    [InlineData("12 rue de la Loi bte 4", "rue de la loi", 12, 4)]
    [InlineData("Kerkstraat 12b", "kerkstr", 12, 0)]
    [InlineData("Kerkstraat", "kerkstr", 0, 0)]
    [InlineData("3344 W 79TH ST", "w 79th str", 3344, 0)]
    public void Address_lines_are_split(string text, string street, int number, int box)
    {
        var line = AddressLine.Read(text);
        Assert.Equal((street, number, box), (line.Street, line.Number >> 5, line.Box >> 5));
    }

    [Theory]
    [InlineData("Willem de Bakker", "willem", "de bakker")]
    [InlineData("de Bakker, Willem", "willem", "de bakker")]
    [InlineData("Dr. Jozefien Aerts", "jozefien", "aerts")]
    [InlineData("Bakker Willem", "willem", "bakker")]
    [InlineData("Aerts", "", "aerts")]
    [InlineData("Karel Aerts, graaf van Bakel", "karel", "aerts")]
    [InlineData("Aerts, Karel", "karel", "aerts")]
    public void Full_names_are_split(string text, string given, string family) => Assert.Equal((given, family), PersonName.Split(text));

    [Fact]
    public void A_column_with_last_names_first_is_recognised() =>
        Assert.Equal(("noor", "van den kerkhove"), PersonName.Split("Van den Kerkhove Noor", isFamilyFirst: true));
}
