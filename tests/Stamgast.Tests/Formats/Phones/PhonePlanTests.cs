using System.Globalization;
using PhoneNumbers;
using Stamgast.Formats.Phones;
using Ours = Stamgast.Formats.Phones.PhoneNumber;

namespace Stamgast.Tests.Formats.Phones;

/// <summary>
/// Our own plans of the home countries against the library, over generated numbers in all writings. <c>STAMGAST_PHONES=1000000</c> takes
/// as many (<c>bin/soak</c>).
/// </summary>
public sealed class PhonePlanTests
{
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    private static readonly PhoneNumberType[] Types =
    [
        PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.UAN,
        PhoneNumberType.VOIP, PhoneNumberType.PAGER,
    ];

    private static int Count => int.Parse(Environment.GetEnvironmentVariable("STAMGAST_PHONES") ?? "20000", CultureInfo.InvariantCulture);

    [Fact]
    public void Our_plans_read_a_number_of_the_home_countries_as_the_library_does()
    {
        var (differences, valid) = Compare((text, country) => Ours.Read(text, country).Value);
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(20)));
        Assert.InRange(valid, Count / 10, Count);
    }

    [Fact]
    public void A_plan_that_keeps_the_zero_or_takes_too_few_digits_would_be_noticed()
    {
        Assert.NotEmpty(Compare((text, country) => Ours.Read(text, country).Value?.Replace("+32", "+320", StringComparison.Ordinal)).Differences);
        Assert.NotEmpty(Compare((text, country) => Ours.Read(text, country).Value is { Length: < 13 } value ? value : null).Differences);
    }

    [Fact]
    public void Mobile_numbers_are_told_from_landlines_as_the_library_does()
    {
        var random = new Random(2);
        var mobiles = 0;
        for (var i = 0; i < Count; i++)
        {
            var (code, national) = Some(random);
            if (Ours.Read($"+{code.Digits}{national}", "").Value is not { } e164) continue;
            if (Parsed(e164, null) is not { } number || !Library.IsValidNumber(number)) continue;
            var isMobile = Library.GetNumberType(number) == PhoneNumberType.MOBILE;
            Assert.True(isMobile == Ours.IsMobile(e164), e164);
            if (isMobile) mobiles++;
        }
        Assert.InRange(mobiles, Count / 100, Count);
    }

    [Fact]
    public void Every_calling_code_of_the_world_is_found_at_the_start_of_its_numbers()
    {
        foreach (var code in Library.GetSupportedCallingCodes())
        {
            var digits = code.ToString(CultureInfo.InvariantCulture);
            var found = CallingCode.AtStart(digits + "23456789");
            Assert.Equal(digits, found?.Digits);
            Assert.Equal(Library.GetRegionCodeForCountryCode(code).Replace("001", "", StringComparison.Ordinal), found!.Country);
            if (found.Country.Length > 0) Assert.Equal(Library.GetNddPrefixForRegion(found.Country, true) ?? "", found.Trunk);
        }
        Assert.Null(CallingCode.AtStart("99912345678"));
        Assert.Null(CallingCode.AtStart("0486123309"));
        Assert.Null(CallingCode.AtStart("32"));
    }

    // Numbers that the library knows are read the same way; for others the library writes them the same way.
    private static (List<string> Differences, int Valid) Compare(Func<string, string, string?> read)
    {
        var random = new Random(1);
        var differences = new List<string>();
        var valid = 0;
        for (var i = 0; i < Count; i++)
        {
            var (code, national) = Some(random);
            var country = random.Next(10) == 0 ? PhonePlan.All[random.Next(PhonePlan.All.Count)].Code.Country : code.Country;
            var text = Written(random, code, national);
            var ours = read(text, country);
            if (ours is not null && (Parsed(ours, null) is not { } own || E164(own) != ours))
                differences.Add($"'{text}' in {country} is {ours}, which the library does not write so");
            // The code of the own country without its plus is our own reading: the library takes it for the first digits of some numbers.
            if (text.StartsWith(PhonePlan.Of(country)!.Code.Digits, StringComparison.Ordinal)) continue;
            if (Parsed(text, country) is not { } number || !Library.IsValidNumber(number) || E164(number).Length > 16) continue;
            valid++;
            if (E164(number) != ours) differences.Add($"'{text}' in {country} is {E164(number)}, not {ours ?? "refused"}");
        }
        return (differences, valid);
    }

    // Digits by chance, or with the first ones of a number that is in use.
    private static (CallingCode Code, string National) Some(Random random)
    {
        var plan = PhonePlan.All[random.Next(PhonePlan.All.Count)];
        var example = random.Next(2) == 0 ? Library.GetExampleNumberForType(plan.Code.Country, Types[random.Next(Types.Length)]) : null;
        var digits = example is null
            ? new char[random.Next(plan.Shortest - 1, plan.Longest + 2)]
            : Library.GetNationalSignificantNumber(example).ToCharArray();
        for (var i = example is null ? 0 : random.Next(1, digits.Length); i < digits.Length; i++) digits[i] = (char)('0' + random.Next(10));
        return (plan.Code, new string(digits));
    }

    private static string Written(Random random, CallingCode code, string national) => random.Next(8) switch
    {
        0 => $"+{code.Digits}{national}",
        1 => $"00{code.Digits} {national}",
        2 => $"+{code.Digits} (0){national}",
        3 => $"+{code.Digits} 0{national}",
        4 => national,
        5 => code.Digits + national,
        6 => $"0{national[..2]}/{national[2..]}",
        _ => $"0{national}",
    };

    private static string E164(PhoneNumbers.PhoneNumber number) => Library.Format(number, PhoneNumberFormat.E164);

    private static PhoneNumbers.PhoneNumber? Parsed(string text, string? country)
    {
        try { return Library.Parse(text, country); }
        catch (NumberParseException) { return null; }
    }
}
