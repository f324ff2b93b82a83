using System.Buffers.Text;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.Customers.Searching;

/// <summary>
/// The customers found by words, best matches first. Order of tiers: a typed number that is the ID, all words whole, all words as beginnings, matches
/// in a street or an IBAN; if nobody matches, one typing error a word is forgiven. Within each tier the candidates are taken in blocks in the order
/// of their IDs, and each block is ranked: a search that finds half of all customers costs no more than one that finds a few hundred, and pages stay
/// stable while others write.
/// </summary>
internal sealed class RankedSearch
{
    // The block of a cursor may have grown since by changed customers. A hand-written cursor ranks no more either.
    private const int MostGrown = 4;

    private readonly DbConnection connection;
    private readonly Engine engine;
    private readonly NameOrder names;
    private readonly int blockSize;
    private readonly IReadOnlyList<string> terms;
    private readonly ISearchCandidates candidates;

    /// <param name="blockSize">The number of candidates ranked at once.</param>
    public RankedSearch(DbConnection connection, Engine engine, IReadOnlyList<string> terms, ISearchCandidates candidates, int blockSize)
    {
        (this.connection, this.engine, this.terms, this.candidates, this.blockSize) = (connection, engine, terms, candidates, blockSize);
        names = CustomerList.NamesOf(connection);
    }

    /// <summary>The fields to read: the searched ones, and those of the rows.</summary>
    public required IReadOnlyList<CustomerField> Fields { get; init; }

    public CustomerListPage Page(string? cursor, int limit)
    {
        var found = new List<(CustomerListRow Row, Place At)>(limit + 1);
        var place = Read(cursor);
        var tier = place?.Tier ?? SearchTier.Number;
        var after = place?.After ?? 0;
        while (tier < SearchTier.End)
        {
            var most = place is null ? blockSize : MostGrown * blockSize;
            var ids = candidates.Of(tier, after, place?.Last ?? long.MaxValue, most);
            foreach (var (row, at) in Ranked(ids, tier, after))
            {
                if (place is not null && at.CompareTo(place) <= 0) continue;
                // Matches by ID came first.
                if (tier != SearchTier.Number && candidates.ByNumber.Contains(row.Id)) continue;
                if (found.Count == limit) return new CustomerListPage(found.ConvertAll(f => f.Row), Write(found[^1].At));
                found.Add((row, at));
            }
            var isLast = place is null && ids.Count < blockSize;
            after = ids.Count > 0 && (place is null || ids.Count == most) ? ids[^1] : place?.Last ?? after;
            place = null;
            if (!isLast) continue;
            // An error is forgiven only when nobody has the words as typed, whatever else is chosen.
            tier = tier == SearchTier.Place && candidates.SomebodyHasTheWords() ? SearchTier.End : tier + 1;
            after = 0;
        }
        return new CustomerListPage(found.ConvertAll(f => f.Row), null);
    }

    private List<(CustomerListRow Row, Place At)> Ranked(List<long> ids, SearchTier tier, long after)
    {
        var rows = new List<(CustomerListRow Row, Place At)>(ids.Count);
        if (ids.Count == 0) return rows;
        var fields = Fields;
        using var command = connection.Query($"""
            select c.id, c.version, c.trashed, {(names == NameOrder.CoreWord ? "c.sort_core" : "c.sort_full")}, {CustomerColumns.AsText(fields, engine, "c")}
            from customer c where c.id {engine.OneOfIds("@ids")}
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

    // An invalid cursor, or one of another order, means the beginning.
    private static Place? Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        try
        {
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            var all = json.RootElement;
            if (all.GetArrayLength() != 7 || all[0].GetString() != CustomerSort.Match.Key || all[1].GetInt32() is < 0 or >= (int)SearchTier.End) return null;
            var (after, last) = (all[2].GetInt64(), all[3].GetInt64());
            if (after is < 0 or long.MaxValue || last < after) return null;
            return new Place((SearchTier)all[1].GetInt32(), after, last, all[4].GetInt32(), all[6].GetString()!, all[5].GetInt64());
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The place of a row: in the block of candidates of a tier with IDs above After up to Last, by rank, then name, then ID.</summary>
    private sealed record Place(SearchTier Tier, long After, long Last, int Rank, string Name, long Id) : IComparable<Place>
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
