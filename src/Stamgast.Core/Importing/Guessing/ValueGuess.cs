using System.Collections.Frozen;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Formats.Phones;
using Stamgast.Importing.Mending;
using Stamgast.Text;

namespace Stamgast.Importing.Guessing;

/// <summary>What the values of a column look like, and in what share of them (0 to 1).</summary>
internal readonly record struct ValueFinding(string Target, double Share);

/// <summary>Recognises a column by its values alone, for files without headers or with meaningless ones.</summary>
internal sealed class ValueGuess
{
    private static readonly FrozenSet<string> FirstNames = (
        "jan piet joris dirk kris luc marc mark bart tom stijn peter paul johan johannes wim willem pieter jeroen ruben geert guido karel patrick dries filip "
            + "frank hans jef jos kevin koen lars levi lucas niels rik rob robert sander sven thomas tim tijs vincent yves rudi dieter " +
        "an anna annelies els eva greet hilde ilse inge jozefien josefien jana julie karen katrien kim laura leen lien lies lieve lisa lotte marie marijke "
        + "martine mieke nathalie nele nina petra rita saskia sara sarah sofie sophie tine veerle emma " +
        "jean pierre michel philippe alain andre bernard christian claude daniel david didier eric francois frederic gabriel guillaume henri jacques julien "
        + "laurent louis marcel nicolas olivier pascal quentin raphael rene serge stephane theo thierry vincent victor xavier " +
        "anne aurelie beatrice brigitte camille caroline catherine cecile celine chantal christine claire danielle elise emilie florence francoise helene "
        + "isabelle jacqueline jeanne louise manon marguerite monique nadine pascale sabine sandrine simone sylvie valerie veronique virginie zoe " +
        "andreas bernd christoph finn florian friedrich georg gunther heinz helmut jurgen jens jonas karl klaus kurt lukas markus martin matthias max michael "
        + "stefan uwe werner wolfgang " +
        "anja birgit claudia cornelia elke erika gisela hannah heike helga ingrid julia katharina katja lena monika renate silke susanne ursula ute johanna " +
        "bas bram cornelis daan floris gerrit hendrik henk jaap joost kees maarten sanne bo fleur femke tess anouk esther marloes wilma " +
        "ahmed ali fatima khadija mohamed mohammed mustafa youssef aicha hassan ibrahim karim leila malika nadia omar rachid said samira yasmina zeynep mehmet "
        + "ayse emine murat " +
        "andrei krzysztof agnieszka piotr anna maria elena ivan marta katarzyna tomasz mario francesca chiara giovanni giuseppe luca paolo rosa antonio carlos "
        + "jose juan carmen john james mary susan richard william george elizabeth emily oliver jack").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> LegalForms =
        "nv sa bv bvba srl sprl vof snc cv cvba scrl sc asbl vzw gmbh ag kg ohg ug ev eurl sarl sas sasu ltd inc llc plc comm commv bvda sce".Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Languages =
        ("nl fr de en nederlands frans duits engels francais neerlandais allemand anglais deutsch franzosisch niederlandisch englisch dutch french german "
        + "english nlbe frbe nlnl frfr dede debe engb enus ned fra deu ger dut eng fre nld").Split(' ').ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Countries =
        ("be nl fr de lu gb uk es it pt at ch pl bel nld fra deu lux belgie belgium belgique belgien nederland netherlands paysbas niederlande frankrijk "
        + "france frankreich duitsland germany allemagne deutschland luxemburg luxembourg espana spain spanje espagne italie italy").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Salutations =
        "dhr mevr mw mr mrs ms miss heer deheer mevrouw mijnheer meneer m mme mlle monsieur madame mademoiselle herr frau madam dr prof ir ing".Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Types =
        "person persoon particulier personne company bedrijf onderneming societe firma unternehmen privat privatperson entreprise".Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for a common first name, folded ("zoe").</summary>
    public static bool IsKnownFirstName(string folded) => FirstNames.Contains(folded);

    private readonly List<string> values;

    public ValueGuess(IEnumerable<string> column) =>
        values = [.. column.Select(v => v.Trim()).Where(v => v.Length > 0 && EmptyWords.Of(null, null, v) is null)];

    public int Count => values.Count;

