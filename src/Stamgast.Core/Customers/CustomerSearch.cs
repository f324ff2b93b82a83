using System.Globalization;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>Turns what somebody types into the question that the search index of either engine answers.</summary>
internal static partial class CustomerSearch
{
    // Nobody types more; a pasted page must not become a question of thousands of words.
    private const int MostTerms = 16;
    private const int LongestTerm = 100;

    /// <summary>The words to look for, folded as those of the index are.</summary>
    public static IReadOnlyList<string> Terms(string words)
    {
        var text = words.Length > 1000 ? words[..1000] : words;
        return [.. SearchWords.Terms(text).Select(t => t.Length > LongestTerm ? t[..LongestTerm] : t).Distinct(StringComparer.Ordinal).Take(MostTerms)];
    }

    /// <summary>A select of the IDs (column <c>id</c>) of the customers that have all the terms; null when there is nothing to look for.</summary>
    public static string? Ids(IReadOnlyList<string> terms, Engine engine, ICollection<(string Name, object? Value)> parameters)
    {
        if (terms.Count == 0) return null;
        parameters.Add(("words", engine == Engine.Sqlite ? SqliteMatch(terms) : PostgresMatch(terms)));
        var ids = engine == Engine.Sqlite ? SqliteIds : PostgresIds;
        if (terms.Count > 1 || !long.TryParse(terms[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return ids;
        parameters.Add(("typed_id", id));
        return ids + " union select @typed_id";
    }
}
