using System.Data.Common;
using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.Kinds.Lists;

/// <summary>
/// Lists and counts the records of a declared kind, newest first; each page starts at a position of an index, so the last of many costs the same as the
/// first.
/// </summary>
/// <param name="viewer">The viewer: hidden customers are not named.</param>
/// <param name="today">The present day of the organisation, for conditions such as "overdue".</param>
public sealed class RecordList(Base customers, RecordKind kind, Viewer viewer, string today)
{
    private const char CursorEnd = '~';

    private readonly RecordShape shape = kind.Shape;

    /// <summary>The records from a cursor on.</summary>
    /// <param name="after">The <see cref="RecordRows.Next"/> of the previous page; null, or an invalid one, starts at the beginning.</param>
    public RecordRows Page(RecordQuery query, string? after, int limit)
    {
        var parameters = new List<(string, object?)>();
        var conditions = Conditions(query, parameters);
        if (Cursor(after) is var (key, id))
        {
            parameters.Add(("key", key));
            parameters.Add(("id", id));
            conditions.Add("(c.sort_full, c.id) < (@key, @id)");
        }
        using var reader = customers.OpenReader();
        using var command = reader.Query(Select(conditions)
            + $" order by c.sort_full desc, c.id desc limit {(limit + 1).ToString(CultureInfo.InvariantCulture)}", [.. parameters]);
        var rows = Read(command, out var sorts);
        var shown = rows.Take(limit).ToList();
        return new RecordRows(Named(reader, shown), rows.Count > limit
            ? sorts[limit - 1] + CursorEnd + shown[^1].State.Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    /// <summary>The first of such records, oldest first.</summary>
    public IReadOnlyList<RecordRow> Oldest(RecordQuery query, int limit)
    {
        var parameters = new List<(string, object?)>();
        var conditions = Conditions(query, parameters);
        using var reader = customers.OpenReader();
        using var command = reader.Query(Select(conditions)
            + $" order by c.sort_full, c.id limit {limit.ToString(CultureInfo.InvariantCulture)}", [.. parameters]);
        return Named(reader, Read(command, out _));
    }

    /// <summary>The record with what sums it up; null without one.</summary>
    public RecordRow? Find(long id)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query(Select(["c.id = @id"]), ("id", id));
        return Named(reader, Read(command, out _)).FirstOrDefault();
    }

    /// <summary>The number of such records in each state, by its code; in all, under "", for a kind without states.</summary>
    public IReadOnlyDictionary<string, long> Counts(RecordQuery query)
    {
        var parameters = new List<(string, object?)>();
        var conditions = string.Join(" and ", Conditions(query with { States = [] }, parameters));
        using var reader = customers.OpenReader();
        using var command = reader.Query(kind.State is not null
            ? $"select coalesce({kind.StateSql}, ''), count(*) from {shape.Table} c where {conditions} group by 1"
            : $"select '', count(*) from {shape.Table} c where {conditions}", [.. parameters]);
        using var rows = command.ExecuteReader();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.Read()) counts[rows.GetString(0)] = rows.GetInt64(1);
        return counts;
    }