    /// <summary>Values that differ, as a share.</summary>
    public double Distinct => values.Count == 0 ? 0 : (double)values.Distinct(StringComparer.OrdinalIgnoreCase).Count() / values.Count;

    public double Emails => Share(IsEmail);
    public double Phones => Share(IsPhone);
    public double Mobiles => Share(v => IsPhone(v) && IsMobile(v));
    public double FullAddresses => Share(v => v.Contains(',', StringComparison.Ordinal) && HasPostalCode(v) && v.Any(char.IsLetter)
        && v.Split(' ').Length >= 4);
    public double StreetLines => Share(IsStreetLine);
    public double PostalCities => Share(v => HasLeadingPostalCode(v) && v.Length > 6 && char.IsLetter(v[^1]) && v[5..].Any(char.IsLower));
    public double KnownFirstNames => Share(IsFirstName);
    public double TwoNames => Share(v => v.Contains(' ', StringComparison.Ordinal) && Words(v).Any(FirstNames.Contains) && !v.Any(char.IsDigit));
    public double Companies => Share(v => Words(v).Any(LegalForms.Contains));
    public double Zeros => Share(v => v == "0");
    public double Particles => Share(v => Words(v).All(w => PersonNames.IsParticle(w)));

    /// <summary>
    /// False for values that a field would refuse one and all, whatever its header: customer categories under "Type", birthdays without a year, the
    /// code of a shop under "website".
    /// </summary>
    /// <param name="isBareNumber">The header says "number" without saying of what.</param>
    public bool MayBe(string target, bool isBareNumber = false) =>
        values.Count == 0 || (SupportedValues.MayBe(values, target) && (target != "number" || !IsOtherNumber(isBareNumber)) && target switch
    {
        "type" => Share(v => ChoiceWords.Type(v) is not null) >= 0.5 && !AreCustomersAndSuppliers,
        "active" or "newsletter" => Share(v => ChoiceWords.Flag(v) is not null) >= 0.5,
        "birth_date" => Share(IsDayOfYear) < 0.5,
        // "Is klant", "E-mail ontvangen": yes and no.
        "email" or "other_emails" or "name" or "full_name" or "company_name" => Share(v => ChoiceWords.Flag(v) is not null) < 0.9,
        _ => true,
    });

    // Bookkeeping distinguishes customers (C) from suppliers (S): without persons beside it, C does not mean company.
    private bool AreCustomersAndSuppliers => values.TrueForAll(v => v.Length == 1) && !values.Exists(v => v is "P" or "p");

    // "Number" may be that of a telephone, an account or an enterprise. Numbers filled up with zeros are like none of them.
    private bool IsOtherNumber(bool isBareNumber) => Clear()?.Target switch
    {
        "phone" or "mobile" when ArePhonesWithoutPlus => isBareNumber,
        "phone" or "mobile" =>
        Share(v => IsPhone(v)
        && (v[0] == '+' || (isBareNumber && (v.Any(c => c is ' ' or '/' or '.' or '-' or '(') || (v.Length is 9 or 10 && v[1] != '0'))))) > 0.6,
        "email" or "iban" or "vat_number" or "enterprise_number" or "address" or "birth_date" or "customer_since" => isBareNumber,
        _ => false,
    };

    // "32475111111": the country code without a plus. Only mobile numbers are long enough to be distinguished from other numbers.
    private bool ArePhonesWithoutPlus => values.Count > 0 && char.IsAsciiDigit(values[0][0]) && Share(IsMobileWithoutPlus) is var mobiles && mobiles > 0.5
        && mobiles + Share(v => !IsMobileWithoutPlus(v) && (IsPhone(v) || IsE164WithoutPlus(v))) >= 0.95;

    private static bool IsMobileWithoutPlus(string value) => IsE164WithoutPlus(value) && PhoneNumber.IsMobile("+" + Digits(value));

    private static bool IsE164WithoutPlus(string value) =>
        value.Length is >= 10 and <= 20 && value[0] is not '0' && value.All(c => char.IsAsciiDigit(c) || c is ' ' or '.' or '/' or '-')
            && PhoneNumber.IsValid("+" + Digits(value));

    private static string Digits(string value) => string.Concat(value.Where(char.IsAsciiDigit));

    /// <summary>True for days of a month: 1 to 31.</summary>
    public bool AreDaysOfMonth =>
        values.TrueForAll(v => int.TryParse(v, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var day)
        && day is >= 0 and <= 31);

