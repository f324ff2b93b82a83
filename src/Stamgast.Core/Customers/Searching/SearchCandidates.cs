using System.Data.Common;
using System.Globalization;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Database.Searching;

namespace Stamgast.Customers.Searching;

/// <summary>How a customer matches the search words, best first.</summary>
internal enum SearchTier
{
    /// <summary>A typed number is the ID.</summary>
    Number,
    /// <summary>All words are whole words of the customer.</summary>
    Whole,
    /// <summary>All words are beginnings of words of the customer.</summary>
    Beginning,
    /// <summary>The same, where some are words of a street, a house number or an IBAN.</summary>
    Place,
    /// <summary>All words are beginnings of words of the customer with at most one typing error each.</summary>
    WithError,
    End,
}

/// <summary>The matches of a search: from memory or, until that is ready, from the database.</summary>
internal interface ISearchCandidates
{
    /// <summary>The matches whose ID is a typed number, among the chosen customers.</summary>
    IReadOnlySet<long> ByNumber { get; }

    /// <summary>True when any customer visible to the viewer, chosen or not, has the words as typed.</summary>
    bool SomebodyHasTheWords();

    /// <summary>The chosen customers of a tier by ID, above one and up to another.</summary>
    List<long> Of(SearchTier tier, long after, long last, int most);
}

/// <summary>The matches of a search from the database.</summary>
internal sealed class AskedCandidates : ISearchCandidates
{
    private readonly DbConnection connection;
    private readonly Engine engine;
    private readonly CustomerQuery query;
    private readonly IReadOnlyList<string> terms;
    private readonly Lazy<IReadOnlySet<long>> byNumber;

    public AskedCandidates(DbConnection connection, Engine engine, CustomerQuery query)
    {
        (this.connection, this.engine, this.query) = (connection, engine, query);
        terms = CustomerSearch.Terms(query.Words);
        byNumber = new(() =>
        {
            var parameters = new List<(string Name, object? Value)>();
            return CustomerSearch.ByNumber(terms, engine, parameters).And(query.Leads) is { } ids ? Chosen(ids, parameters, int.MaxValue).ToHashSet() : [];
        });
    }

    public IReadOnlySet<long> ByNumber => byNumber.Value;

    public bool SomebodyHasTheWords()
    {
        var parameters = new List<(string Name, object? Value)>();
        if (CustomerSearch.IdsAnywhere(terms, engine, parameters).And(query.Leads) is not { } ids) return false;
        if (!query.Seen.IsAll)
        {
            var (and, seen) = query.Seen.AndSeen(engine);
            ids = $"select c.id from customer c where c.id in ({ids}){and}";
            parameters.AddRange(seen);
        }
        using var command = connection.Query($"select id from ({ids}) found limit 1", [.. parameters]);
        return command.ExecuteScalar() is not null;
    }

    public List<long> Of(SearchTier tier, long after, long last, int most)
    {
        if (tier == SearchTier.Number) return [.. ByNumber.Where(id => id > after && id <= last).Order()];
        var match = tier switch
        {
            SearchTier.Whole => CustomerSearch.Whole(terms, engine),
            SearchTier.Beginning => CustomerSearch.Beginnings(terms, engine),
            SearchTier.Place => CustomerSearch.Places(terms, engine),
            _ => CustomerSearch.Tolerant(terms, engine),
        };
        if (match is null) return [];
        var index = SearchIndex.Of(engine);
        if (tier == SearchTier.WithError) index.PreferIndex(connection);
        var parameters = new List<(string Name, object? Value)> { ("after", after), ("last", last) };
        return Chosen(CustomerSearch.Asked(match, engine, parameters) + $" and {index.IdColumn} > @after and {index.IdColumn} <= @last", parameters, most);
    }

    private List<long> Chosen(string asked, List<(string Name, object? Value)> parameters, int most)
    {
        var filter = new CustomerListFilter(query with { Words = "" }, engine, connection, new PlanLimits(Few: 0), page: true);
        using var command = connection.Query($"""
            select found.id from ({asked}) found {engine.JoinInOrder()} customer c on c.id = found.id
            where {filter.Where} order by found.id limit {most.ToString(CultureInfo.InvariantCulture)}
            """, [.. parameters, .. filter.Parameters]);
        using var reader = command.ExecuteReader();
        var ids = new List<long>();
        while (reader.Read()) ids.Add(reader.GetInt64(0));
        return ids;
    }
}
