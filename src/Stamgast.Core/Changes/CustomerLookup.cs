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
        return History.AtVersion(reader, now, version);
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

    /// <summary>True when another customer has this number in other capitals, as people write them: "C-1" beside "c-1".</summary>
    public bool HasNumberLike(string number, long? except)
    {
        var (lower, upper) = (number.ToLowerInvariant(), number.ToUpperInvariant());
        if (lower == upper) return false;
        using var reader = customers.OpenReader();
        using var command = reader.Query($"select count(*) from customer c where c.number in (@lower, @upper, @first) and c.number <> @number and c.id <> @except and {CustomerColumns.Alive(customers.Engine, "c")}",
            ("lower", lower), ("upper", upper), ("first", upper[..1] + lower[1..]), ("number", number), ("except", except ?? 0));
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture) > 0;
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