    /// <summary>True for codes of four or five digits, or as in the Netherlands.</summary>
    public bool ArePostalCodes => values.Count > 0 && Share(IsPostalCode) > 0.9;

    /// <summary>True for values that confirm a doubtful header.</summary>
    public bool LooksLike(string target) => target switch
    {
        "salutation" => Share(v => v.Length > 1 && Salutations.Contains(Folding.Letters(v))) > 0.3,
        "country" => Share(v => Formats.Countries.Find(v) is not null) > 0.5,
        _ => false,
    };

    /// <summary>
    /// The best sufficient match, or null. Names, cities and numbers depend on the neighbouring columns and are decided separately.
    /// </summary>
    public ValueFinding? Clear()
    {
        if (values.Count == 0) return null;
        (string Target, double Share, double Enough)[] found =
        [
            ("email", Emails, 0.6),
            ("iban", Share(IsIban), 0.6),
            ("vat_number", Share(IsVat), 0.6),
            ("birth_date", Share(IsDate), 0.7),
            ("address", FullAddresses, 0.5),
            ("website", Share(v => v.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || v.StartsWith("http", StringComparison.OrdinalIgnoreCase)), 0.6),
            ("language", Share(v => Languages.Contains(Folding.Letters(v))), 0.95),
            ("country", Share(v => Countries.Contains(Folding.Letters(v))), 0.8),
            ("salutation", Share(v => Salutations.Contains(Folding.Letters(v))), 0.8),
            ("type", Share(v => Types.Contains(Folding.Letters(v))), 0.9),
            ("postal_city", PostalCities, 0.7),
            ("enterprise_number", Share(IsEnterpriseNumber), 0.6),
            ("phone", Phones, 0.6),
            ("mobile", ArePhonesWithoutPlus ? 1 : 0, 1),
            ("postal_code", Share(IsPostalCode), 0.8),
            ("street_line", StreetLines, 0.6),
        ];
        foreach (var (target, share, enough) in found)
        {
            if (share < enough) continue;
            return target switch
            {
                // "nl", "fr" and "de" are languages and countries; only countries come in capitals.
                "language" when Share(v => v.Length == 2 && v.All(char.IsUpper)) > 0.5 => new("country", share),
                "birth_date" => new(IsRecent() ? "customer_since" : "birth_date", share),
                "phone" => new(Mobiles > 0.8 * Phones ? "mobile" : "phone", share),
                _ => new(target, share),
            };
        }
        return null;
    }

    /// <summary>Values that are only a house number.</summary>
    public double HouseNumbers => Share(v => char.IsAsciiDigit(v[0]) && v.Length <= 10 && v.TakeWhile(char.IsAsciiDigit).Count() <= 5
        && v.Count(char.IsLetter) <= 3);

