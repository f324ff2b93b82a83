using Stamgast.Customers;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Proposals.Previews;
using Stamgast.Text;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// Decides whether a row that names a customer by ID can be about that customer. An ID that was shifted by sorting one column, or overtyped, would
/// otherwise overwrite somebody else (rules.md S2.9). Matches are weighed against differences: people marry, move and change their address, but not
/// all at once.
/// </summary>
internal static class SamePerson
{
    private const double AlikeNames = 0.85;

    /// <summary>Fields that hardly two customers share.</summary>
    private static readonly int[] Own =
    [
        CustomerFields.BirthDate, CustomerFields.Email, CustomerFields.Phone, CustomerFields.Mobile,
        CustomerFields.EnterpriseNumber, CustomerFields.VatNumber, CustomerFields.Iban,
    ];

    /// <summary>False when the row is about somebody else.</summary>
    /// <param name="ownerOfNumber">The customer that has the row's number now, if any: numbers may swap within a sheet, but then the rest must agree.</param>
    public static bool MayBe(ImportedRow row, CustomerValues customer, long? ownerOfNumber, long customerId)
    {
        double agreeing = 0;
        var against = 0;
        foreach (var field in Own)
        {
            if (!row.Has(field) || customer[field] is not { } known) continue;
            if (row.Values[field] == known) agreeing++;
            else against++;
        }
        Weigh(SameNumber(row, customer), 2);
        Weigh(SameName(row, customer), 0.5);
        Weigh(Same(row, customer, CustomerFields.FirstName), 0.5);
        if (Same(row, customer, CustomerFields.Street) == true) agreeing += 0.5;
        if (row.Has(CustomerFields.Type) && row.Values[CustomerFields.Type] != customer[CustomerFields.Type]) against++;
        if (ownerOfNumber is { } owner && owner != customerId) return agreeing >= 1.5;
        return against < 2 || agreeing >= against / 3.0;

        void Weigh(bool? same, double weight)
        {
            if (same == true) agreeing += weight;
            else if (same == false) against++;
        }
    }

    /// <summary>
    /// True when a row matched only by a number or an address is about somebody else: its names differ, everything else in both differs too, and
    /// nothing matches. This happens when numbers of another program collide with ours.
    /// </summary>
    /// <param name="key">The field it was matched by.</param>
    public static bool IsSomebodyElse(ImportedRow row, CustomerValues customer, int key)
    {
        if (IsNameTurned(row, customer) || IsCalledAlike(row, customer) is not { } alike || alike) return false;
        var surnames = Same(row, customer, CustomerFields.LastName);
        var firstNames = Same(row, customer, CustomerFields.FirstName);
        // Marriage changes a last name; a company has no such reason, and a person does not become one.
        var arePeople = (surnames is not null || firstNames is not null) && !(customer.IsCompany && row.Has(CustomerFields.CompanyName));
        if (arePeople && firstNames == true || AnythingAgrees(row, customer, key, out var against)) return false;
        if (!arePeople && key == CustomerFields.Number) return true;
        if (surnames is not null && firstNames == false || IsElsewhere(row, customer)) against++;
        return against > 0;
    }

    /// <summary>True when a row without any name has another e-mail address than the customer, and nothing that identifies it.</summary>
    /// <param name="namesNobody">The file has no column that identifies its rows: a customer without address or phone number would get somebody
    /// else's.</param>
    public static bool HasOnlyAnotherAddress(ImportedRow row, CustomerValues customer, bool namesNobody)
    {
        if (row.Has(CustomerFields.FirstName) || row.Has(CustomerFields.LastName) || row.Has(CustomerFields.CompanyName)) return false;
        var isGiven = namesNobody ? row.Has(CustomerFields.Email) || row.Has(CustomerFields.Phone)
            || row.Has(CustomerFields.Mobile) : row.Has(CustomerFields.Email) && customer[CustomerFields.Email] is not null;
        if (!isGiven || SameNumber(row, customer) == true) return false;
        return !AnythingAgrees(row, customer, CustomerFields.Number, out _);
    }

