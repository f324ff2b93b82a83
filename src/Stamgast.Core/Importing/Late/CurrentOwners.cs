using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Importing.Late;

/// <summary>The customer a row is about by now: none, one, or several that share the address or VAT number.</summary>
internal readonly record struct Owner(long? Id, string? Ambiguous = null);

/// <summary>
/// Finds the customers of rows that were new at the preview and may exist by now: matched as by the import, with one statement for each kind of
/// match, however many rows there are.
/// </summary>
internal sealed class CurrentOwners(DbConnection reader, Engine engine, ImportReading reading)
{
    /// <summary>The customers of these rows, in order.</summary>
    /// <param name="rows">The values to match by.</param>
    public IReadOnlyList<Owner> Of(IReadOnlyList<(string? Number, string? Email, string? Vat)> rows)
    {
        if (!reading.FindsByNumber) return [.. rows.Select(_ => default(Owner))];
        var byNumber = Found("c.number, c.id, c.number from customer c where c.number", rows.Select(r => r.Number));
        var byKey = reading switch
        {
            { KeyIsEmail: true } =>
                Found($"k.key, c.id, c.number from customer_key k join customer c on c.id = k.customer_id where k.kind = {(int)KeyKind.Email} and k.key",
                rows.Select(KeyOf)),
            { KeyIsVat: true } => Found("c.vat_number, c.id, c.number from customer c where c.vat_number", rows.Select(KeyOf)),
            _ => [],
        };
        return [.. rows.Select(row =>
        {
            if (row.Number is { } number && byNumber.TryGetValue(number, out var owners)) return new Owner(owners[0].Id);
            if (KeyOf(row) is not { } key || !byKey.TryGetValue(key, out var found)) return default;
            // A customer with a number never matches a row with a different one.
            var fitting = found.Where(c => row.Number is null || c.Number is null).ToList();
            return fitting.Count switch { 0 => default, 1 => new Owner(fitting[0].Id), _ => new Owner(null, reading.KeyIsEmail ? row.Email : row.Vat) };
        })];
    }

    private string? KeyOf((string? Number, string? Email, string? Vat) row) =>
        reading.KeyIsEmail ? row.Email is { } email ? EmailAddress.Key(email) : null : reading.KeyIsVat ? row.Vat : null;

    private Dictionary<string, List<(long Id, string? Number)>> Found(string from, IEnumerable<string?> keys)
    {
        var found = new Dictionary<string, List<(long, string?)>>(StringComparer.Ordinal);
        var list = keys.OfType<string>().Distinct().ToArray();
        if (list.Length == 0) return found;
        using var command = reader.Query($"select {from} {engine.OneOf()} and {CustomerColumns.Alive(engine, "c")} order by c.id",
            ("list", engine.Texts(list)));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (!found.TryGetValue(rows.GetString(0), out var customers)) found.Add(rows.GetString(0), customers = []);
            customers.Add((rows.GetInt64(1), rows.TextOrNull(2)));
        }
        return found;
    }
}
