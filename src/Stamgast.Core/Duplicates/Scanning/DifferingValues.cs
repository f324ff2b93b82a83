using System.Data.Common;
using Stamgast.Comparing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Text;

namespace Stamgast.Duplicates.Scanning;

/// <summary>
/// Tells whether two customers contradict each other anywhere: a field that both have filled in, each with another value. Capitals and accents are no
/// other value; of e-mail addresses and telephone numbers it is enough to share one, since a merge keeps them all. Two customer numbers or two
/// company numbers always contradict.
/// </summary>
internal static class DifferingValues
{
    private const int Portion = 500;

    // Compared one by one. The last one is for what an enterprise number and a VAT number have in common.
    private static readonly int[] Single =
    [
        CustomerFields.Number, CustomerFields.Type, CustomerFields.Gender, CustomerFields.FirstName, CustomerFields.BirthDate, CustomerFields.CompanyName,
        CustomerFields.EnterpriseNumber, CustomerFields.VatNumber, CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box,
        CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Country, CustomerFields.Iban, CustomerFields.Language,
    ];

    private static readonly int[] Delivery =
    [
        CustomerFields.DeliveryStreet, CustomerFields.DeliveryHouseNumber, CustomerFields.DeliveryBox, CustomerFields.DeliveryPostalCode,
        CustomerFields.DeliveryCity, CustomerFields.DeliveryCountry,
    ];

    private static readonly int[] Emails = [CustomerFields.Email, CustomerFields.OtherEmails];
    private static readonly int[] Phones = [CustomerFields.Phone, CustomerFields.Mobile, CustomerFields.OtherPhones];
    private static readonly int[] Fields = [.. Single, CustomerFields.Particle, CustomerFields.LastName, .. Delivery, .. Emails, .. Phones];

    /// <summary>Those of the pairs whose customers do not contradict each other.</summary>
    public static HashSet<(long A, long B)> Without(DbConnection connection, Engine engine, IReadOnlyCollection<(long A, long B)> pairs)
    {
        var traits = new Dictionary<long, Traits>();
        foreach (var ids in pairs.SelectMany(p => new[] { p.A, p.B }).Distinct().Order().Chunk(Portion))
        {
            var fields = CustomerColumns.AsText(Fields.Select(f => CustomerFields.All[f]), engine, "c");
            using var rows = BaseRows.Open(connection, engine, $"select c.id, {fields} from customer c where c.id in {Sql.InList(ids)}");
            while (rows.Read()) traits[rows.Id] = TraitsOf(rows);
        }
        return [.. pairs.Where(p => traits.TryGetValue(p.A, out var a) && traits.TryGetValue(p.B, out var b) && !a.Contradict(b))];
    }

    private static Traits TraitsOf(BaseRows row)
    {
        var single = new uint[Single.Length + 3];
        for (var i = 0; i < Single.Length; i++)
            single[i] = Single[i] == CustomerFields.Gender && row[i] is "0" ? 0 : Folded(row[i]);
        single[^3] = Folded(string.Concat(Of(row, CustomerFields.Particle), " ", Of(row, CustomerFields.LastName)));
        single[^2] = Folded(string.Join(' ', Delivery.Select(f => Of(row, f).ToString())));
        var company = Of(row, CustomerFields.EnterpriseNumber) is { IsEmpty: false } number ? number : Of(row, CustomerFields.VatNumber);
        single[^1] = Folded(company.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
        return new Traits(single, Elements(row, Emails), Elements(row, Phones));
    }

    private static ReadOnlySpan<char> Of(BaseRows row, int field) => row[Array.IndexOf(Fields, field)];

    private static uint Folded(ReadOnlySpan<char> text)
    {
        if (text.IsWhiteSpace()) return 0;
        var folded = Folding.Fold(text);
        return ValuePool.Hash(folded.Length == 0 ? text : folded) | 1;
    }

    private static uint[] Elements(BaseRows row, int[] fields)
    {
        var found = new List<uint>();
        foreach (var field in fields)
            if (Of(row, field) is { IsEmpty: false } list)
                foreach (var element in CustomerValues.Elements(list.ToString())) found.Add(ValuePool.Hash(element.ToLowerInvariant()));
        return [.. found];
    }

    /// <summary>The values of one customer as numbers; 0 for an empty one.</summary>
    private readonly record struct Traits(uint[] Single, uint[] Emails, uint[] Phones)
    {
        public bool Contradict(Traits other)
        {
            for (var i = 0; i < Single.Length; i++)
                if (Single[i] != 0 && other.Single[i] != 0 && Single[i] != other.Single[i]) return true;
            return HaveNone(Emails, other.Emails) || HaveNone(Phones, other.Phones);
        }

        private static bool HaveNone(uint[] some, uint[] others) => some.Length > 0 && others.Length > 0 && !some.AsSpan().ContainsAny(others);
    }
}