    /// <summary>The number of such records by the value of a choice or number; those without one count under "".</summary>
    public IReadOnlyDictionary<string, long> CountsBy(KindField field, RecordQuery query)
    {
        var parameters = new List<(string, object?)>();
        var conditions = Conditions(query with { Only = null }, parameters);
        using var reader = customers.OpenReader();
        using var command = reader.Query($"select c.{field.Name}, count(*) from {shape.Table} c where {string.Join(" and ", conditions)} group by 1",
            [.. parameters]);
        using var rows = command.ExecuteReader();
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.Read()) counts[rows.IsDBNull(0) ? "" : Convert.ToString(rows.GetValue(0), CultureInfo.InvariantCulture)!] = rows.GetInt64(1);
        return counts;
    }

    /// <summary>The number of such records.</summary>
    public long Count(RecordQuery query)
    {
        var parameters = new List<(string, object?)>();
        var conditions = Conditions(query, parameters);
        using var reader = customers.OpenReader();
        using var command = reader.Query($"select count(*) from {shape.Table} c where {string.Join(" and ", conditions)}", [.. parameters]);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The sum of an amount over such records, by currency ("" for a kind without one); and how many they are.</summary>
    public IReadOnlyDictionary<string, (decimal Sum, long Count)> Sums(RecordQuery query, string column)
    {
        var parameters = new List<(string, object?)>();
        var conditions = Conditions(query, parameters);
        using var reader = customers.OpenReader();
        using var command = reader.Query($"""
            select {(kind.Currency is { } currency ? $"coalesce(c.{currency.Name}, '')" : "''")}, coalesce(sum(c.{column}), 0), count(*)
            from {shape.Table} c where {string.Join(" and ", conditions)} group by 1
            """, [.. parameters]);
        using var rows = command.ExecuteReader();
        var sums = new SortedDictionary<string, (decimal, long)>(StringComparer.Ordinal);
        while (rows.Read()) sums[rows.GetString(0)] = (Convert.ToDecimal(rows.GetValue(1), CultureInfo.InvariantCulture) / 10_000m, rows.GetInt64(2));
        return sums;
    }

    /// <summary>All such records in the order of their IDs, for an export; the reader stays open.</summary>
    public IEnumerable<RecordRow> Each(RecordQuery query)
    {
        var parameters = new List<(string, object?)>();
        var conditions = Conditions(query, parameters);
        using var reader = customers.OpenReader();
        using var command = reader.Query(Select(conditions) + " order by c.id", [.. parameters]);
        using var rows = command.ExecuteReader();
        while (rows.Read()) yield return At(rows);
    }

    /// <summary>The conditions of a query; the alias of the records is c.</summary>
    internal List<string> Conditions(RecordQuery query, List<(string, object?)> parameters)
    {
        var conditions = new List<string> { query.IsTrash ? customers.Engine.Yes("c.trashed") : customers.Engine.No("c.trashed") };
        // Those of customers merged into this one count as this one's.
        if (query.Customer is { } customer && kind.Customer is { } field)
            conditions.Add($"c.{field.Name} in {Sql.InList(AbsorbedCustomers.With(customers, customer))}");
        if (query.States.Count > 0 && kind.State is { } state)
        {
            var codes = kind.States.Select(s => s.Code).Where(query.States.Contains).ToList();
            conditions.Add($"c.{state.Name} in {Quoted(codes.SelectMany(kind.StoredAs).Distinct())}");
            if (kind.StateSql != "c." + state.Name) conditions.Add($"{kind.StateSql} in {Quoted(codes)}");
        }
        if (query.Shop is { } shop && kind.Shop is { } ofShop) Add($"c.{ofShop.Name} = @shop", "shop", shop);
        if (query.About is var (about, id)) Add($"c.{about.Name} = @about", "about", id);
        if (query.AssignedTo is { } user && kind.AssignedTo is { } assignee) Add($"c.{assignee.Name} = @user", "user", user);
        if (query.Only is var (only, value)) Add($"c.{only.Name} = @only", "only", value);
        if (query.From is { } from) Add("c.sort_full >= @from", "from", from);
        if (query.Until is { } until) Add("c.sort_full < @until", "until", until + "~");
        if (query.Special is { } special && kind.Special(special, today) is { } condition) conditions.Add(condition);
        if (query.Words.Trim() is { Length: > 0 } words) conditions.Add(Found(words, query, parameters));
        return conditions;

        void Add(string condition, string name, object value)
        {
            conditions.Add(condition);
            parameters.Add((name, value));
        }
    }

    private static string Quoted(IEnumerable<string> codes) => $"({string.Join(", ", codes.Select(c => $"'{c}'").DefaultIfEmpty("''"))})";

    // By the beginning of the number in the case typed, in capitals and in small letters, each of which an index finds.
    private string Found(string words, RecordQuery query, List<(string, object?)> parameters)
    {
        var ways = new List<string>();
        if (kind.Number is { } number)
            foreach (var way in new[] { words, words.ToUpperInvariant(), words.ToLowerInvariant() }.Distinct())
            {
                var at = "word" + parameters.Count.ToString(CultureInfo.InvariantCulture);
                parameters.Add((at, way));
                parameters.Add((at + "z", way + "\uFFFF"));
                ways.Add($"(c.{number.Name} >= @{at} and c.{number.Name} < @{at}z)");
            }
        // The texts of one customer are few, and so are records of no customer, such as shops; those of all customers have no index.
        if ((query.Customer is not null || kind.Customer is null) && kind.SearchedIn.Count > 0)
        {
            parameters.Add(("part", $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
                .Replace("_", "\\_", StringComparison.Ordinal)}%"));
            ways.AddRange(kind.SearchedIn.Select(f => $"c.{f.Name} {customers.Engine.Like()} @part escape '\\'"));
        }
        if (query.Customer is null && query.Named.Count > 0 && kind.Customer is { } customer) ways.Add($"c.{customer.Name} in {Sql.InList(query.Named)}");
        return ways.Count == 0 ? "1 = 0" : $"({string.Join(" or ", ways)})";
    }

    private string Select(IEnumerable<string> conditions) => RecordStates.Select(
        shape, customers.Engine, string.Join(" and ", conditions), string.Join(", ", kind.SummedUp.Select(name =>
            $"coalesce(c.{name}, 0)").Append("c.sort_full")));

    private List<RecordRow> Read(DbCommand command, out List<string> sorts)
    {
        var found = new List<RecordRow>();
        sorts = [];
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            found.Add(At(rows));
            sorts.Add(rows.GetString(4 + shape.Fields.Count + kind.SummedUp.Count));
        }
        return found;
    }

    private RecordRow At(DbDataReader rows)
    {
        var summed = new Dictionary<string, long>(kind.SummedUp.Count, StringComparer.Ordinal);
        for (var i = 0; i < kind.SummedUp.Count; i++)
            summed[kind.SummedUp[i]] = Convert.ToInt64(rows.GetValue(4 + shape.Fields.Count + i), CultureInfo.InvariantCulture);
        return new RecordRow(RecordStates.At(shape, rows), null, summed);
    }

    private static (string Key, long Id)? Cursor(string? text) =>
        text?.LastIndexOf(CursorEnd) is { } end and >= 0
            && long.TryParse(text.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (text[..end], id) : null;

    private List<RecordRow> Named(DbConnection reader, List<RecordRow> rows)
    {
        if (kind.Customer is not { } field) return rows;
        var about = CustomerStates.Read(reader, customers.Engine, [.. rows.Select(r => IdOf(r, field)).OfType<long>().Distinct()]);
        return rows.ConvertAll(r => IdOf(r, field) is { } id && viewer.Seen(about.GetValueOrDefault(id)) is { } seen
            ? r with { Customer = seen.Values.DisplayName } : r);
    }

    private static long? IdOf(RecordRow row, KindField field) => row[field] is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null;
}
