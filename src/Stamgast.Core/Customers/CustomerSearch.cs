using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>Turns what somebody types into the question that the search index of either engine answers.</summary>
internal static partial class CustomerSearch
{
    // Nobody types more; a pasted page must not become a question of thousands of words.
    private const int MostTerms = 16;
    private const int LongestTerm = 100;
    private const int MostTolerantTerms = 4;

    /// <summary>The fields from which the words are made.</summary>
    public static readonly IReadOnlyList<CustomerField> Fields = [.. new[]
    {
        CustomerFields.Type, CustomerFields.Number, CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName, CustomerFields.CompanyName,
        CustomerFields.EnterpriseNumber, CustomerFields.VatNumber, CustomerFields.Email, CustomerFields.OtherEmails, CustomerFields.Phone, CustomerFields.Mobile,
        CustomerFields.OtherPhones, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.DeliveryCity,
    }.Select(ordinal => CustomerFields.All[ordinal])];

    /// <summary>True when a customer has all the terms: the same answer as the index gives.</summary>
    public static bool Has(CustomerValues values, long id, IReadOnlyList<string> terms)
    {
        if (terms.Count == 0) return true;
        var words = " " + SearchWords.Of(values);
        foreach (var term in terms)
            if (!words.Contains(" " + term, StringComparison.Ordinal) && term != id.ToString(CultureInfo.InvariantCulture)) return false;
        return true;
    }

    /// <summary>The words to look for, folded as those of the index are.</summary>
    public static IReadOnlyList<string> Terms(string words)
    {
        var text = words.Length > 1000 ? words[..1000] : words;
        return [.. SearchWords.Terms(text).Select(t => t.Length > LongestTerm ? t[..LongestTerm] : t).Distinct(StringComparer.Ordinal).Take(MostTerms)];
    }

    /// <summary>
    /// A select of the IDs (column <c>id</c>) of the customers that have all the terms; null when there is nothing to look for.
    /// A number may also be the ID itself, which stands in no index: it is given out when the words have been made.
    /// </summary>
    public static string? Ids(IReadOnlyList<string> terms, Engine engine, ICollection<(string Name, object? Value)> parameters)
    {
        if (terms.Count == 0) return null;
        var selects = new List<string> { Matching([.. terms.Select(Alone)], engine, "words", parameters) };
        foreach (var term in terms)
        {
            if (!long.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            var name = "typed" + parameters.Count.ToString(CultureInfo.InvariantCulture);
            parameters.Add((name, id));
            var others = terms.Where(t => t != term).Select(Alone).ToList();
            selects.Add(others.Count == 0
                ? "select @" + name
                : $"{Matching(others, engine, "beside" + name, parameters)} and {(engine == Engine.Sqlite ? "rowid" : "customer_id")} = @{name}");
        }
        return string.Join(" union all ", selects);
    }

    /// <summary>The same, where each term may have one typing error; null when no term is long enough for one.</summary>
    public static string? TolerantIds(IReadOnlyList<string> terms, Engine engine, ICollection<(string Name, object? Value)> parameters)
    {
        var alternatives = terms.Take(MostTolerantTerms).Select(TypingErrors.Of).Concat(terms.Skip(MostTolerantTerms).Select(Alone)).ToList();
        return alternatives.All(a => a.Count == 1) ? null : Matching(alternatives, engine, "tolerant", parameters);
    }

    private static IReadOnlyList<string> Alone(string term) => [term];

    private static string Matching(IReadOnlyList<IReadOnlyList<string>> terms, Engine engine, string parameter, ICollection<(string Name, object? Value)> parameters)
    {
        parameters.Add((parameter, engine == Engine.Sqlite ? SqliteMatch(terms) : PostgresMatch(terms)));
        return engine == Engine.Sqlite ? SqliteIds(parameter) : PostgresIds(parameter);
    }
}
