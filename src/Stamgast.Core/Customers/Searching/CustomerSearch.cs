using System.Globalization;
using Stamgast.Database;
using Stamgast.Database.Searching;

namespace Stamgast.Customers.Searching;

/// <summary>Turns search input into a query of the search index of either engine.</summary>
internal static class CustomerSearch
{
    // Nobody types more; a pasted page must not become a query with thousands of words.
    private const int MostTerms = 16;
    private const int LongestTerm = 100;
    private const int MostTolerantTerms = 4;

    /// <summary>The fields that the search words are made from.</summary>
    public static readonly IReadOnlyList<CustomerField> Fields = [.. new[]
    {
        CustomerFields.Type, CustomerFields.Number, CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName, CustomerFields.CompanyName,
        CustomerFields.EnterpriseNumber, CustomerFields.VatNumber, CustomerFields.Email, CustomerFields.OtherEmails, CustomerFields.Phone,
        CustomerFields.Mobile,
        CustomerFields.OtherPhones, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.DeliveryCity, CustomerFields.Street,
        CustomerFields.HouseNumber,
        CustomerFields.DeliveryStreet, CustomerFields.DeliveryHouseNumber, CustomerFields.Iban,
    }.Select(ordinal => CustomerFields.All[ordinal])];

    // One bit per ordinal.
    private static readonly ulong Worded = Fields.Aggregate(0UL, (bits, field) => bits | 1UL << field.Ordinal);

    /// <summary>True when a change of these fields, by ordinal, alters no word; other things than fields have numbers below 0.</summary>
    public static bool KeepsWords(IEnumerable<int> changed)
    {
        foreach (var field in changed)
            if (field >= 0 && (Worded >> field & 1) != 0) return false;
        return true;
    }

    /// <summary>True when a customer has all the terms: the same answer as the index gives.</summary>
    public static bool Has(CustomerValues values, long id, IReadOnlyList<string> terms)
    {
        if (terms.Count == 0) return true;
        var words = " " + SearchWords.Of(values);
        foreach (var term in terms)
            if (!words.Contains(" " + term, StringComparison.Ordinal) && !words.Contains($" {SearchWords.PlaceMark}{term}", StringComparison.Ordinal)
                && term != id.ToString(CultureInfo.InvariantCulture)) return false;
        return true;
    }

    /// <summary>The words to look for, folded like those of the index.</summary>
    public static IReadOnlyList<string> Terms(string words)
    {
        var text = words.Length > 1000 ? words[..1000] : words;
        return [.. SearchWords.Terms(text).Select(t => t.Length > LongestTerm ? t[..LongestTerm] : t).Distinct(StringComparer.Ordinal).Take(MostTerms)];
    }

    /// <summary>
    /// A select of the IDs (column <c>id</c>) of the customers that have all terms; null when there is nothing to look for. A number may also be the
    /// ID itself, which is in no index: it is assigned after the words have been made.
    /// </summary>
    public static string? Ids(IReadOnlyList<string> terms, Engine engine, ICollection<(string Name, object? Value)> parameters)
    {
        if (terms.Count == 0) return null;
        var words = Asked(Match(terms, engine), engine, parameters);
        return ByNumber(terms, engine, parameters) is { } byNumber ? $"{words} union all {byNumber}" : words;
    }

    /// <summary>The same, with terms that may also match a street, a house number or an IBAN.</summary>
    public static string? IdsAnywhere(IReadOnlyList<string> terms, Engine engine, ICollection<(string Name, object? Value)> parameters)
    {
        if (terms.Count == 0) return null;
        var words = Asked(Anywhere(terms, engine), engine, parameters);
        return ByNumber(terms, engine, parameters) is { } byNumber ? $"{words} union all {byNumber}" : words;
    }

    /// <summary>The same for the ID itself; null when no term is a number.</summary>
    public static string? ByNumber(IReadOnlyList<string> terms, Engine engine, ICollection<(string Name, object? Value)> parameters)
    {
        var selects = new List<string>();
        foreach (var term in terms)
        {
            if (!long.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            var name = "typed" + parameters.Count.ToString(CultureInfo.InvariantCulture);
            parameters.Add((name, id));
            var others = terms.Where(t => t != term).ToList();
            selects.Add(others.Count == 0
                ? $"select @{name} as id"
                : $"{Asked(Match(others, engine), engine, parameters)} and {SearchIndex.Of(engine).IdColumn} = @{name}");
        }
        return selects.Count == 0 ? null : string.Join(" union all ", selects);
    }

    /// <summary>The same, where each term may have one typing error; null when no term is long enough for one.</summary>
    public static string? TolerantIds(IReadOnlyList<string> terms, Engine engine, ICollection<(string Name, object? Value)> parameters) =>
        Tolerant(terms, engine) is { } match ? Asked(match, engine, parameters) : null;

    /// <summary>The index query for customers that have each term as the beginning of a word.</summary>
    public static string Match(IReadOnlyList<string> terms, Engine engine) => Match([.. terms.Select(Alone)], engine, whole: false);

    /// <summary>The index query for customers that have each term as a whole word.</summary>
    public static string Whole(IReadOnlyList<string> terms, Engine engine) => Match([.. terms.Select(Alone)], engine, whole: true);

    /// <summary>The index query for customers that have each term as the beginning of a word, but not all as whole words.</summary>
    public static string Beginnings(IReadOnlyList<string> terms, Engine engine) =>
        SearchIndex.Of(engine).ButNot(Match(terms, engine), Whole(terms, engine));

    /// <summary>The index query for customers that have each term as the beginning of a word, including words of streets and so on.</summary>
    public static string Anywhere(IReadOnlyList<string> terms, Engine engine) =>
        Match([.. terms.Select(t => (IReadOnlyList<string>)[t, SearchWords.PlaceMark + t])], engine, whole: false);

    /// <summary>The same for customers that do not have all of them otherwise.</summary>
    public static string Places(IReadOnlyList<string> terms, Engine engine) =>
        SearchIndex.Of(engine).ButNot(Anywhere(terms, engine), Match(terms, engine));

    /// <summary>The index query for customers that have each term with at most one typing error; null when no term is long enough for one.</summary>
    public static string? Tolerant(IReadOnlyList<string> terms, Engine engine) =>
        Alternatives(terms) is { } alternatives ? Match(alternatives, engine, whole: false) : null;

    /// <summary>Each term with its possible meanings; null when no term is long enough for a typing error.</summary>
    public static List<IReadOnlyList<string>>? Alternatives(IReadOnlyList<string> terms)
    {
        var alternatives = terms.Take(MostTolerantTerms).Select(TypingErrors.Of).Concat(terms.Skip(MostTolerantTerms).Select(Alone)).ToList();
        return alternatives.All(a => a.Count == 1) ? null : alternatives;
    }

    /// <summary>The index query for customers that have any of the words.</summary>
    public static string AnyOf(IReadOnlyList<string> words, Engine engine, bool whole) => Match([words], engine, whole);

    /// <summary>A select of the IDs for an index query, without an order; further conditions can be appended.</summary>
    public static string Asked(string match, Engine engine, ICollection<(string Name, object? Value)> parameters)
    {
        var parameter = "words" + parameters.Count.ToString(CultureInfo.InvariantCulture);
        parameters.Add((parameter, match));
        return SearchIndex.Of(engine).Ids(parameter);
    }

    private static IReadOnlyList<string> Alone(string term) => [term];

    private static string Match(IReadOnlyList<IReadOnlyList<string>> terms, Engine engine, bool whole) =>
        SearchIndex.Of(engine).Match(terms, whole);
}
