using System.Globalization;
using Stamgast.Customers;
using Stamgast.Text;

namespace Stamgast.SampleData;

/// <summary>
/// The errors of a customer who is entered a second time: typing errors, nicknames, swapped names, a new address, a married name, another phone,
/// missing fields. One to three at once, as in real lists.
/// </summary>
internal static class SampleErrors
{
    private delegate bool Mistake(CustomerValues values, long id, SeededRandom random);

    private sealed record Kind(string Name, int Weight, Mistake Make);

    private static readonly Kind[] OfPersons =
    [
        new("typo_last", 12, (v, _, r) => Change(v, CustomerFields.LastName, s => Typing.Slip(s, r))),
        new("typo_first", 9, (v, _, r) => Change(v, CustomerFields.FirstName, s => Typing.Slip(s, r))),
        new("nickname", 8, (v, _, r) => Change(v, CustomerFields.FirstName, s => CallNames.Of(s, r))),
        new("initial", 5, (v, _, _) => Change(v, CustomerFields.FirstName, s => s[..1] + ".")),
        new("swapped", 3, Swap),
        new("married", 5, Marry),
        new("particle_glued", 5, GlueParticle),
        new("accents_lost", 4, LoseAccents),
        new("capitals", 3, Shout),
        new("birth_digit", 6, (v, _, r) => Change(v, CustomerFields.BirthDate, s => WrongDigit(s, r))),
        new("birth_swapped", 3, (v, _, _) => Change(v, CustomerFields.BirthDate,
        s => string.CompareOrdinal(s[8..], "12") > 0 ? s : $"{s[..4]}-{s[8..]}-{s[5..7]}")),
        new("birth_missing", 6, Omit(CustomerFields.BirthDate)),
        .. OfEveryone,
    ];

    private static readonly Kind[] OfCompanies =
    [
        new("typo_company", 14, (v, _, r) => Change(v, CustomerFields.CompanyName, s => Typing.Slip(s, r))),
        new("legal_form", 14, ChangeForm),
        new("words_swapped", 4, (v, _, _) => Change(v, CustomerFields.CompanyName, s => SwapFirstWords(s))),
        new("abbreviated", 5, (v, _, _) => Change(v, CustomerFields.CompanyName, Abbreviate)),
        new("vat_missing", 10, (v, _, _) => Clear(v, CustomerFields.VatNumber) | Clear(v, CustomerFields.EnterpriseNumber)),
        new("accents_lost", 3, LoseAccents),
        new("capitals", 5, Shout),
        .. OfEveryone,
    ];

    private static Kind[] OfEveryone =>
    [
        new("moved", 9, Move),
        new("typo_street", 5, (v, _, r) => Change(v, CustomerFields.Street, s => Typing.Slip(s, r))),
        new("other_house_number", 3, (v, _, r) => Change(v, CustomerFields.HouseNumber, _ => r.Between(1, 200).ToString(CultureInfo.InvariantCulture))),
        new("address_missing", 3, (v, _, _) => Clear(v, CustomerFields.Street) | Clear(v, CustomerFields.HouseNumber) | Clear(v, CustomerFields.Box)),
        new("other_mobile", 7, (v, id, r) => Change(v, CustomerFields.Mobile, _ => SampleNumbers.Mobile(Where(v), id, r))),
        new("other_phone", 4, (v, id, _) => Change(v, CustomerFields.Phone, _ => SampleNumbers.Landline(Where(v), id))),
        new("mobile_missing", 6, Omit(CustomerFields.Mobile)),
        new("phone_missing", 3, Omit(CustomerFields.Phone)),
        new("other_email", 7, (v, _, r) => Change(v, CustomerFields.Email, s => v.IsCompany
        ? "boekhouding" + s[s.IndexOf('@', StringComparison.Ordinal)..] : SamplePerson.Email(v, Where(v), true, r))),
        new("email_missing", 6, Omit(CustomerFields.Email)),
        new("typo_email", 3, (v, _, r) => Change(v, CustomerFields.Email, s => Typing.SlipBefore(s, '@', r))),
        new("iban_missing", 2, Omit(CustomerFields.Iban)),
    ];

    /// <summary>Makes one to three errors; returns their names joined by "+". The ID is that of the duplicate, for unique numbers.</summary>
    public static string Make(CustomerValues values, long id, SeededRandom random)
    {
        var kinds = values.IsCompany ? OfCompanies : OfPersons;
        var wanted = random.Below(100) switch { < 50 => 1, < 84 => 2, _ => 3 };
        var made = new List<string>(3);
        for (var tries = 0; made.Count < wanted && tries < 40; tries++)
        {
            var kind = Draw(kinds, random);
            if (!made.Contains(kind.Name) && kind.Make(values, id, random)) made.Add(kind.Name);
        }
        // A remark and a case manager belong to the entry, not to the person.
        values[CustomerFields.Notes] = null;
        if (random.Chance(50)) values[CustomerFields.Label] = null;
        return string.Join('+', made);
    }

