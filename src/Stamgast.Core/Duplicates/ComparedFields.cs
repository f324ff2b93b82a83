using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using Stamgast.Customers;
using Stamgast.Text;

namespace Stamgast.Duplicates;

/// <summary>A field as matching compares it, and the fields of a customer that it is made of.</summary>
/// <param name="Name">As in the reasons of a score: <c>phone</c>, <c>address</c>.</param>
/// <param name="Fields">Ordinals of <see cref="CustomerFields"/>.</param>
public sealed record ComparedField(string Name, IReadOnlyList<int> Fields);

/// <summary>
/// What matching compares of customers, and fingerprints of it, by which a decision notices that one of its two customers changed. A fingerprint is
/// too short to lead back to a value.
/// </summary>
public static class ComparedFields
{
    public static readonly IReadOnlyList<ComparedField> All =
    [
        new("first_name", [CustomerFields.FirstName]),
        new("last_name", [CustomerFields.Particle, CustomerFields.LastName]),
        new("company_name", [CustomerFields.CompanyName]),
        new("birth_date", [CustomerFields.BirthDate]),
        new("email", [CustomerFields.Email, CustomerFields.OtherEmails]),
        new("phone", [CustomerFields.Phone, CustomerFields.Mobile, CustomerFields.OtherPhones]),
        new("address", [CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box]),
        new("place", [CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Country]),
        new("vat_number", [CustomerFields.VatNumber, CustomerFields.EnterpriseNumber]),
        new("iban", [CustomerFields.Iban]),
    ];

    /// <summary>The fingerprints of the compared values of two customers: <c>phone:1f0a:77c2;...</c>, a field that both lack is left out.</summary>
    public static string Fingerprint(CustomerValues a, CustomerValues b)
    {
        var text = new StringBuilder();
        foreach (var field in All)
        {
            var (ofA, ofB) = (Of(field, a), Of(field, b));
            if (ofA is null && ofB is null) continue;
            if (text.Length > 0) text.Append(';');
            text.Append(field.Name).Append(':').Append(ofA).Append(':').Append(ofB);
        }
        return text.ToString();
    }

    /// <summary>The names of the fields that differ between two fingerprints.</summary>
    public static IReadOnlyList<string> Changed(string before, string now)
    {
        var (old, present) = (Parts(before), Parts(now));
        return [.. All.Select(f => f.Name).Where(name => old.GetValueOrDefault(name) != present.GetValueOrDefault(name))];
    }

    private static Dictionary<string, string> Parts(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split(':', 2)).ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);

    // Spelling in capitals or with accents is no other value.
    private static string? Of(ComparedField field, CustomerValues values)
    {
        var texts = field.Fields.SelectMany(f => CustomerFields.All[f].IsList ? CustomerValues.Elements(values[f]) : [values[f] ?? ""])
            .Select(text => Folding.Fold(text));
        // Which of several addresses or phones is the main one is not compared.
        if (field.Fields.Any(f => CustomerFields.All[f].IsList)) texts = texts.Where(text => text.Length > 0).Order(StringComparer.Ordinal);
        var folded = string.Join('|', texts);
        if (folded.Trim('|').Length == 0) return null;
        return (XxHash32.HashToUInt32(MemoryMarshal.AsBytes(folded.AsSpan())) & 0xFFFF).ToString("x4", CultureInfo.InvariantCulture);
    }
}
