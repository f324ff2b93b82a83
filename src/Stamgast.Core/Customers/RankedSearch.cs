using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.Customers;

/// <summary>
/// The customers that were found by words, the best first. Who has a typed number as ID comes before those who have all words
/// whole, those before the ones whose words begin so; when nobody does, one typing error a word is forgiven. Within each of these
/// the candidates are taken in blocks in the order of their IDs, and each block is ranked: a search that finds half of all
/// customers costs no more than one that finds a few hundred, and pages stay as they are while others write.
/// </summary>
internal sealed class RankedSearch
{
    private readonly DbConnection connection;
    private readonly Engine engine;
    private readonly CustomerQuery query;
    private readonly NameOrder names;
    private readonly TraitChoice? choice;
    private readonly WordBeginnings? known;
    private readonly int blockSize;
    private readonly IReadOnlyList<string> terms;
    private readonly bool nobodyHasTheWords;
    private readonly Lazy<List<(long Id, bool IsWhole)>?> few;
    private readonly Lazy<HashSet<long>> byNumber;
    private bool endsEarly;

    /// <param name="remembered">What is remembered of all customers; null asks the database.</param>
    /// <param name="blockSize">How many candidates are ranked at once.</param>
    public RankedSearch(DbConnection connection, Engine engine, CustomerQuery query, CustomerTraits? remembered, int blockSize)
    {
        (this.connection, this.engine, this.query, this.blockSize) = (connection, engine, query, blockSize);
        names = CustomerList.NamesOf(connection);
        choice = TraitChoice.Of(remembered, query);
        known = remembered?.Words;
        terms = CustomerSearch.Terms(query.Words);
        nobodyHasTheWords = known is not null && !terms.All(known.MayHave);
        few = new(() => choice?.AtMost(FewToAsk) is { } ids ? HavingTheWords(ids) : null);
        byNumber = new(() => [.. ByNumber()]);
    }

    // When chips leave out most of those who have the words, a block ends with less than it may hold.
    private const int EnoughForAPage = 101;
    private const int MostToPass = 20_000;

    // So few are sooner asked for the words one by one than looked for among all that have them.
    private int FewToAsk => engine == Engine.Sqlite ? 1500 : 10_000;

    private const int LongestFrequent = 4;
    private const int RowsToWalk = 10_000;

    private enum Tier { Number, Whole, Beginning, WithError, End }

    public CustomerListPage Page(string? cursor, int limit)
    {
        var found = new List<(CustomerListRow Row, Place At)>(limit + 1);
        var place = Read(cursor);
        var tier = place?.Tier ?? Tier.Number;
        var after = place?.After ?? 0;
        while (tier < Tier.End)
        {
            var ids = place is null ? Candidates(tier, after, blockSize) : Candidates(tier, after, int.MaxValue, place.Last);
            foreach (var (row, at) in Ranked(ids, tier, after))
            {
                if (place is not null && at.CompareTo(place) <= 0) continue;
                // Those of whom it is the ID came first.
                if (tier != Tier.Number && byNumber.Value.Contains(row.Id)) continue;
                if (found.Count == limit) return new CustomerListPage(found.ConvertAll(f => f.Row), Write(found[^1].At));
                found.Add((row, at));
            }
            var isLast = place is null && ids.Count < blockSize && !endsEarly;
            after = place is null && ids.Count > 0 ? ids[^1] : place?.Last ?? after;
            place = null;
            if (!isLast) continue;
            // An error is forgiven only when nobody has the words as they were typed, whatever else is chosen.
            tier = tier == Tier.Beginning && SomebodyHasTheWords() ? Tier.End : tier + 1;
            after = 0;
        }
        return new CustomerListPage(found.ConvertAll(f => f.Row), null);
    }

    private bool SomebodyHasTheWords()
    {
        if (few.Value is { Count: > 0 }) return true;
        var parameters = new List<(string Name, object? Value)>();
        var ids = nobodyHasTheWords ? CustomerSearch.ByNumber(terms, engine, parameters) : CustomerSearch.Ids(terms, engine, parameters);
        if (ids is null) return false;
        using var command = connection.Query($"select id from ({ids}) found limit 1", [.. parameters]);
        return command.ExecuteScalar() is not null;
    }

