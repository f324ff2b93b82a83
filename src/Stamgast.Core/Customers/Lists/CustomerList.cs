using System.Data.Common;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.Settings;

namespace Stamgast.Customers.Lists;

/// <summary>The list of customers: page after page without an end, in any order, with exact counts; over a million customers as over a hundred.</summary>
/// <param name="viewer">The viewer: only customers visible to it are found, counted or shown.</param>
/// <param name="memory">The memory of all customers in a running program; null to ask the database for everything.</param>
public sealed class CustomerList(Base customers, Viewer viewer, ListMemory? memory = null)
{
    /// <summary>The fields that a row of the list holds.</summary>
    public static readonly IReadOnlyList<CustomerField> RowFields = [.. new[]
    {
        CustomerFields.Type, CustomerFields.Number, CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName,
        CustomerFields.CompanyName, CustomerFields.Email, CustomerFields.Phone, CustomerFields.Mobile, CustomerFields.PostalCode,
        CustomerFields.City, CustomerFields.Country, CustomerFields.Language, CustomerFields.Groups, CustomerFields.Label, CustomerFields.Active,
        CustomerFields.CustomerSince,
    }.Select(ordinal => CustomerFields.All[ordinal])];

    // Rows to look through at once for words that many customers have.
    private const int LeastToVerify = 400;

    /// <summary>Additional fields for the rows.</summary>
    public IReadOnlyList<CustomerField> Shown { get; init; } = [];

    internal PlanLimits Limits { get; init; } = new();

    /// <summary>The number of found customers that are ranked at once.</summary>
    internal int RankedAtOnce { get; init; } = 500;

    private Engine Engine => customers.Engine;

