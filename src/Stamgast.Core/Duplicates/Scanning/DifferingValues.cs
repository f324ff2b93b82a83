using System.Data.Common;
using Stamgast.Changes;
using Stamgast.Comparing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Text;

namespace Stamgast.Duplicates.Scanning;

/// <summary>
/// Tells whether two customers contradict each other anywhere, so that one value would be lost when they are merged: any field or extra field in which
/// each has another value. Capitals and accents are no other value; a merge unites lists and notes as long as the result has room for both, and keeps
/// the earlier of two dates since when somebody is a customer. Of e-mail addresses and telephone numbers they must share one.
/// </summary>
internal static class DifferingValues
{
    private const int Portion = 500;

    private static readonly int[] Name = [CustomerFields.Particle, CustomerFields.LastName];

    private static readonly int[] Delivery =
    [
        CustomerFields.DeliveryStreet, CustomerFields.DeliveryHouseNumber, CustomerFields.DeliveryBox, CustomerFields.DeliveryPostalCode,
        CustomerFields.DeliveryCity, CustomerFields.DeliveryCountry,
    ];

    private static readonly int[] Emails = [CustomerFields.Email, CustomerFields.OtherEmails];
    private static readonly int[] Phones = [CustomerFields.Phone, CustomerFields.Mobile, CustomerFields.OtherPhones];

    // The merge has a rule for these that loses neither value. Who may not be merged is in no pair.
    private static readonly int[] United =
        [CustomerFields.Groups, CustomerFields.Shops, CustomerFields.Notes, CustomerFields.CustomerSince, CustomerFields.AllowMerge];

    // Whatever is added to a customer later is compared too.
    private static readonly int[] Single =
        [.. CustomerFields.All.Select(f => f.Ordinal).Except([.. Name, .. Delivery, .. Emails, .. Phones, .. United])];

    private static readonly int[] Fields =
    [
        .. Single, .. Name, .. Delivery, .. Emails, .. Phones, CustomerFields.Groups, CustomerFields.Shops, CustomerFields.Notes, CustomerFields.Extra,
    ];

    // What a merge puts together, and how long it may become.
    private static readonly (int[] Fields, int Most)[] Joined =
    [
        (Emails, MostOf(CustomerFields.OtherEmails)), (Phones, MostOf(CustomerFields.OtherPhones)),
        ([CustomerFields.Groups], MostOf(CustomerFields.Groups)), ([CustomerFields.Shops], MostOf(CustomerFields.Shops)),
        ([CustomerFields.Notes], MostOf(CustomerFields.Notes)),
    ];

    /// <summary>Those of the pairs whose customers do not contradict each other.</summary>
    public static HashSet<(long A, long B)> Without(
        DbConnection connection, Engine engine, ExtraDefinitions extra, IReadOnlyCollection<(long A, long B)> pairs)
    {
        var traits = new Dictionary<long, Traits>();
        foreach (var ids in pairs.SelectMany(p => new[] { p.A, p.B }).Distinct().Order().Chunk(Portion))
        {
            var fields = CustomerColumns.AsText(Fields.Select(f => CustomerFields.Stored[f]), engine, "c");
            using var rows = BaseRows.Open(connection, engine, $"select c.id, {fields} from customer c where c.id in {Sql.InList(ids)}");
            while (rows.Read()) traits[rows.Id] = TraitsOf(rows, extra);
        }
        return [.. pairs.Where(p => traits.TryGetValue(p.A, out var a) && traits.TryGetValue(p.B, out var b) && !a.Contradict(b))];
    }

    private static int MostOf(int field) => CustomerFields.All[field].MaxLength;

    private static Traits TraitsOf(BaseRows row, ExtraDefinitions extra)
    {
        // The last one is for what an enterprise number and a VAT number have in common.
        var single = new uint[Single.Length + 3];
        for (var i = 0; i < Single.Length; i++)
            single[i] = Single[i] == CustomerFields.Gender && row[i] is "0" ? 0 : Folded(row[i]);
        single[^3] = Folded(string.Join(' ', Name.Select(f => Of(row, f).ToString())));
        single[^2] = Folded(string.Join(' ', Delivery.Select(f => Of(row, f).ToString())));
        var company = Of(row, CustomerFields.EnterpriseNumber) is { IsEmpty: false } number ? number : Of(row, CustomerFields.VatNumber);
        single[^1] = Folded(company.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
        var lengths = new int[Joined.Length];
        for (var i = 0; i < lengths.Length; i++)
            foreach (var field in Joined[i].Fields) lengths[i] += Of(row, field) is { IsEmpty: false } text ? text.Length + 2 : 0;
        return new Traits(single, Elements(row, Emails), Elements(row, Phones), lengths, ExtraOf(row, extra));
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

    // By the ID of an extra field. Several choices are united.
    private static Dictionary<string, uint>? ExtraOf(BaseRows row, ExtraDefinitions extra)
    {
        if (Of(row, CustomerFields.Extra) is not { IsEmpty: false } text) return null;
        return MapValue.Read(text.ToString()).Where(v => extra.ById(v.Key)?.Kind != ExtraKind.Choices)
            .ToDictionary(v => v.Key, v => Folded(v.Value), StringComparer.Ordinal);
    }

    /// <summary>The values of one customer as numbers; 0 for an empty one.</summary>
    private readonly record struct Traits(uint[] Single, uint[] Emails, uint[] Phones, int[] Lengths, Dictionary<string, uint>? Extra)
    {
        public bool Contradict(Traits other)
        {
            for (var i = 0; i < Single.Length; i++)
                if (Differ(Single[i], other.Single[i])) return true;
            for (var i = 0; i < Lengths.Length; i++)
                if (Lengths[i] > 0 && other.Lengths[i] > 0 && Lengths[i] + other.Lengths[i] > Joined[i].Most) return true;
            if (Extra is not null && other.Extra is not null)
                foreach (var (id, value) in Extra)
                    if (other.Extra.TryGetValue(id, out var otherValue) && Differ(value, otherValue)) return true;
            return HaveNone(Emails, other.Emails) || HaveNone(Phones, other.Phones);
        }

        private static bool Differ(uint one, uint other) => one != 0 && other != 0 && one != other;

        private static bool HaveNone(uint[] some, uint[] others) => some.Length > 0 && others.Length > 0 && !some.AsSpan().ContainsAny(others);
    }
}
