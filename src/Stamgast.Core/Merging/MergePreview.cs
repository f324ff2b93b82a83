using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.Merging;

/// <summary>
/// The result of merging customers, before anything is written: the values of the kept one, and the customer each of them comes from. Its own values
/// stay; missing ones come from the others in the given order; lists are united; addresses and names are taken as a whole or not at all.
/// </summary>
public sealed class MergePreview
{
    // Values that only make sense together: a street of one customer and a city of another are no address.
    private static readonly int[][] Units =
    [
        [CustomerFields.FirstName, CustomerFields.Particle, CustomerFields.LastName],
        [CustomerFields.Street, CustomerFields.HouseNumber, CustomerFields.Box, CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Country],
        [
            CustomerFields.DeliveryStreet, CustomerFields.DeliveryHouseNumber, CustomerFields.DeliveryBox, CustomerFields.DeliveryPostalCode,
            CustomerFields.DeliveryCity, CustomerFields.DeliveryCountry,
        ],
        // Those of two legal entities do not mix.
        [CustomerFields.EnterpriseNumber, CustomerFields.VatNumber],
        .. new[]
        {
            CustomerFields.Number, CustomerFields.Salutation, CustomerFields.Gender, CustomerFields.BirthDate, CustomerFields.CompanyName,
            CustomerFields.Email, CustomerFields.Phone, CustomerFields.Mobile,
            CustomerFields.Language, CustomerFields.Label, CustomerFields.Iban, CustomerFields.Website,
        }.Select(field => new[] { field }),
    ];

    // The kept customer always keeps these, unless those of another are chosen.
    private static readonly int[] OfKept = [CustomerFields.Type, CustomerFields.Newsletter, CustomerFields.AllowMerge, CustomerFields.Active];

    // The form fills them in by itself: alone they are no address.
    private static readonly int[] Countries = [CustomerFields.Country, CustomerFields.DeliveryCountry];

    private readonly Dictionary<long, List<FieldChange>> byOwner = [];
    private readonly Dictionary<long, ValueOwners> owners;
    private readonly IReadOnlyDictionary<int, long> taken;

    /// <param name="kept">The customer that is kept.</param>
    /// <param name="absorbed">The others, in the order in which they fill missing values.</param>
    /// <param name="taken">By ordinal of a field, the customer whose value to take; a field of a name or an address means all of it.</param>
    /// <param name="owners">For customers that others were merged into before: where their values come from.</param>
    internal MergePreview(
        CustomerState kept, IReadOnlyList<CustomerState> absorbed, IReadOnlyDictionary<int, long>? taken = null, Dictionary<long, ValueOwners>? owners = null)
    {
        (Kept, Absorbed, Result) = (kept, absorbed, kept.Values.Copy());
        this.taken = taken ?? new Dictionary<int, long>();
        this.owners = owners ?? [];
        foreach (var customer in absorbed) byOwner[customer.Id] = [];
        foreach (var unit in Units)
            Take(unit, Chosen(unit) ?? Everybody.FirstOrDefault(c => Array.Exists(unit, f => IsFilled(c, f) && !Countries.Contains(f))));
        foreach (var field in OfKept) Take([field], Chosen([field]));
        TakeSince();
        TakeNotes();
        // Nobody who is exempt loses the exemption by a merge.
        Take([CustomerFields.ObfuscateEnabled], Chosen([CustomerFields.ObfuscateEnabled])
            ?? Everybody.FirstOrDefault(c => c.Values[CustomerFields.ObfuscateEnabled] == "0"));
        Unite(CustomerFields.OtherEmails, c => [c.Values[CustomerFields.Email], .. Elements(c, CustomerFields.OtherEmails)], [CustomerFields.Email],
            e => Formats.EmailAddress.Key(e));
        Unite(
            CustomerFields.OtherPhones, c => [c.Values[CustomerFields.Phone], c.Values[CustomerFields.Mobile], .. Elements(c, CustomerFields.OtherPhones)],
            [CustomerFields.Phone, CustomerFields.Mobile], phone => phone);
        Unite(CustomerFields.Groups, c => Elements(c, CustomerFields.Groups), [], name => name);
        Unite(CustomerFields.Shops, c => Elements(c, CustomerFields.Shops), [], name => name);
        TakeExtra();
    }

    /// <summary>The kept customer, as it was before.</summary>
    public CustomerState Kept { get; }

    /// <summary>The customers that point at it afterwards, as they were before.</summary>
    public IReadOnlyList<CustomerState> Absorbed { get; }

    /// <summary>Its values afterwards.</summary>
    public CustomerValues Result { get; }

    /// <summary>All of them, the kept one first.</summary>
    public IEnumerable<CustomerState> Everybody => Absorbed.Prepend(Kept);

    /// <summary>Fields in which at least two customers have different values, by ordinal: the ones for a person to check.</summary>
    public IReadOnlyList<int> Differing => [.. CustomerFields.All.Select(f => f.Ordinal)
        .Where(f => Everybody.Where(c => IsFilled(c, f)).Select(c => c.Values[f]!).Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any())];

    /// <summary>By ordinal, the customer that a value of the result comes from; the kept one where nothing was taken.</summary>
    public long Source(int field)
    {
        foreach (var (owner, changes) in byOwner)
            if (changes.Exists(c => c.Field == field)) return owner;
        return Kept.Id;
    }

    /// <summary>The change that makes it so.</summary>
    internal RecordMerge ToMerge() => new(Kept, [.. byOwner.Select(o => new OriginChanges(o.Key, o.Value))], Absorbed);

