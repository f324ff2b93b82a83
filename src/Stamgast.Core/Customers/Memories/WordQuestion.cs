using System.Data.Common;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Customers.Memories;

/// <summary>
/// Looks up search words in memory, as sets of all customers; only words longer than the memory keeps are asked of the database, one by one.
/// </summary>
/// <param name="mark">The prefix of these words in the database.</param>
internal sealed class WordQuestion(DbConnection connection, Engine engine, WordMemory words, string mark = "")
{
    /// <summary>The customers with all these words, or words that begin with them.</summary>
    public IdSet All(IReadOnlyList<string> all, bool whole)
    {
        // If no word begins with it, the rest need not be looked up.
        if (!all.All(words.MayHave)) return words.Nobody();
        return Together(all.Select(term => Having([term], whole)));
    }

    /// <summary>The customers with words that begin with each, among these words or others.</summary>
    public IdSet Anywhere(IReadOnlyList<string> all, WordQuestion others) => Together(all.Select(term =>
    {
        var found = words.Nobody();
        if (words.MayHave(term)) found.Add(Having([term], whole: false));
        if (others.MayHave(term)) found.Add(others.Having([term], whole: false));
        return found;
    }));

    private bool MayHave(string term) => words.MayHave(term);

    /// <summary>
    /// The customers with all these words with at most one typing error each, as <see cref="CustomerSearch.Tolerant"/> asks the database.
    /// </summary>
    public IdSet WithError(IReadOnlyList<string> terms) =>
        CustomerSearch.Alternatives(terms) is { } alternatives && alternatives.ConvertAll(a => a.Where(words.MayHave).ToList()) is var known
        && known.All(a => a.Count > 0)
        ? Together(known.Select(a => Having(a, whole: false)))
        : words.Nobody();

    private IdSet Together(IEnumerable<IdSet> sets)
    {
        IdSet? both = null;
        foreach (var set in sets)
        {
            if (both is null) both = set;
            else both.KeepOnly(set);
            if (both.IsEmpty) break;
        }
        return both ?? words.Nobody();
    }

    private IdSet Having(IReadOnlyList<string> alternatives, bool whole)
    {
        var found = words.Having(alternatives.Where(WordMemory.Knows), whole);
        var longer = alternatives.Where(a => !WordMemory.Knows(a)).ToList();
        if (longer.Count == 0) return found;
        var parameters = new List<(string Name, object? Value)>();
        using var command = connection.Query(CustomerSearch.Asked(CustomerSearch.AnyOf([.. longer.Select(word => mark + word)], engine, whole), engine,
            parameters), [.. parameters]);
        using var reader = command.ExecuteReader();
        while (reader.Read()) found.Add(reader.GetInt32(0));
        return found;
    }
}
