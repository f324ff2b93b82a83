using Stamgast.Formats.Phones;

namespace Stamgast.Tests.Formats.Phones;

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
    [InlineData("14020", "NL", "+3114020")]
    [InlineData("(212) 555-0123", "US", "+12125550123")]
    [InlineData("1 212 555 0123", "CA", "+12125550123")]
    [InlineData("011 32 486 12 33 09", "US", "+32486123309")]
    [InlineData("020 7946 0018", "GB", "+442079460018")]
    [InlineData("07911 123456", "GB", "+447911123456")]
    [InlineData("447911123456", "GB", "+447911123456")]
    [InlineData("(02) 9374 4000", "AU", "+61293744000")]
    [InlineData("011 15-2345-6789", "AR", "+5491123456789")]
    [InlineData("0 15 21 11 23 45 67", "BR", "+552111234567")]
    [InlineData("8 (912) 345-67-89", "RU", "+79123456789")]
    [InlineData("06 20 123 4567", "HU", "+36201234567")]
    [InlineData("044 668 18 00", "CH", "+41446681800")]
    [InlineData("01 234567890", "AT", "+431234567890")]
    [InlineData("612 34 56 78", "ES", "+34612345678")]
    [InlineData("0532 123 45 67", "TR", "+905321234567")]
    [InlineData("06 12 34 56 78", "MA", "+212612345678")]
    [InlineData("03-1234-5678", "JP", "+81312345678")]
    [InlineData("+800 1234 5678", "BE", "+80012345678")]
    [InlineData("+٣٢ ٤٨٦ ١٢ ٣٣ ٠٩", "BE", "+32486123309")]
    [InlineData("＋３２ ４８６１２３３０９", "BE", "+32486123309")]
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
    [InlineData("000 486 12 33 09", "BE", "phone.country")]
    [InlineData("555-0123", "US", "phone.length")]
    [InlineData("+1 212 555", "BE", "phone.length")]
    [InlineData("+44 20 7946 0018 1234", "BE", "phone.length")]
    [InlineData("+61 00 2680 909", "BE", "phone.length")]
    [InlineData("12345678", "AQ", "phone.country")]
    public void An_impossible_number_is_refused(string text, string country, string problem)
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
    [InlineData("14020", "+3114020", null, "NL")]
    [InlineData("3114020", "+3114020", null, "NL")]
    [InlineData("7911 123456", "+447911123456", "phone.trunk", "GB")]
    [InlineData("447911123456", "+447911123456", null, "GB")]
    [InlineData("612 34 56 78", "+34612345678", null, "ES")]
    public void Removed_and_added_digits_are_reported(string text, string e164, string? warning, string country = "BE")
    {
        var read = PhoneNumber.Read(text, country);
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
    [InlineData("+31662345678", false)]
    [InlineData("+447911123456", true)]
    [InlineData("+442079460018", false)]
    [InlineData("+12125550123", false)]
    [InlineData("+905321234567", true)]
    [InlineData("+491512913426", true)]
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
    [InlineData("+494921123456", "+49 4921 123456", "04921 123456")]
    [InlineData("+41446681800", "+41 44 668 18 00", "044 668 18 00")]
    [InlineData("+442079460018", "+44 20 7946 0018", "020 7946 0018")]
    [InlineData("+390212345678", "+39 02 1234 5678", "02 1234 5678")]
    public void A_number_is_shown_in_the_groups_of_its_country(string e164, string international, string national)
    {
        Assert.Equal(international, PhoneDisplay.International(e164));
        Assert.Equal(national, PhoneDisplay.National(e164, PhoneNumber.CountryOf(e164)!));
        Assert.Equal(international, PhoneDisplay.National(e164, "US"));
        Assert.Equal(e164, PhoneNumber.Read(international, "US").Value);
        Assert.Equal(e164, PhoneNumber.Read(national, PhoneNumber.CountryOf(e164)!).Value);
    }

    [Fact]
    public void The_example_number_of_every_country_is_read_as_it_is_written_there_and_abroad()
    {
        var library = PhoneNumbers.PhoneNumberUtil.GetInstance();
        var count = 0;
        foreach (var country in library.GetSupportedRegions())
            foreach (var type in new[] { PhoneNumbers.PhoneNumberType.MOBILE, PhoneNumbers.PhoneNumberType.FIXED_LINE })
            {
                if (library.GetExampleNumberForType(country, type) is not { } number) continue;
                var e164 = library.Format(number, PhoneNumbers.PhoneNumberFormat.E164);
                Assert.Equal(e164, PhoneNumber.Read(library.Format(number, PhoneNumbers.PhoneNumberFormat.NATIONAL), country).Value);
                Assert.Equal(e164, PhoneNumber.Read(library.Format(number, PhoneNumbers.PhoneNumberFormat.INTERNATIONAL), "BE").Value);
                Assert.Equal(e164, PhoneNumber.Read(PhoneDisplay.International(e164), "BE").Value);
                Assert.True(PhoneNumber.IsValid(e164), e164);
                count++;
            }
        Assert.InRange(count, 400, 600);
    }

    [Theory]
    [InlineData("+491512913426", "+49 151 2913426", "0151 2913426")]
    [InlineData("+3278123456", "+32 78 12 34 56", "078 12 34 56")]
    public void A_number_of_a_range_that_the_library_does_not_know_is_shown_in_groups_too(string e164, string international, string national)
    {
        Assert.Equal(international, PhoneDisplay.International(e164));
        Assert.Equal(national, PhoneDisplay.National(e164, PhoneNumber.CountryOf(e164)!));
    }

    [Theory]
    [InlineData("+12")]
    [InlineData("+99912345678")]
    [InlineData("0486 12 33 09")]
    [InlineData("+32486x123309")]
    [InlineData("")]
    public void A_text_that_is_no_number_is_shown_as_it_is(string text) => Assert.Equal(text, PhoneDisplay.International(text));
}
