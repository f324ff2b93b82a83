using System.Data.Common;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Database.Searching;

namespace Stamgast.Proposals.Previews;

/// <summary>Finds the customers that match search words: by the memory of the list or, until that is ready, by the database.</summary>
/// <param name="connection">One that sees the base as it was at one moment.</param>
/// <param name="words">The words in memory; null while there are none.</param>
internal sealed class CustomerWords(DbConnection connection, Engine engine, WordMemory? words)
{
    private readonly WordQuestion? question = words is null ? null : new WordQuestion(connection, engine, words);

    /// <summary>The customers with words that begin with each of the terms.</summary>
    public IdSet All(IReadOnlyList<string> terms) => question?.All(terms, whole: false) ?? Asked(CustomerSearch.Match(terms, engine));

    /// <summary>The same with at most one typing error in each.</summary>
    public IdSet WithError(IReadOnlyList<string> terms)
    {
        if (question is not null) return question.WithError(terms);
        SearchIndex.Of(engine).PreferIndex(connection);
        return Asked(CustomerSearch.Tolerant(terms, engine));
    }

    private IdSet Asked(string? match)
    {
        var found = new IdSet(checked((int)CustomerTraits.HighestIn(connection) + 1));
        if (match is null) return found;
        var parameters = new List<(string Name, object? Value)>();
        using var command = connection.Query(CustomerSearch.Asked(match, engine, parameters), [.. parameters]);
        using var reader = command.ExecuteReader();
        while (reader.Read()) found.Add(reader.GetInt32(0));
        return found;
    }
}