    private List<long> Candidates(Tier tier, long after, int most, long last = long.MaxValue)
    {
        endsEarly = false;
        if (tier == Tier.Number) return [.. byNumber.Value.Where(id => id > after && id <= last).Order()];
        if (tier < Tier.WithError && nobodyHasTheWords) return [];
        if (tier < Tier.WithError && few.Value is { } chosen) return [.. chosen.Where(f => f.IsWhole == (tier == Tier.Whole) && f.Id > after && f.Id <= last).Select(f => f.Id).Take(most)];
        var match = tier switch
        {
            Tier.Whole => CustomerSearch.Whole(terms, engine),
            Tier.Beginning => CustomerSearch.Beginnings(terms, engine),
            _ => CustomerSearch.Tolerant(terms, engine, known),
        };
        if (match is null) return [];
        if (tier == Tier.WithError && engine == Engine.Postgres && known is null) CustomerSearch.PreferIndex(connection);
        var parameters = new List<(string Name, object? Value)> { ("after", after), ("last", last) };
        var id = CustomerSearch.IdColumn(engine);
        var asked = CustomerSearch.Asked(match, engine, parameters) + $" and {id} > @after and {id} <= @last";
        if (tier == Tier.Beginning && engine == Engine.Postgres && choice is not null && terms.All(t => t.Length <= LongestFrequent)
            && Remembered(CustomerSearch.AskedOfTheNext(RowsToWalk, match, parameters), [.. parameters], most, once: true) is { } near && near.Count == most)
            return near;
        return choice is not null ? Remembered(asked, parameters, most) : Chosen(asked, parameters, most);
    }

