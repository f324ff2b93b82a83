using System.Data.Common;
using System.Text;
using System.Text.Json;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>One row of a list: the fields that lists show.</summary>
public sealed record CustomerListRow(long Id, CustomerValues Values, bool Trashed);

/// <summary>A piece of a list, and the cursor after which it goes on; null at its end.</summary>
public sealed record CustomerListPage(IReadOnlyList<CustomerListRow> Rows, string? Next);

/// <summary>
/// Reads lists of customers piece by piece: each piece starts after the last row of the one before, by its sort key, so that the
/// thousandth piece costs what the first does, and rows that come in meanwhile shift nothing.
/// </summary>
public sealed class CustomerList(Base customers)
{
    // Above this many found by words, walking the sorted index is cheaper than sorting what was found.
    private const int ManyFound = 2000;

    private static readonly int[] ShownFields =
    [
        CustomerFields.Type, CustomerFields.Number, CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName, CustomerFields.CompanyName,
        CustomerFields.Email, CustomerFields.Phone, CustomerFields.Mobile, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Language,
        CustomerFields.Label, CustomerFields.Active,
    ];

    private bool OnSqlite => customers.Engine == Engine.Sqlite;

    /// <param name="query">Which ones, in which order.</param>
    /// <param name="after">The cursor of the piece before; null for the first. One that makes no sense starts at the beginning.</param>
    /// <param name="limit">The most rows to give.</param>
    public CustomerListPage Page(CustomerQuery query, string? after, int limit)
    {
        using var reader = customers.OpenReader();
        var sql = Where(query, reader);
        var key = OrderKey(query.Order);
        if (Cursor.Read(after) is { } from)
        {
            sql.And($"({key}, c.id) {(query.Descending ? "<" : ">")} ({(query.Order == CustomerOrder.Id ? "cast(@from as bigint)" : "@from")}, @fromId)");
            sql.Parameters.Add(("from", from.Key));
            sql.Parameters.Add(("fromId", from.Id));
        }
        var way = query.Descending ? "desc" : "asc";
        var fields = string.Join(", ", ShownFields.Select(f => AsText(CustomerFields.All[f])));
        using var command = reader.Query($"select c.id, c.trashed, cast({key} as text), {fields} from customer c {sql} order by {key} {way}, c.id {way} limit {limit + 1}", [.. sql.Parameters]);
        using var rows = command.ExecuteReader();
        var page = new List<CustomerListRow>(limit);
        string? lastKey = null;
        while (rows.Read())
        {
            if (page.Count == limit) return new CustomerListPage(page, Cursor.Write(lastKey!, page[^1].Id));
            var values = new CustomerValues();
            for (var i = 0; i < ShownFields.Length; i++) values[ShownFields[i]] = rows.TextOrNull(i + 3);
            page.Add(new CustomerListRow(rows.GetInt64(0), values, rows.GetBoolean(1)));
            lastKey = rows.GetString(2);
        }
        return new CustomerListPage(page, null);
    }

    /// <summary>How many customers match.</summary>
    public long Count(CustomerQuery query)
    {
        using var reader = customers.OpenReader();
        var sql = Where(query, reader);
        using var command = reader.Query($"select count(*) from customer c {sql}", [.. sql.Parameters]);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The IDs of all that match, in ascending order.</summary>
    public IReadOnlyList<long> Ids(CustomerQuery query)
    {
        using var reader = customers.OpenReader();
        var sql = Where(query, reader);
        using var command = reader.Query($"select c.id from customer c {sql} order by c.id", [.. sql.Parameters]);
        using var rows = command.ExecuteReader();
        var ids = new List<long>();
        while (rows.Read()) ids.Add(rows.GetInt64(0));
        return ids;
    }

    /// <summary>The languages that customers have, each once.</summary>
    public IReadOnlyList<string> Languages()
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select distinct language from customer where language is not null order by 1");
        using var rows = command.ExecuteReader();
        var languages = new List<string>();
        while (rows.Read()) languages.Add(rows.GetString(0));
        return languages;
    }

    private Conditions Where(CustomerQuery query, DbConnection reader)
    {
        var sql = new Conditions();
        sql.And(query.Presence == CustomerPresence.Trashed ? OnSqlite ? "c.trashed = 1" : "c.trashed" : OnSqlite ? "c.trashed = 0" : "not c.trashed");
        sql.And("c.merged_into is null");
        if (query.Presence is CustomerPresence.Active or CustomerPresence.Inactive)
            sql.And((OnSqlite, query.Presence) switch
            {
                (true, CustomerPresence.Active) => "c.active = 1",
                (true, _) => "c.active = 0",
                (false, CustomerPresence.Active) => "c.active",
                (false, _) => "not c.active",
            });
        if (query.Type is not null) sql.And("c.type = " + sql.Parameter(query.Type));
        sql.AnyOf("c.language", query.Languages);
        sql.AnyOf("c.label", query.Labels);
        Groups(query.Groups, sql);
        if (SearchWords.Terms(query.Words) is { Count: > 0 } terms) Words(terms, sql, reader);
        else if (query.Words.AsSpan().Trim().Length > 0) sql.And("1 = 0");
        return sql;
    }

