using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Changes.Histories;

/// <summary>Finds single customers: by ID, or those with the same e-mail address or VAT number.</summary>
/// <param name="viewer">The viewer: a hidden customer is treated as if it did not exist.</param>
public sealed class CustomerLookup(Base customers, Viewer viewer)
{
    /// <summary>The customer with this ID in its current state, in the trash or not; null without one.</summary>
    public CustomerState? Find(long id)
    {
        using var reader = customers.OpenReader();
        return viewer.Seen(CustomerStates.Find(reader, customers.Engine, id));
    }

    /// <summary>
    /// The customer with this ID, or else with this number, in the trash or not; what a merged one was known by leads to the kept one. Null when nobody
    /// is called so.
    /// </summary>
    public NamedCustomer? Named(string text)
    {
        text = text.Trim();
        using var reader = customers.OpenReader();
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && CustomerStates.Find(reader, customers.Engine, id) is { } byId)
            return Seen(byId.MergedInto is null ? byId : CustomerStates.Find(reader, customers.Engine,
                MergedFamily.Root(reader, CustomerShape.Instance, id))!, id);
        foreach (var number in (string[])[text, .. NumberCapitals.Others(text)])
        {
            long? found;
            using (var command = reader.Query("select id from customer where number = @number and merged_into is null order by trashed, id limit 1",
                ("number", number)))
                found = command.ExecuteScalar() as long?;
            if (found is { } one) return Seen(CustomerStates.Find(reader, customers.Engine, one)!, one);
        }
        return AbsorbedKeys.OfText(reader, customers.Engine, text) is [var key, ..]
            ? Seen(CustomerStates.Find(reader, customers.Engine, key.Root)!, key.Absorbed) : null;
    }

    /// <summary>The customers with these IDs in their current state, in the trash or not, by ID; nonexistent and hidden ones are missing.</summary>
    public IReadOnlyList<CustomerState> All(IReadOnlyCollection<long> ids)
    {
        if (ids.Count == 0) return [];
        using var reader = customers.OpenReader();
        return [.. CustomerStates.InPortions(reader, customers.Engine, ids.Distinct()).SelectMany(p => p.Values).Where(s => viewer.Sees(s.Values))
            .OrderBy(s => s.Id)];
    }

    /// <summary>
    /// Those of these customers that the viewer may see, in the trash or not, in the same order; all of them, without reading, for an unlimited
    /// viewer.
    /// </summary>
    public IReadOnlyList<long> Seen(IReadOnlyList<long> ids)
    {
        if (viewer.SeesAll || ids.Count == 0) return ids;
        var seen = new HashSet<long>();
        using var reader = customers.OpenReader();
        foreach (var portion in ids.Chunk(CustomerStates.Portion))
        {
            var (and, parameters) = viewer.Visibility.AndSeen(customers.Engine);
            using var command = reader.Query($"select c.id from customer c where c.id in {Sql.InList(portion)}{and}", [.. parameters]);
            using var rows = command.ExecuteReader();
            while (rows.Read()) seen.Add(rows.GetInt64(0));
        }
        return [.. ids.Where(seen.Contains)];
    }

    /// <summary>The values of a customer at a version; for a version that never existed, the current or the first ones.</summary>
    public CustomerValues AtVersion(CustomerState now, int version)
    {
        if (version >= now.Version) return now.Values;
        using var reader = customers.OpenReader();
        return (CustomerValues)History.AtVersion(reader, now, version);
    }

    /// <summary>Customers outside the trash that have one of these addresses, as main or other one; at most twenty.</summary>
    /// <param name="emails">Canonical addresses.</param>
    /// <param name="except">A customer to ignore, such as the one being edited.</param>
    public IReadOnlyList<CustomerState> WithEmail(IEnumerable<string> emails, long? except)
    {
        var ids = new List<long>();
        using var reader = customers.OpenReader();
        var (and, seen) = viewer.Visibility.AndSeen(customers.Engine);
        // The hidden ones must not take the places of others.
        if (and.Length > 0) and = $" and exists (select 1 from customer c where c.id = customer_key.customer_id{and})";
        foreach (var email in emails)
        {
            using var command = reader.Query($"select customer_id from customer_key where kind = @kind and key = @key{and} order by customer_id limit 21",
                [("kind", (short)KeyKind.Email), ("key", EmailAddress.Key(email)), .. seen]);
            using var rows = command.ExecuteReader();
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }
        return [.. CustomerStates.Read(reader, customers.Engine, [.. ids.Where(id => id != except).Distinct()]).Values
            .Where(s => s.IsLive).OrderBy(s => s.Id).Take(20)];
    }

    /// <summary>
    /// The first customer outside the trash that has this number with different capitals (<see cref="NumberCapitals"/>); null without one.
    /// </summary>
    /// <param name="except">A customer to ignore, such as the one being edited.</param>
    public CustomerState? WithNumberLike(string number, long? except)
    {
        var others = NumberCapitals.Others(number);
        if (others.Count == 0) return null;
        using var reader = customers.OpenReader();
        var ids = new List<long>();
        var (and, seen) = viewer.Visibility.AndSeen(customers.Engine);
        using (var command = reader.Query(
            $"select c.id from customer c where c.number in (@one, @two, @three) and c.id <> @except and {CustomerColumns.Alive(customers.Engine, "c")}{and} "
                + $"order by c.id limit 1",
            [("one", others[0]), ("two", others.ElementAtOrDefault(1) ?? others[0]), ("three", others[^1]), ("except", except ?? 0), .. seen]))
        using (var rows = command.ExecuteReader())
            if (rows.Read()) ids.Add(rows.GetInt64(0));
        return CustomerStates.Read(reader, customers.Engine, ids).Values.FirstOrDefault();
    }

    /// <summary>Customers outside the trash that have this VAT number; at most twenty.</summary>
    /// <param name="number">Canonical: BE0403019261.</param>
    public IReadOnlyList<CustomerState> WithVat(string number)
    {
        var ids = new List<long>();
        using var reader = customers.OpenReader();
        var (and, seen) = viewer.Visibility.AndSeen(customers.Engine);
        var alive = CustomerColumns.Alive(customers.Engine, "c");
        using (var command = reader.Query($"select c.id from customer c where c.vat_number = @number and {alive}{and} order by c.id limit 20",
            [("number", number), .. seen]))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        return [.. CustomerStates.Read(reader, customers.Engine, ids).Values.OrderBy(s => s.Id)];
    }

    private NamedCustomer Seen(CustomerState state, long asked) => new(viewer.Seen(state), asked);
}