    private static IReadOnlyList<string> Elements(CustomerState customer, int field) => RecordValues.Elements(customer.Values[field]);

    private static bool IsFilled(CustomerState customer, int field) =>
        customer.Values[field] is { } value && value != CustomerFields.All[field].Default;

    private CustomerState? Chosen(int[] unit) =>
        Array.Find(unit, taken.ContainsKey) is var field && taken.TryGetValue(field, out var id) && unit.Contains(field)
            ? Everybody.First(c => c.Id == id) : null;

    private void Take(int[] unit, CustomerState? from)
    {
        if (from is null || from.Id == Kept.Id) return;
        foreach (var field in unit)
            if (Result[field] != from.Values[field]) Set(from, field, from.Values[field]);
    }

    private void Set(CustomerState from, int field, string? value)
    {
        ChangesOf(OwnerOf(from, field, null)).Add(new FieldChange(CustomerFields.Stored[field], Result[field], value));
        Result[field] = value;
    }

    // A customer since the earliest of their dates.
    private void TakeSince()
    {
        const int since = CustomerFields.CustomerSince;
        Take([since], Chosen([since]) ?? Everybody.Where(c => IsFilled(c, since)).MinBy(c => c.Values[since], StringComparer.Ordinal));
    }

    private void TakeNotes()
    {
        const int notes = CustomerFields.Notes;
        if (Chosen([notes]) is { } chosen)
        {
            Take([notes], chosen);
            return;
        }
        var (joined, last) = (Kept.Values[notes], (CustomerState?)null);
        foreach (var customer in Absorbed.Where(c => IsFilled(c, notes)))
        {
            var more = customer.Values[notes]!;
            var with = joined is null ? more : joined + "\n\n" + more;
            if (joined?.Contains(more, StringComparison.Ordinal) == true || with.Length > CustomerFields.All[notes].MaxLength) continue;
            (joined, last) = (with, customer);
        }
        // One assignment: a text of several cannot be made of several items.
        if (last is not null) Set(last, notes, joined);
    }

    // Each customer contributes its own elements, also those that another contributes too: when one is split off, the other's stay.
    private void Unite(int field, Func<CustomerState, IEnumerable<string?>> brings, int[] mains, Func<string, string> key)
    {
        var chosen = mains.Select(m => Result[m]).OfType<string>().Select(key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var own = Elements(Kept, field).Select(key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var listed = CustomerFields.Stored[field];
        foreach (var customer in Everybody)
        {
            var isKept = customer.Id == Kept.Id;
            var added = brings(customer).OfType<string>().Where(e => !chosen.Contains(key(e)) && !own.Contains(key(e)))
                .DistinctBy(key, StringComparer.OrdinalIgnoreCase);
            foreach (var group in added.GroupBy(e => OwnerOf(isKept ? TakenFor(mains) ?? customer : customer, field, isKept ? null : e)))
                if (Fits(listed, group) is { } change) Add(group.Key, change);
        }
        // A new main value is no longer an additional one.
        var gone = Elements(Kept, field).Where(e => chosen.Contains(key(e))).ToList();
        if (gone.Count > 0 && TakenFor(mains) is { } by) Add(OwnerOf(by, mains[0], null), new FieldChange(listed, RecordValues.Join(gone), null));
    }

    // The kept customer's own main value becomes an additional one, because that of this customer replaced it.
    private CustomerState? TakenFor(int[] mains) =>
        Absorbed.FirstOrDefault(c => Array.Exists(mains, m => Result[m] != Kept.Values[m] && Result[m] == c.Values[m]));

    private FieldChange? Fits(RecordField field, IEnumerable<string> elements)
    {
        var length = Result[field.Ordinal]?.Length ?? 0;
        var fitting = elements.TakeWhile(e => (length += e.Length + RecordValues.ListSeparator.Length) <= field.MaxLength).ToList();
        return fitting.Count == 0 ? null : new FieldChange(field, null, RecordValues.Join(fitting));
    }

    private void Add(long owner, FieldChange change)
    {
        var changes = ChangesOf(owner);
        var at = changes.FindIndex(c => c.Field == change.Field);
        if (at < 0) changes.Add(change);
        else changes[at] = new FieldChange(change.Of, Joined(changes[at].Before, change.Before), Joined(changes[at].After, change.After));
        Result[change.Field] = change.AppliedTo(Result[change.Field]);

        static string? Joined(string? one, string? other) => RecordValues.Join([.. RecordValues.Elements(one), .. RecordValues.Elements(other)]);
    }

    private void TakeExtra()
    {
        const int extra = CustomerFields.Extra;
        var field = CustomerFields.Stored[extra];
        foreach (var customer in Absorbed)
        {
            var known = MapValue.Read(Result[extra]);
            var lacking = MapValue.Read(customer.Values[extra]).Where(v => !known.ContainsKey(v.Key)).ToList();
            foreach (var group in lacking.GroupBy(v => OwnerOf(customer, extra, v.Key)))
            {
                var change = new FieldChange(field, null, MapValue.Write(group));
                ChangesOf(group.Key).Add(change);
                Result[extra] = change.AppliedTo(Result[extra]);
            }
        }
    }

    private List<FieldChange> ChangesOf(long owner)
    {
        if (!byOwner.TryGetValue(owner, out var changes)) byOwner[owner] = changes = [];
        return changes;
    }

    private long OwnerOf(CustomerState customer, int field, string? element) =>
        owners.TryGetValue(customer.Id, out var known) ? known.Of(field, element) ?? customer.Id : customer.Id;
}