    /// <summary>True for unique whole numbers.</summary>
    public bool AreNumbers => values.Count > 0 && Distinct > 0.98 && Share(v => v.Length is >= 1
        and <= 15 && v.Count(char.IsAsciiDigit) >= (v.Length + 1) / 2 && v.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/')) > 0.95;

    /// <summary>True for 0, 1, 2 and so on, or 1, 2, 3.</summary>
    public bool CountRows => values.Count > 0 && values[0] is "0" or "1"
        && values.Select((v, i) => v == (i + values[0][0] - '0').ToString(System.Globalization.CultureInfo.InvariantCulture)).All(same => same);

    /// <summary>True for words that could be names or cities.</summary>
    public bool AreWords => values.Count > 0 && Share(v => v.Length <= 60 && char.IsLetter(v[0]) && !v.Any(char.IsDigit)) > 0.9;

    private double Share(Func<string, bool> test) => values.Count == 0 ? 0 : (double)values.Count(test) / values.Count;

    private static string[] Words(string value) => Folding.Fold(value).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsFirstName(string value) => Words(value) is [var first, ..] words && words.Length <= 2 && FirstNames.Contains(first);

    private static bool IsEmail(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && value.IndexOf('.', at) > at && !value.Contains(' ', StringComparison.Ordinal);
    }

    private static bool IsPhone(string value)
    {
        var digits = value.Count(char.IsAsciiDigit);
        return !IsStructuredCommunication(value) && digits is >= 8 and <= 15 && value[0] is '+' or '0'
            or '(' && value.All(c => char.IsAsciiDigit(c) || c is '+' or ' ' or '.' or '/' or '-' or '(' or ')' or '\u00A0') && !IsDate(value);
    }

    // "+++123/4567/89012+++", the reference of a Belgian credit transfer.
    private static bool IsStructuredCommunication(string value) =>
        value.Trim('+', '*', ' ') is { Length: 14 } plain && plain[3] == '/' && plain[8] == '/' && plain.Count(char.IsAsciiDigit) == 12;

    private static bool IsMobile(string value)
    {
        var digits = string.Concat(value.Where(char.IsAsciiDigit));
        if (digits.StartsWith("00", StringComparison.Ordinal)) digits = digits[2..];
        string[] prefixes = ["324", "316", "336", "337", "4915", "4916", "4917", "3526", "06", "07", "045", "046", "047", "048", "049", "015", "016", "017"];
        return prefixes.Any(p => digits.StartsWith(p, StringComparison.Ordinal));
    }

    private static bool IsIban(string value)
    {
        var plain = value.Replace(" ", "", StringComparison.Ordinal);
        return plain.Length is >= 15 and <= 34 && char.IsAsciiLetter(plain[0]) && char.IsAsciiLetter(plain[1]) && char.IsAsciiDigit(plain[2])
            && char.IsAsciiDigit(plain[3]) && plain.All(char.IsAsciiLetterOrDigit);
    }

    private static bool IsVat(string value)
    {
        var plain = string.Concat(value.Where(c => c is not (' ' or '.' or '-')));
        return plain.Length is >= 9 and <= 14 && char.IsAsciiLetter(plain[0]) && char.IsAsciiLetter(plain[1]) && plain.Count(char.IsAsciiDigit) >= 8;
    }

    // "0403.019.261" has as many digits as a mobile number, but nobody writes one like that.
    private static bool IsEnterpriseNumber(string value) =>
        value.Length == 12 && value[4] == '.' && value[8] == '.' && EnterpriseNumber.IsBelgian(value.Replace(".", "", StringComparison.Ordinal));

    private static bool IsDayOfYear(string value) =>
        value.Split('/', '-', '.') is [{ Length: 1 or 2 } day, { Length: 1 or 2 } month] && day.All(char.IsAsciiDigit) && month.All(char.IsAsciiDigit);

    private static bool IsDate(string value)
    {
        var day = value.Split(' ', 'T')[0];
        var parts = day.Split('/', '-', '.');
        return parts.Length == 3 && parts.All(p => p.Length is 1 or 2 or 4 && p.All(char.IsAsciiDigit)) && (parts[0].Length == 4 || parts[2].Length is 2 or 4);
    }

    // Birth dates lie further back than the day on which someone became a customer.
    private bool IsRecent()
    {
        var years = values.Where(IsDate).Select(v => v.Split('/', '-', '.', ' ', 'T').FirstOrDefault(p => p.Length == 4)).OfType<string>()
            .Select(y => int.Parse(y, System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        return years.Count > 0 && years[years.Count / 4] >= 2000;
    }

    private static bool IsPostalCode(string value) =>
        value.Length is >= 4 and <= 8 && ((value.All(char.IsAsciiDigit) && value.Length <= 5)
            || HasLeadingPostalCode(value)
            || (value.Length > 5 && value[1] == '-' && value[2..].All(char.IsAsciiDigit)));

    // "9000", "3511 AB", "75001": four or five digits at the start.
    private static bool HasLeadingPostalCode(string value)
    {
        var digits = value.TakeWhile(char.IsAsciiDigit).Count();
        return digits is 4 or 5 && (value.Length == digits || value[digits] == ' ' || char.IsAsciiLetterUpper(value[digits]));
    }

    private static bool HasPostalCode(string value) => value.Split(' ', ',').Any(w => w.Length is 4 or 5 && w.All(char.IsAsciiDigit));

    private static bool IsStreetLine(string value)
    {
        var words = value.Split(' ');
        return words.Length >= 2 && char.IsLetter(value[0]) && words[1..].Any(w => w.Length is > 0 and <= 6 && char.IsAsciiDigit(w[0]))
            && !value.Contains('@', StringComparison.Ordinal);
    }
}