    /// <summary>The next rows, in the order of the query.</summary>
    /// <param name="cursor"><see cref="CustomerListPage.Next"/> of the previous page; null for the first. An invalid cursor, or one of another order,
    /// starts at the beginning.</param>
    /// <param name="limit">The maximum number of rows.</param>
    public CustomerListPage Page(CustomerQuery query, string? cursor = null, int limit = 100)
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, Engine);
        query = Asked(query, connection);
        var page = Page(query, cursor, limit, connection);
        return query.Leads.Count == 0 ? page : page with { Rows = [.. page.Rows.Select(r => r with { LedBy = LedBy(r, query) })] };
    }

    // Not where the customer bears the same itself.
    private static string? LedBy(CustomerListRow row, CustomerQuery query) =>
        query.Leads.FirstOrDefault(l => l.Root == row.Id) is { Key: { } key }
        && !((int[])[CustomerFields.Number, CustomerFields.Email]).Any(f => string.Equals(row.Values[f], key, StringComparison.OrdinalIgnoreCase)) ? key : null;

    private CustomerListPage Page(CustomerQuery query, string? cursor, int limit, DbConnection connection)
    {
        var remembered = memory?.Read(connection);
        var terms = CustomerSearch.Terms(query.Words);
        if (query.Sort == CustomerSort.Match && terms.Count > 0)
            return new RankedSearch(connection, Engine, terms, Candidates(query, terms, remembered, connection)
                ?? (ISearchCandidates)new AskedCandidates(connection, Engine, query), RankedAtOnce) { Fields = FieldsRead(toSearch: true) }.Page(cursor, limit);
        var names = NamesOf(connection);
        var order = new CustomerListOrder(query, names, Engine);
        var place = order.Read(cursor);
        if (terms.Count == 0 && query is { Fields.Count: > 0, Ids: null, Sort.HasIndex: true } && remembered?.Fields.Know(query) == false
            && Near(query, order, place, limit, connection) is { } near)
            return near;
        if ((!query.IsUnnarrowed || !query.Sort.HasIndex) && Found(query, terms, remembered, connection) is { } found)
        {
            var count = found.Count;
            var narrowed = query with { Words = "" };
            // Few are sorted sooner than found on the way through the index of the order.
            if (count <= Limits.Few) return Page(narrowed with { Ids = [.. found.After(0)] }, order, place, limit, connection);
            if (query.Presence != CustomerPresence.Trashed && memory!.Places(query, names, connection) is { } places)
                return Page(narrowed with { Ids = NextByPlace(query, order, place, connection, places, found, limit) }, order, place, limit, connection);
            var (ids, next) = new OrderWalk(connection, Engine, query, order, found.Has).After(place, limit, remembered!.Length / (double)count);
            return Page(narrowed with { Ids = ids }, order, null, limit, connection) with { Next = next is null ? null : order.Write(next) };
        }
        return Page(query, order, place, limit, connection);
    }

    // A frequent value is soon met on the way through the order, before it is known who has it; null when it is not.
    private CustomerListPage? Near(CustomerQuery query, CustomerListOrder order, CustomerListOrder.Place? after, int limit, DbConnection connection)
    {
        var next = new OrderWalk(connection, Engine, query, order, _ => true).After(after, Limits.Near, 1).Ids;
        return Page(query with { Ids = next }, order, after, limit, connection) is { Next: not null } page ? page : null;
    }

    private List<long> NextByPlace(CustomerQuery query, CustomerListOrder order, CustomerListOrder.Place? after, DbConnection connection, CustomerPlaces places,
        IdSet found, int limit)
    {
        var from = after?.Id ?? 0;
        // The last customer of the page may have moved since, before these places were read or after: then the next customer with a known place.
        if (after is not null && !(places.Has(from) && order.Holds(after, connection)))
            from = new OrderWalk(connection, Engine, query, order, places.Has).After(after, 1, 1).Ids is [var next] ? next : -1;
        return places.Next(found, from, query.Descending, limit + 2);
    }

    private CustomerListPage Page(CustomerQuery query, CustomerListOrder order, CustomerListOrder.Place? last, int limit, DbConnection connection)
    {
        var filter = new CustomerListFilter(query, Engine, connection, Limits, page: true);
        var reading = new Reading(connection, filter, order, NamesOf(connection));
        var rows = new List<CustomerListRow>(limit);
        while (true)
        {
            // Rows that are read only to be asked for words come in portions.
            var size = limit + 1 - rows.Count;
            if (filter.TermsToVerify.Count > 0) size = Math.Max(size, LeastToVerify);
            foreach (var step in order.Steps(last))
            {
                foreach (var (row, at) in Portion(reading, step, size))
                {
                    size--;
                    var isFound = CustomerSearch.Has(row.Values, row.Id, filter.TermsToVerify) || query.Leads.Any(l => l.Root == row.Id);
                    if (isFound && rows.Count == limit) return new CustomerListPage(rows, order.Write(last!));
                    if (isFound) rows.Add(row);
                    last = at;
                }
                if (size == 0) break;
            }
            if (size > 0) return new CustomerListPage(rows, null);
        }
    }

    /// <summary>The exact number of customers that match the query.</summary>
    public long Count(CustomerQuery query)
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, Engine);
        query = Asked(query, connection);
        if (Found(query, CustomerSearch.Terms(query.Words), memory?.Read(connection), connection) is { } found) return found.Count;
        var filter = new CustomerListFilter(query, Engine, connection, Limits);
        using var command = connection.Query($"select count(*) from {filter.CountFrom} where {filter.Where}", [.. filter.Parameters]);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The IDs of all customers that the query has, ascending, one after the other: for work on "all that match".</summary>
    public IEnumerable<long> Ids(CustomerQuery query)
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, Engine);
        query = Asked(query, connection);
        if (Found(query, CustomerSearch.Terms(query.Words), memory?.Read(connection), connection) is { } found)
        {
            foreach (var id in found.After(0)) yield return id;
            yield break;
        }
        var filter = new CustomerListFilter(query, Engine, connection, Limits);
        using var command = connection.Query($"select c.id from customer c where {filter.Where} order by c.id", [.. filter.Parameters]);
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return reader.GetInt64(0);
    }

    /// <summary>A select of these columns (alias c) of all customers that the query has, in its order.</summary>
    internal (string Sql, IReadOnlyList<(string Name, object? Value)> Parameters) Select(CustomerQuery query, string columns)
    {
        using var connection = customers.OpenReader();
        query = Asked(query, connection);
        var filter = new CustomerListFilter(query, Engine, connection, Limits);
        var order = new CustomerListOrder(query, NamesOf(connection), Engine);
        return ($"select {columns} from customer c where {filter.Where} order by {order.Whole}", filter.Parameters);
    }

    /// <summary>The languages that customers have, the most frequent first.</summary>
    public IReadOnlyList<CustomerFacet> Languages()
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, Engine);
        var remembered = memory?.Read(connection);
        var all = viewer.Narrowed(new CustomerQuery());
        if (remembered is not null) return remembered.ByLanguage(viewer.SeesAll ? null : TraitChoice.Of(remembered, all, connection, Engine)!.All());
        var (and, parameters) = viewer.Visibility.AndSeen(Engine);
        return Read(connection, $"""
            select coalesce(c.language, '') as value, count(*) from customer c where {CustomerColumns.Alive(Engine, "c")}{and} group by c.language order by 2 desc, 1
            """, parameters);
    }

    // Among the visible customers. "VIP" and "vip" are one group, as among the groups of one customer, though each is stored as typed.
    private CustomerQuery Asked(CustomerQuery query, DbConnection connection)
    {
        query = viewer.Narrowed(query) with { Leads = AbsorbedKeys.OfText(connection, Engine, query.Words) };
        if (query.Groups.All(g => g.Length == 0)) return query;
        var known = Read(connection, "select name, null from customer_group").Select(g => g.Value);
        return query with { Groups = [.. query.Groups.Union(known.Where(name => query.Groups.Contains(name, StringComparer.OrdinalIgnoreCase)))] };
    }

    // All matches of the query, from memory; null when the memory cannot tell.
    private IdSet? Found(CustomerQuery query, IReadOnlyList<string> terms, CustomerTraits? remembered, DbConnection connection)
    {
        if (terms.Count > 0) return Candidates(query, terms, remembered, connection)?.All();
        // Something was typed, and nothing in it is a letter or a digit.
        if (!query.Words.AsSpan().Trim().IsEmpty) return new IdSet(0);
        return TraitChoice.Of(remembered, query, connection, Engine)?.All();
    }

    private RememberedCandidates? Candidates(CustomerQuery query, IReadOnlyList<string> terms, CustomerTraits? remembered, DbConnection connection) =>
        remembered is { Words: { } words, Places: { } places } && TraitChoice.Of(remembered, query, connection, Engine) is { } choice
            ? new RememberedCandidates(connection, Engine, terms, choice, (words, places)) { Leads = query.Leads } : null;

    private static List<CustomerFacet> Read(DbConnection connection, string sql, params IReadOnlyList<(string Name, object? Value)> parameters)
    {
        var facets = new List<CustomerFacet>();
        using var command = connection.Query(sql, [.. parameters]);
        using var reader = command.ExecuteReader();
        while (reader.Read()) facets.Add(new CustomerFacet(reader.GetString(0), reader.NumberOrNull(1)));
        return facets;
    }

    // Plan relied on: the index of the order from the place on (IX_customer_sort_*, ix_customer_city and so on), or, when few
    // customers match, their IDs and a sort of those.
    private IEnumerable<(CustomerListRow Row, CustomerListOrder.Place At)> Portion(Reading reading, CustomerListOrder.Step step, int size)
    {
        var fields = FieldsRead(reading.Filter.TermsToVerify.Count > 0);
        using var command = reading.Connection.Query($"""
            select c.id, c.version, c.trashed, {CustomerColumns.AsText(fields, Engine, "c")}, {reading.Order.Columns}
            from {(reading.Filter.HasIndex ? "customer c" : reading.Order.From)}
                where {reading.Filter.Where}{(step.Where.Length > 0 ? " and " : "")}{step.Where} order by {reading.Order.OrderBy(step)} limit @size
            """, [.. reading.Filter.Parameters, .. step.Parameters, ("size", size)]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new CustomerValues();
            for (var i = 0; i < fields.Count; i++) values[fields[i]] = reader.TextOrNull(3 + i);
            yield return (new CustomerListRow(reader.GetInt64(0), reader.GetInt32(1), reader.GetBoolean(2), values,
                PersonNames.ListName(values, reading.Names)),
                reading.Order.PlaceOf(reader, 3 + fields.Count, step.Part));
        }
    }

    private IReadOnlyList<CustomerField> FieldsRead(bool toSearch) =>
        toSearch ? [.. RowFields.Union(Shown).Union(CustomerSearch.Fields)] : Shown.Count == 0 ? RowFields : [.. RowFields.Union(Shown)];

    internal static NameOrder NamesOf(DbConnection connection)
    {
        var key = OrganisationSettings.NameOrderSetting.Key;
        using var command = connection.Query("select value from setting where key = @key", ("key", key));
        return new OrganisationSettings(command.ExecuteScalar() is string value ? new Dictionary<string, string> { [key] = value } : []).NameOrder;
    }

    private sealed record Reading(DbConnection Connection, CustomerListFilter Filter, CustomerListOrder Order, NameOrder Names);
}