    // Besides the name: values that hardly two share, or the house they live in.
    private static bool AnythingAgrees(ImportedRow row, CustomerValues customer, int key, out int against)
    {
        against = 0;
        foreach (var field in Own)
        {
            if (field == key || !row.Has(field)) continue;
            var given = row.Values[field]!;
            if (field is CustomerFields.Phone or CustomerFields.Mobile && (IsNumberOf(customer, CustomerFields.Phone, given)
                || IsNumberOf(customer, CustomerFields.Mobile, given) || IsAmong(customer, CustomerFields.OtherPhones, given))) return true;
            if (field == CustomerFields.Email && IsAmong(customer, CustomerFields.OtherEmails, given)) return true;
            if (customer[field] is not { } known) continue;
            if (string.Equals(given, known, StringComparison.OrdinalIgnoreCase)) return true;
            against++;
        }
        return Same(row, customer, CustomerFields.Street) == true && row.Values[CustomerFields.HouseNumber] == customer[CustomerFields.HouseNumber]
            && !IsElsewhere(row, customer);
    }

    private static bool IsNumberOf(CustomerValues customer, int field, string given) =>
        customer[field] is { } known && (known == given || SheetDamage.Is(known, given));

    private static bool IsAmong(CustomerValues customer, int field, string given) =>
        customer[field] is { } list && CustomerValues.Elements(list).Any(e => string.Equals(e, given, StringComparison.OrdinalIgnoreCase));

    // Towns have names in several languages; a code that agrees says enough.
    private static bool IsElsewhere(ImportedRow row, CustomerValues customer) =>
        row.Has(CustomerFields.PostalCode) && customer[CustomerFields.PostalCode] is { } code
            ? row.Values[CustomerFields.PostalCode] != code : Same(row, customer, CustomerFields.City) == false;

    // Compares a person by last name, otherwise first name; a company by its name; a person never matches a company, unless one is named after the
    // other. Null when the row has no name, or adds a contact to a company.
    private static bool? IsCalledAlike(ImportedRow row, CustomerValues customer)
    {
        var surname = Same(row, customer, CustomerFields.LastName);
        bool? company = row.Has(CustomerFields.CompanyName) && customer[CustomerFields.CompanyName] is { } known
            ? CompanyNames.AreAlike(row.Values[CustomerFields.CompanyName]!, known) : null;
        if (surname is not null || company is not null) return surname == true || company == true;
        if (Same(row, customer, CustomerFields.FirstName) is { } first) return first;
        var (given, ours) = (NameOf(row.Values), NameOf(customer));
        if (given is null || ours is null || IsPerson(row.Values) == IsPerson(customer)) return null;
        if (IsPerson(row.Values) && row.Values[CustomerFields.Type] == "company") return null;
        return CompanyNames.AreAlike(given, ours);
    }

    private static bool IsPerson(CustomerValues values) => values[CustomerFields.LastName] is not null || values[CustomerFields.FirstName] is not null;

    private static string? NameOf(CustomerValues values) =>
        values[CustomerFields.LastName] ?? values[CustomerFields.FirstName] ?? values[CustomerFields.CompanyName];

    // Last and first name swapped, or in one field.
    private static bool IsNameTurned(ImportedRow row, CustomerValues customer)
    {
        var (given, known) = (WholeName(row.Values), WholeName(customer));
        return given.Length > 0 && known.Length > 0 && given.Order(StringComparer.Ordinal).SequenceEqual(known.Order(StringComparer.Ordinal));
    }

    private static string[] WholeName(CustomerValues values) =>
        Folding.Fold($"{values[CustomerFields.FirstName]} {values[CustomerFields.Particle]} {values[CustomerFields.LastName]}")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool? SameNumber(ImportedRow row, CustomerValues customer) =>
        !row.Has(CustomerFields.Number) || customer[CustomerFields.Number] is not { } number ? null : row.Values[CustomerFields.Number] == number;

    // A last name against a last name, a company against a company; if each side has only one, these against each other.
    private static bool? SameName(ImportedRow row, CustomerValues customer)
    {
        var surname = Same(row, customer, CustomerFields.LastName);
        var company = Same(row, customer, CustomerFields.CompanyName);
        if (surname is not null || company is not null) return surname == true || company == true;
        var given = row.Values[CustomerFields.LastName] ?? row.Values[CustomerFields.CompanyName];
        var known = customer[CustomerFields.LastName] ?? customer[CustomerFields.CompanyName];
        return given is null || known is null ? null : Alike(given, known);
    }

    private static bool? Same(ImportedRow row, CustomerValues customer, int field) =>
        !row.Has(field) || customer[field] is not { } known ? null : Alike(row.Values[field]!, known);

    private static bool Alike(string one, string other) =>
        one == other || JaroWinkler.Of(Folding.Letters(one), Folding.Letters(other)) >= AlikeNames;
}
