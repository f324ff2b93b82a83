using Stamgast.Formats;

namespace Stamgast.Tests.Formats;

public class PhoneNumberTests
{
    [Theory]
    [InlineData("+32 486 12 33 09", "BE", "+32486123309")]
    [InlineData("0486/12.33.09", "BE", "+32486123309")]
    [InlineData("0032 486 12 33 09", "NL", "+32486123309")]
    [InlineData("+32 (0)486 12 33 09", "BE", "+32486123309")]
    [InlineData("+0032 486 12 33 09", "BE", "+32486123309")]
    [InlineData("(0)486 12 33 09", "BE", "+32486123309")]
    [InlineData("(0486) 12 33 09", "BE", "+32486123309")]
    [InlineData("+32 0486 12 33 09", "NL", "+32486123309")]
    [InlineData("32486123309", "BE", "+32486123309")]
    [InlineData("GSM: 0486 12 33 09", "BE", "+32486123309")]
    [InlineData("02 847 84 81", "BE", "+3228478481")]
    [InlineData("04.839.51.87", "BE", "+3248395187")]
    [InlineData("06-24331180", "NL", "+31624331180")]
    [InlineData("010 - 925 41 58", "NL", "+31109254158")]
    [InlineData("0800-1234", "NL", "+318001234")]
    [InlineData("01 23 45 67 89", "FR", "+33123456789")]
    [InlineData("0151 2913426", "DE", "+491512913426")]
    [InlineData("030/187966", "DE", "+4930187966")]
    [InlineData("621 123 456", "LU", "+352621123456")]
    [InlineData("02 1234 5678", "IT", "+390212345678")]
    [InlineData("+1 (212) 555-0123", "BE", "+12125550123")]
    [InlineData("49891234567", "DE", "+49891234567")]
    [InlineData("4915123456789", "DE", "+4915123456789")]
    [InlineData("4315123456", "AT", "+4315123456")]
    [InlineData("436641234567", "AT", "+436641234567")]
    [InlineData("33612345678", "FR", "+33612345678")]
    [InlineData("31612345678", "NL", "+31612345678")]
    [InlineData("41791234567", "CH", "+41791234567")]
    [InlineData("04921 123456", "DE", "+494921123456")]
    [InlineData("492112345", "DE", "+49492112345")]
    [InlineData("391 1234567", "IT", "+393911234567")]
    public void A_number_is_read_in_its_country(string text, string country, string e164)
    {
        var read = PhoneNumber.Read(text, country);
        Assert.Null(read.Problem);
        Assert.Equal(e164, read.Value);
        Assert.True(PhoneNumber.IsValid(e164));
        Assert.Same(e164, PhoneNumber.Read(e164, "FR").Value);
    }

    [Theory]
    [InlineData("0486 12 33", "BE", "phone.length")]
    [InlineData("0586 12 33 09", "BE", "phone.length")]
    [InlineData("012345678", "NL", "phone.length")]
    [InlineData("112", "BE", "phone.length")]
    [InlineData("+999 123456789", "BE", "phone.country")]
    [InlineData("onbekend", "BE", "phone.characters")]
    [InlineData("0486 12 33 09 / 0486 12 33 10 (thuis)", "BE", "phone.characters")]
    [InlineData("jan@claes.example", "BE", "phone.characters")]
    public void What_is_no_number_is_refused(string text, string country, string problem)
    {
        var read = PhoneNumber.Read(text, country);
        Assert.Equal(problem, read.Problem);
        Assert.Null(read.Value);
    }

    [Theory]
    [InlineData("02 847 84 81 ext. 12", "+3228478481", "phone.extension")]
    [InlineData("+32 2 847 84 81 x12", "+3228478481", "phone.extension")]
    [InlineData("+3228478481;ext=12", "+3228478481", "phone.extension")]
    [InlineData("486123309", "+32486123309", "phone.trunk")]
    public void What_was_left_out_or_added_is_said(string text, string e164, string warning)
    {
        var read = PhoneNumber.Read(text, "BE");
        Assert.Equal(e164, read.Value);
        Assert.Equal(warning, read.Warning);
    }

    [Theory]
    [InlineData("+32486123309", true)]
    [InlineData("+3228478481", false)]
    [InlineData("+3248395187", false)]
    [InlineData("+31624331180", true)]
    [InlineData("+31109254158", false)]
    [InlineData("+33612345678", true)]
    [InlineData("+33123456789", false)]
    [InlineData("+4915123456789", true)]
    [InlineData("+4930187966", false)]
    [InlineData("+352621123456", true)]
    [InlineData("+352229881", false)]
    public void Mobile_numbers_are_told_from_landlines(string e164, bool mobile) => Assert.Equal(mobile, PhoneNumber.IsMobile(e164));

    [Theory]
    [InlineData("+32486123309", "+32 486 12 33 09", "0486 12 33 09")]
    [InlineData("+3228478481", "+32 2 847 84 81", "02 847 84 81")]
    [InlineData("+3210790529", "+32 10 79 05 29", "010 79 05 29")]
    [InlineData("+3280012345", "+32 800 12 345", "0800 12 345")]
    [InlineData("+31624331180", "+31 6 2433 1180", "06 2433 1180")]
    [InlineData("+31109254158", "+31 10 925 4158", "010 925 4158")]
    [InlineData("+31111412345", "+31 111 412 345", "0111 412 345")]
    [InlineData("+33123456789", "+33 1 23 45 67 89", "01 23 45 67 89")]
    [InlineData("+491512913426", "+49 151 2913426", "0151 2913426")]
    [InlineData("+4930187966", "+49 30 187966", "030 187966")]
    [InlineData("+352229881", "+352 22 98 81", "22 98 81")]
    public void A_number_is_shown_in_the_groups_of_its_country(string e164, string international, string national)
    {
        Assert.Equal(international, PhoneDisplay.International(e164));
        Assert.Equal(national, PhoneDisplay.National(e164, PhoneNumber.CountryOf(e164)!));
        Assert.Equal(international, PhoneDisplay.National(e164, "US"));
        Assert.Equal(e164, PhoneNumber.Read(international, "US").Value);
        Assert.Equal(e164, PhoneNumber.Read(national, PhoneNumber.CountryOf(e164)!).Value);
    }
}