    private static Kind Draw(Kind[] kinds, SeededRandom random)
    {
        var at = random.Below(kinds.Sum(k => k.Weight));
        foreach (var kind in kinds)
            if ((at -= kind.Weight) < 0) return kind;
        return kinds[^1];
    }

    private static Mistake Omit(int field) => (values, _, _) => Clear(values, field);

    private static bool Clear(CustomerValues values, int field)
    {
        if (values[field] is null) return false;
        values[field] = null;
        return true;
    }

    // False when the field is empty or the mistake makes no difference.
    private static bool Change(CustomerValues values, int field, Func<string, string> change)
    {
        if (values[field] is not { Length: > 1 } before) return false;
        values[field] = change(before);
        return values[field] != before;
    }

    private static Place Where(CustomerValues values)
    {
        var country = values[CustomerFields.Country] ?? "BE";
        var area = country switch { "BE" => "9", "NL" => "20", "FR" => "1", "DE" => "30", _ => "26" };
        return new Place(country, values[CustomerFields.Language] ?? "nl", "", "", area);
    }

    private static bool Move(CustomerValues values, long id, SeededRandom random)
    {
        SampleCustomers.SetAddress(values, SampleCustomers.PlaceNear(values, random), random);
        return true;
    }

    private static bool Swap(CustomerValues values, long id, SeededRandom random)
    {
        var (first, last) = (values[CustomerFields.FirstName], values[CustomerFields.LastName]);
        if (first == last || values[CustomerFields.Particle] is not null) return false;
        (values[CustomerFields.FirstName], values[CustomerFields.LastName]) = (last, first);
        return true;
    }

    private static bool Marry(CustomerValues values, long id, SeededRandom random)
    {
        if (values[CustomerFields.Gender] != "2") return false;
        var own = values[CustomerFields.LastName];
        var partner = SamplePerson.OtherSurname(SampleCustomers.PlaceNear(values, random), random);
        SamplePerson.SetSurname(values, random.Chance(50) ? partner : $"{partner}-{own}", values[CustomerFields.Country] is "NL" or "DE");
        return true;
    }

    private static bool GlueParticle(CustomerValues values, long id, SeededRandom random)
    {
        var (particle, last) = (values[CustomerFields.Particle], values[CustomerFields.LastName]);
        if (last is null || (particle is null && !last.Contains(' ', StringComparison.Ordinal))) return false;
        var letters = string.Concat(particle, last).Replace(" ", "", StringComparison.Ordinal);
        values[CustomerFields.Particle] = null;
        values[CustomerFields.LastName] = string.Concat(letters[..1].ToUpperInvariant(), letters[1..].ToLowerInvariant());
        return true;
    }

    private static bool LoseAccents(CustomerValues values, long id, SeededRandom random) =>
        Change(values, CustomerFields.FirstName, Typing.Plain) | Change(values, CustomerFields.LastName, Typing.Plain)
        | Change(values, CustomerFields.CompanyName, Typing.Plain) | Change(values, CustomerFields.City, Typing.Plain);

    private static bool Shout(CustomerValues values, long id, SeededRandom random) =>
        Change(values, CustomerFields.LastName, s => s.ToUpperInvariant()) | Change(values, CustomerFields.CompanyName, s => s.ToUpperInvariant());

    private static string WrongDigit(string date, SeededRandom random)
    {
        var year = int.Parse(date.AsSpan(0, 4), CultureInfo.InvariantCulture) + random.Pick([-10, -1, 1, 10]);
        return year is < 1900 or > 2015 || date.EndsWith("02-29", StringComparison.Ordinal) ? date : year.ToString(CultureInfo.InvariantCulture) + date[4..];
    }

    private static bool ChangeForm(CustomerValues values, long id, SeededRandom random)
    {
        var forms = SampleCompany.FormsOf(Where(values));
        return Change(values, CustomerFields.CompanyName, name =>
        {
            var form = forms.Where(f => name.EndsWith(" " + f, StringComparison.Ordinal)).MaxBy(f => f.Length);
            if (form is null) return $"{name} {random.Pick(forms)}";
            var stem = name[..^(form.Length + 1)];
            return random.Chance(50) ? stem : $"{stem} {random.Pick(forms)}";
        });
    }

    private static string SwapFirstWords(string name)
    {
        var words = name.Split(' ');
        if (words.Length < 3 || words[1] == "&") return name;
        (words[0], words[1]) = (words[1], words[0]);
        return string.Join(' ', words);
    }

    private static string Abbreviate(string name)
    {
        var space = name.IndexOf(' ', StringComparison.Ordinal);
        return space < 5 ? name : $"{name[..3]}.{name[space..]}";
    }
}
