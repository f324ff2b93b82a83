using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Exchange.Rows;

/// <summary>A customer found by a number or an address.</summary>
/// <param name="Ids">One, or several when more living customers have the address.</param>
/// <param name="IsMerged">True when it was that of a customer who was merged into this one.</param>
internal sealed record FoundCustomer(IReadOnlyList<long> Ids, bool IsMerged);

/// <summary>The customers with some numbers and e-mail addresses, looked up together; those of merged customers lead to the kept one.</summary>
internal sealed class CustomerFinder
{
    private readonly Dictionary<string, FoundCustomer> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FoundCustomer> emails = new(StringComparer.Ordinal);

    private CustomerFinder() { }

    /// <summary>Looks them up.</summary>
    /// <param name="asked">As typed.</param>
    public static CustomerFinder Of(DbConnection connection, Engine engine, IEnumerable<string> asked, IEnumerable<string> addresses)
    {
        var finder = new CustomerFinder();
        var alive = CustomerColumns.Alive(engine, "c");
        var known = asked.Select(n => n.Trim()).Distinct().ToList();
        var keys = addresses.Select(e => EmailAddress.Key(e.Trim())).Where(k => k.Length > 0).Distinct().ToList();
        Read(finder.numbers, known, $"select c.number, c.id from customer c where c.number {engine.OneOf()} and {alive}");
        Read(finder.emails, keys, "select k.key, c.id from customer_key k join customer c on c.id = k.customer_id where "
            + $"k.kind = {(int)KeyKind.Email} and k.key {engine.OneOf()} and {alive}");
        Lead(finder.numbers, AbsorbedKeys.OfNumbers(connection, engine, [.. known.Where(n => !finder.numbers.ContainsKey(n))]));
        Lead(finder.emails, AbsorbedKeys.OfEmails(connection, engine, [.. keys.Where(k => !finder.emails.ContainsKey(k))]));
        return finder;

        void Read(Dictionary<string, FoundCustomer> into, List<string> texts, string sql)
        {
            if (texts.Count == 0) return;
            using var command = connection.Query(sql, ("list", engine.Texts(texts)));
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                var (key, id) = (rows.GetString(0), rows.GetInt64(1));
                if (!into.TryGetValue(key, out var found)) into.Add(key, new FoundCustomer([id], false));
                else if (!found.Ids.Contains(id)) into[key] = found with { Ids = [.. found.Ids, id] };
            }
        }
    }

    /// <summary>The customer with a number; null without one.</summary>
    public FoundCustomer? Number(string number) => numbers.GetValueOrDefault(number.Trim());

    /// <summary>The customers with an address; null without any.</summary>
    public FoundCustomer? Email(string address) => emails.GetValueOrDefault(EmailAddress.Key(address.Trim()));

    /// <summary>All customers that were found.</summary>
    public IEnumerable<long> All => numbers.Values.Concat(emails.Values).SelectMany(f => f.Ids);

    private static void Lead(Dictionary<string, FoundCustomer> into, IReadOnlyList<AbsorbedKey> keys)
    {
        foreach (var group in keys.GroupBy(k => k.Key, StringComparer.Ordinal))
            into[group.Key] = new FoundCustomer([.. group.Select(k => k.Root).Distinct()], true);
    }
}
