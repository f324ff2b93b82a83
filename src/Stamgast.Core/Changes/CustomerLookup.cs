using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Changes;

/// <summary>Finds single customers: by ID, or those with the same e-mail address or VAT number.</summary>
public sealed class CustomerLookup(Base customers)
{
    /// <summary>The customer with this ID as it stands now, also from the trash; null when there is none.</summary>
    public CustomerState? Find(long id)
    {
        using var reader = customers.OpenReader();
        return CustomerStates.Find(reader, customers.Engine, id);
    }

    /// <summary>The values of a customer at a version; at one that there never was, those of now or of the first.</summary>
    public CustomerValues AtVersion(CustomerState now, int version)
    {
        if (version >= now.Version) return now.Values;
        using var reader = customers.OpenReader();
        return (CustomerValues)History.AtVersion(reader, now, version);
    }

    /// <summary>Customers outside the trash that have one of these addresses, as main or other one; at most twenty.</summary>
    /// <param name="emails">Canonical addresses.</param>
    /// <param name="except">A customer that is not meant, such as the one that is being edited.</param>
    public IReadOnlyList<CustomerState> WithEmail(IEnumerable<string> emails, long? except)
    {
        var ids = new List<long>();
        using var reader = customers.OpenReader();
        foreach (var email in emails)
        {
            using var command = reader.Query("select customer_id from customer_key where kind = @kind and key = @key order by customer_id limit 21",
                ("kind", (short)KeyKind.Email), ("key", EmailAddress.Key(email)));
            using var rows = command.ExecuteReader();
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }
        return [.. CustomerStates.Read(reader, customers.Engine, [.. ids.Where(id => id != except).Distinct()]).Values
            .Where(s => !s.Trashed).OrderBy(s => s.Id).Take(20)];
    }

    /// <summary>The first customer outside the trash that has this number in other capitals (<see cref="NumberCapitals"/>); null when there is none.</summary>
    /// <param name="except">A customer that is not meant, such as the one that is being edited.</param>
    public CustomerState? WithNumberLike(string number, long? except)
    {
        var others = NumberCapitals.Others(number);
        if (others.Count == 0) return null;
        using var reader = customers.OpenReader();
        var ids = new List<long>();
        using (var command = reader.Query(
            $"select c.id from customer c where c.number in (@one, @two, @three) and c.id <> @except and {CustomerColumns.Alive(customers.Engine, "c")} order by c.id limit 1",
            ("one", others[0]), ("two", others.ElementAtOrDefault(1) ?? others[0]), ("three", others[^1]), ("except", except ?? 0)))
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
        using (var command = reader.Query($"select c.id from customer c where c.vat_number = @number and {CustomerColumns.Alive(customers.Engine, "c")} order by c.id limit 20", ("number", number)))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        return [.. CustomerStates.Read(reader, customers.Engine, ids).Values.OrderBy(s => s.Id)];
    }
}