    private static void Groups(IReadOnlyList<string> groups, Conditions sql)
    {
        if (groups.Count == 0) return;
        const string own = "select 1 from customer_key k where k.kind = 2 and k.customer_id = c.id";
        var wanted = groups.Where(g => g.Length > 0).Select(sql.Parameter).ToList();
        var any = wanted.Count == 0 ? null : $"c.id in (select k.customer_id from customer_key k where k.kind = 2 and k.key in ({string.Join(", ", wanted)}))";
        var none = groups.Contains("") ? $"not exists ({own})" : null;
        sql.And("(" + string.Join(" or ", new[] { any, none }.Where(p => p is not null)) + ")");
    }

    private void Words(IReadOnlyList<string> terms, Conditions sql, DbConnection reader)
    {
        if (!OnSqlite)
        {
            var lexemes = sql.Parameter(string.Join(" & ", terms.Select(t => $"'{t.Replace("'", "''", StringComparison.Ordinal)}':*")));
            sql.And($"c.id in (select s.customer_id from customer_search s where s.words @@ cast({lexemes} as tsquery))");
            return;
        }
        // Two plans, and SQLite cannot tell which is better: few found, fetch and sort them; many found, walk the sorted index.
        var match = string.Join(' ', terms.Select(t => $"\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\"*"));
        using var count = reader.Query($"select count(*) from (select 1 from customer_search where customer_search match @match limit {ManyFound})", ("match", match));
        var many = (long)count.ExecuteScalar()! >= ManyFound;
        sql.And($"{(many ? "+" : "")}c.id in (select rowid from customer_search where customer_search match {sql.Parameter(match)})");
    }

    private string OrderKey(CustomerOrder order)
    {
        var collate = OnSqlite ? "" : " collate \"C\"";
        return order switch
        {
            CustomerOrder.NameByCore => "c.sort_core",
            CustomerOrder.NameInFull => "c.sort_full",
            CustomerOrder.Id => "c.id",
            CustomerOrder.Number => Lower("c.number"),
            CustomerOrder.Email => Lower("c.email"),
            CustomerOrder.City => Lower("c.city"),
            CustomerOrder.Language => Lower("c.language"),
            CustomerOrder.Label => Lower("c.label"),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "An order without a key."),
        };

        // Those without the value come last.
        string Lower(string column) => $"coalesce(lower({column}), '\uFFFD'){collate}";
    }

    private string AsText(CustomerField field) => field.Kind switch
    {
        FieldKind.Flag => OnSqlite ? $"cast(c.{field.Name} as text)" : $"case when c.{field.Name} then '1' else '0' end",
        _ => "c." + field.Name,
    };

    private sealed class Conditions
    {
        private readonly StringBuilder text = new();

        public List<(string Name, object? Value)> Parameters { get; } = [];

        public void And(string condition) => text.Append(text.Length == 0 ? "where " : " and ").Append(condition);

        public string Parameter(string value)
        {
            var name = "p" + Parameters.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Parameters.Add((name, value));
            return "@" + name;
        }

        public void AnyOf(string column, IReadOnlyList<string> values)
        {
            if (values.Count == 0) return;
            var wanted = values.Where(v => v.Length > 0).Select(Parameter).ToList();
            var parts = new List<string>();
            if (wanted.Count > 0) parts.Add($"{column} in ({string.Join(", ", wanted)})");
            if (values.Contains("")) parts.Add(column + " is null");
            And("(" + string.Join(" or ", parts) + ")");
        }

        public override string ToString() => text.ToString();
    }

    private sealed record Cursor(string Key, long Id)
    {
        public static string Write(string key, long id) =>
            Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new Cursor(key, id))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        public static Cursor? Read(string? text)
        {
            if (string.IsNullOrEmpty(text)) return null;
            try
            {
                var base64 = text.Replace('-', '+').Replace('_', '/');
                var cursor = JsonSerializer.Deserialize<Cursor>(Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '=')));
                return cursor?.Key is null ? null : cursor;
            }
            catch (Exception e) when (e is FormatException or JsonException)
            {
                return null;
            }
        }
    }
}