    // Plan relied on: the index gives the IDs ascending and stops when it has enough. PostgreSQL knows by its statistics whether whole
    // words are so frequent that the table is walked, and must be told how few are wanted; of beginnings it does not know, and
    // gathers all 450,000 that have a word with "04". So a short one is looked for among the next customers first.
    private List<long> Remembered(string asked, List<(string Name, object? Value)> parameters, int most, bool once = false)
    {
        var ids = new List<long>();
        var passed = 0;
        for (var portion = most < int.MaxValue / 8 ? most + most / 4 : most; ; portion = portion < int.MaxValue / 8 ? portion * 4 : portion)
        {
            var read = 0;
            using var command = connection.Query($"{asked} order by 1 limit @portion", [.. parameters, ("portion", portion)]);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                read++;
                var id = reader.GetInt64(0);
                parameters[0] = ("after", id);
                passed++;
                if (!choice!.Has(id)) continue;
                ids.Add(id);
                endsEarly = most < int.MaxValue && passed > MostToPass && ids.Count >= EnoughForAPage;
                if (ids.Count == most || endsEarly) return ids;
            }
            if (read < portion || once) return ids;
        }
    }

    private List<long> Chosen(string asked, List<(string Name, object? Value)> parameters, int most)
    {
        var filter = new CustomerListFilter(query with { Words = "" }, engine, connection, new PlanLimits(Few: 0), page: true);
        using var command = connection.Query($"""
            select found.id from ({asked}) found {(engine == Engine.Sqlite ? "cross " : "")}join customer c on c.id = found.id
            where {filter.Where} order by found.id limit @most
            """, [.. parameters, .. filter.Parameters, ("most", most)]);
        using var reader = command.ExecuteReader();
        var ids = new List<long>();
        while (reader.Read()) ids.Add(reader.GetInt64(0));
        return ids;
    }

    private List<(long Id, bool IsWhole)> HavingTheWords(List<long> ids)
    {
        var found = new List<(long Id, bool IsWhole)>();
        if (nobodyHasTheWords) return found;
        if (engine == Engine.Postgres)
        {
            using var ask = connection.Query("""
                select customer_id, words @@ @whole::tsquery from customer_search
                where customer_id = any(string_to_array(@ids, ',')::bigint[]) and words @@ @beginnings::tsquery order by customer_id
                """, ("ids", string.Join(',', ids)), ("whole", CustomerSearch.Whole(terms, engine)), ("beginnings", CustomerSearch.Match(terms, engine)));
            using var answer = ask.ExecuteReader();
            while (answer.Read()) found.Add((answer.GetInt64(0), answer.GetBoolean(1)));
            return found;
        }
        using var command = connection.Query($"select c.id, {CustomerColumns.AsText(CustomerSearch.Fields, engine, "c")} from customer c where {OneOf} order by c.id", ("ids", string.Join(',', ids)));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new CustomerValues();
            for (var i = 0; i < CustomerSearch.Fields.Count; i++) values[CustomerSearch.Fields[i]] = reader.TextOrNull(1 + i);
            if (CustomerSearch.HasAll(values, terms, out var areWhole)) found.Add((reader.GetInt64(0), areWhole));
        }
        return found;
    }

    private string OneOf => engine == Engine.Sqlite ? "c.id in (select value from json_each('[' || @ids || ']'))" : "c.id = any(string_to_array(@ids, ',')::bigint[])";

    private IEnumerable<long> ByNumber()
    {
        var parameters = new List<(string Name, object? Value)>();
        if (CustomerSearch.ByNumber(terms, engine, parameters) is not { } ids) return [];
        return choice is not null ? Remembered(ids, parameters) : Chosen(ids, parameters, int.MaxValue);
    }

    private List<long> Remembered(string asked, List<(string Name, object? Value)> parameters)
    {
        using var command = connection.Query(asked, [.. parameters]);
        using var reader = command.ExecuteReader();
        var ids = new List<long>();
        while (reader.Read())
            if (choice!.Has(reader.GetInt64(0))) ids.Add(reader.GetInt64(0));
        return ids;
    }

    private List<(CustomerListRow Row, Place At)> Ranked(List<long> ids, Tier tier, long after)
    {
        var rows = new List<(CustomerListRow Row, Place At)>(ids.Count);
        if (ids.Count == 0) return rows;
        var fields = CustomerList.VerifiedFields;
        using var command = connection.Query($"""
            select c.id, c.version, c.trashed, {(names == NameOrder.CoreWord ? "c.sort_core" : "c.sort_full")}, {CustomerColumns.AsText(fields, engine, "c")}
            from customer c where {OneOf}
            """, ("ids", string.Join(',', ids)));
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new CustomerValues();
            for (var i = 0; i < fields.Count; i++) values[fields[i]] = reader.TextOrNull(4 + i);
            var row = new CustomerListRow(reader.GetInt64(0), reader.GetInt32(1), reader.GetBoolean(2), values, PersonNames.ListName(values, names));
            rows.Add((row, new Place(tier, after, ids[^1], CustomerRank.Of(values, terms), reader.GetString(3), row.Id)));
        }
        rows.Sort((one, other) => one.At.CompareTo(other.At));
        return rows;
    }

    private static string Write(Place place)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            json.WriteStringValue(CustomerSort.Match.Key);
            foreach (var number in new[] { (long)place.Tier, place.After, place.Last, place.Rank, place.Id }) json.WriteNumberValue(number);
            json.WriteStringValue(place.Name);
            json.WriteEndArray();
        }
        return Base64Url.EncodeToString(bytes.ToArray());
    }

    // One that makes no sense, or is of another order, is the beginning.
    private static Place? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            var all = json.RootElement;
            if (all.GetArrayLength() != 7 || all[0].GetString() != CustomerSort.Match.Key || all[1].GetInt32() is < 0 or >= (int)Tier.End) return null;
            return new Place((Tier)all[1].GetInt32(), all[2].GetInt64(), all[3].GetInt64(), all[4].GetInt32(), all[6].GetString()!, all[5].GetInt64());
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Where a row stands: in the block of the candidates of a tier with IDs above After up to Last, by rank, then name, then ID.</summary>
    private sealed record Place(Tier Tier, long After, long Last, int Rank, string Name, long Id) : IComparable<Place>
    {
        public int CompareTo(Place? other)
        {
            if (other is null) return 1;
            var order = Rank.CompareTo(other.Rank);
            if (order == 0) order = string.CompareOrdinal(Name, other.Name);
            return order == 0 ? Id.CompareTo(other.Id) : order;
        }
    }
}
