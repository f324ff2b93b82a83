using Stamgast.Customers.Searching;

namespace Stamgast.Customers.Names;

/// <summary>
/// The name that is stored but not displayed: the person of a company, such as its contact, or the company of a person. It is searched too, after
/// visible names.
/// </summary>
public static class KeptNames
{
    /// <summary>That name as people write it; null without one.</summary>
    public static string? Of(CustomerValues values)
    {
        if (values[CustomerFields.CompanyName] is not { } company) return null;
        var person = string.Join(' ', new[] { values[CustomerFields.FirstName], values[CustomerFields.Particle],
            values[CustomerFields.LastName] }.OfType<string>());
        return person.Length == 0 ? null : values.IsCompany ? person : company;
    }

    /// <summary>True when the search words match that name and not the visible one.</summary>
    public static bool AreMeant(CustomerValues values, IReadOnlyList<string> terms)
    {
        if (Of(values) is null) return false;
        var (kept, shown) = (" " + SearchWords.OfKeptName(values), " " + SearchWords.OfShownName(values));
        return terms.Any(term => kept.Contains(" " + term, StringComparison.Ordinal) && !shown.Contains(" " + term, StringComparison.Ordinal));
    }
}
