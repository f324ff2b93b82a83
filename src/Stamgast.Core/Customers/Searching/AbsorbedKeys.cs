using System.Data.Common;
using System.Globalization;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Customers.Searching;

/// <summary>A number, an e-mail address or an ID of a merged customer, which leads to the one that represents it.</summary>
/// <param name="Key">As it is stored; an ID in digits, an e-mail address folded.</param>
/// <param name="Absorbed">The ID of the customer that bore it.</param>
/// <param name="Root">The ID of the customer that represents it now, in the trash or not.</param>
internal readonly record struct AbsorbedKey(string Key, long Absorbed, long Root);

/// <summary>
/// What merged customers were known by still leads to the customer that they became, for ever (D3). A living customer with the same number or
/// address comes first everywhere: these are asked only for what nobody has.
/// </summary>
internal static class AbsorbedKeys
{
    /// <summary>True when any customer is merged into another: most bases have none, and then nothing else is asked.</summary>
    public static bool Any(DbConnection connection)
    {
        using var command = connection.Query("select 1 from customer where merged_into is not null limit 1");
        return command.ExecuteScalar() is not null;
    }

    /// <summary>By customer number, as it is written. Plan relied on: ix_customer_absorbed_number.</summary>
    public static IReadOnlyList<AbsorbedKey> OfNumbers(DbConnection connection, Engine engine, IReadOnlyCollection<string> numbers) =>
        numbers.Count == 0 ? [] : Read(connection, $"select c.number, c.id, c.merged_into from customer c where c.merged_into is not null and c.number "
            + engine.OneOf(), ("list", engine.Texts(numbers)));

    /// <summary>By e-mail address, main or other, folded by <see cref="EmailAddress.Key(string)"/>.</summary>
    public static IReadOnlyList<AbsorbedKey> OfEmails(DbConnection connection, Engine engine, IReadOnlyCollection<string> keys) =>
        keys.Count == 0 ? [] : Read(connection, "select k.key, c.id, c.merged_into from customer_key k join customer c on c.id = k.customer_id "
            + $"where c.merged_into is not null and k.kind = {(int)KeyKind.Email} and k.key {engine.OneOf()}", ("list", engine.Texts(keys)));

    /// <summary>By ID.</summary>
    public static IReadOnlyList<AbsorbedKey> OfIds(DbConnection connection, IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : Read(connection,
            $"select cast(c.id as text), c.id, c.merged_into from customer c where c.merged_into is not null and c.id in {Sql.InList(ids)}");

    /// <summary>For a search: the whole text may be a number in any capitals, an address, or an ID.</summary>
    public static IReadOnlyList<AbsorbedKey> OfText(DbConnection connection, Engine engine, string text)
    {
        var typed = text.Trim();
        if (typed.Length is 0 or > 254 || !Any(connection)) return [];
        var found = new List<AbsorbedKey>(OfNumbers(connection, engine, [typed, .. NumberCapitals.Others(typed)]));
        if (typed.Contains('@', StringComparison.Ordinal)) found.AddRange(OfEmails(connection, engine, [EmailAddress.Key(typed)]));
        if (long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) found.AddRange(OfIds(connection, [id]));
        return found;
    }

    /// <summary>A select of IDs (column <c>id</c>) with those that the keys lead to; null when there are none of either.</summary>
    public static string? And(this string? ids, IReadOnlyList<AbsorbedKey> leads)
    {
        if (leads.Count == 0) return ids;
        var roots = string.Join(" union all ", leads.Select(l => l.Root).Distinct().Select(r => $"select {r.ToString(CultureInfo.InvariantCulture)} as id"));
        return ids is null ? roots : $"{ids} union all {roots}";
    }

    private static List<AbsorbedKey> Read(DbConnection connection, string first, params (string Name, object? Value)[] parameters)
    {
        using var command = connection.Query($"""
            with recursive up(key, absorbed, id) as (
                {first}
                union all select u.key, u.absorbed, c.merged_into from up u join customer c on c.id = u.id where c.merged_into is not null)
            select u.key, u.absorbed, u.id from up u join customer c on c.id = u.id where c.merged_into is null order by u.absorbed
            """, parameters);
        using var reader = command.ExecuteReader();
        var keys = new List<AbsorbedKey>();
        while (reader.Read()) keys.Add(new AbsorbedKey(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        return keys;
    }
}
