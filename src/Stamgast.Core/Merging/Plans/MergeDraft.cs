using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;

namespace Stamgast.Merging.Plans;

/// <summary>The values of the kept customer while a merge is planned, and the changes by the customer that each value comes from.</summary>
internal sealed class MergeDraft
{
    private readonly Dictionary<long, List<FieldChange>> byOwner = [];
    private readonly Dictionary<long, ValueOwners> owners;
    private readonly HashSet<int> ofKept = [];

    // In the order of the customers, each with those merged into it before: their paragraphs are in that order too.
    private readonly Dictionary<long, int> places = [];

    public MergeDraft(CustomerState kept, IReadOnlyList<CustomerState> absorbed, Dictionary<long, ValueOwners> owners)
    {
        (Kept, Absorbed, this.owners, Result) = (kept, absorbed, owners, kept.Values.Copy());
        foreach (var customer in absorbed)
        {
            Place(customer.Id);
            foreach (var earlier in owners.GetValueOrDefault(customer.Id)?.All ?? []) Place(earlier);
        }
        foreach (var customer in absorbed) byOwner[customer.Id] = [];

        void Place(long id) => places.TryAdd(id, places.Count);
    }

    public CustomerState Kept { get; }

    public IReadOnlyList<CustomerState> Absorbed { get; }

    /// <summary>All of them, the kept one first.</summary>
    public IEnumerable<CustomerState> Everybody => Absorbed.Prepend(Kept);

    public CustomerValues Result { get; private set; }

    /// <summary>The changes in the order in which they are made.</summary>
    public IReadOnlyList<OriginChanges> Origins => [.. byOwner.OrderBy(o => places.GetValueOrDefault(o.Key, int.MaxValue)).ThenBy(o => o.Key)
        .Select(o => new OriginChanges(o.Key, o.Value))];

    /// <summary>Makes all changes again in their order: the result is exactly what is written.</summary>
    public void Settle() => Result = Difference.Applied(Kept.Values, Origins.SelectMany(o => o.Changes));

    /// <summary>The customer that a value of the result comes from; the kept one where nothing was taken.</summary>
    public long Source(int field)
    {
        if (ofKept.Contains(field)) return Kept.Id;
        foreach (var (owner, changes) in byOwner)
            if (changes.Exists(c => c.Field == field)) return owner;
        return Kept.Id;
    }

    /// <summary>Gives a field a value that a customer has in the field <paramref name="asIn"/>.</summary>
    public void Set(CustomerState from, int field, string? value, int? asIn = null)
    {
        if (Result[field] == value) return;
        var change = new FieldChange(CustomerFields.Stored[field], Result[field], value);
        if (from.Id == Kept.Id) ByTheMerge(change);
        else Add(OwnerOf(from, asIn ?? field, null), change);
    }

    /// <summary>
    /// What no single customer brings, such as a value that is left out: it counts as long as any of them is merged, so each of them has it.
    /// </summary>
    public void ByTheMerge(FieldChange change)
    {
        ofKept.Add(change.Field);
        foreach (var customer in Absorbed) Add(customer.Id, change);
    }

    /// <summary>A change by the customer that it comes from; changes of one list are one.</summary>
    public void Add(long owner, FieldChange change)
    {
        if (!byOwner.TryGetValue(owner, out var changes)) byOwner[owner] = changes = [];
        var at = changes.FindIndex(c => c.Name == change.Name);
        if (at < 0) changes.Add(change);
        else changes[at] = Both(changes[at], change);
        Result[change.Field] = change.AppliedTo(Result[change.Field]);
    }

    /// <summary>The customer that a value came from: the one that has it now, or one merged into that before.</summary>
    /// <param name="element">An element of a list, or the ID within a map; null for the value of a single field.</param>
    public long OwnerOf(CustomerState customer, int field, string? element) =>
        owners.TryGetValue(customer.Id, out var known) ? known.Of(field, element) ?? customer.Id : customer.Id;

    /// <summary>The customer that one of several choices of an extra field came from.</summary>
    public long OwnerOfChoice(CustomerState customer, string map, string choice) =>
        owners.TryGetValue(customer.Id, out var known) ? known.OfChoice(map, choice) ?? customer.Id : customer.Id;

    /// <summary>The paragraphs of a text of a customer, each with the customer that it came from.</summary>
    public IReadOnlyList<(string Text, long Owner)> PartsOf(CustomerState customer, int field)
    {
        if (customer.Values[field] is not { } text) return [];
        return owners.TryGetValue(customer.Id, out var known) ? [.. known.PartsOf(field, text).Select(p => (p.Text, p.Owner ?? customer.Id))]
            : [(text, customer.Id)];
    }

    private static FieldChange Both(FieldChange one, FieldChange other) => one.IsList
        ? new FieldChange(one.Of, Joined(one.Before, other.Before), Joined(one.After, other.After))
        : one.IsMap ? new FieldChange(one.Of, Together(one.Before, other.Before), Together(one.After, other.After))
        // A paragraph is removed, and one is added: at most one of each.
        : new FieldChange(one.Of, one.Before ?? other.Before, other.After ?? one.After);

    private static string? Joined(string? one, string? other) =>
        RecordValues.Join([.. RecordValues.Elements(one), .. RecordValues.Elements(other)]);

    private static string? Together(string? one, string? other)
    {
        var values = MapValue.Read(one);
        foreach (var (id, value) in MapValue.Read(other))
            values[id] = MapValue.AreElements(id) && values.TryGetValue(id, out var known) ? Joined(known, value)! : value;
        return MapValue.Write(values);
    }
}
