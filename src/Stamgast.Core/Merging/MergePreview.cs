using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.ExtraFields;
using Stamgast.Merging.Plans;

namespace Stamgast.Merging;

/// <summary>
/// The result of merging customers, before anything is written: the values of the kept one, and the customer each of them comes from. Its own values
/// stay; missing ones come from the others in the given order; lists are united; addresses and names are taken as a whole or not at all.
/// </summary>
public sealed class MergePreview
{
    // The form fills them in by itself: alone they are no address.
    private static readonly int[] Countries = [CustomerFields.Country, CustomerFields.DeliveryCountry];

    private readonly MergeDraft draft;
    private readonly MergedLists lists;
    private readonly IReadOnlyList<CustomerState> order;

    /// <param name="kept">The customer that is kept.</param>
    /// <param name="absorbed">The others, in the order in which they fill missing values.</param>
    /// <param name="choices">What a person chose.</param>
    /// <param name="facts">What is known of them besides their values.</param>
    internal MergePreview(
        CustomerState kept, IReadOnlyList<CustomerState> absorbed, MergeChoices choices, MergeFacts facts)
    {
        draft = new MergeDraft(kept, absorbed, facts.Owners);
        (Choices, NewsletterSince) = (choices, facts.NewsletterSince);
        order = choices.Fill switch
        {
            MergeFill.KeptOnly => [kept],
            MergeFill.Latest => [.. Everybody.OrderBy(c => facts.Newest is null ? 0 : Place(facts.Newest, c.Id))],
            _ => [.. Everybody],
        };
        foreach (var unit in MergeUnits.Single) TakeUnit(unit);
        foreach (var field in MergeUnits.OfKept) if (Chosen([field]) is { } chosen) Take([field], chosen);
        TakeNewsletter();
        TakeSince();
        // Nobody who is exempt loses the exemption by a merge.
        Take([CustomerFields.ObfuscateEnabled], Chosen([CustomerFields.ObfuscateEnabled])
            ?? Everybody.FirstOrDefault(c => c.Values[CustomerFields.ObfuscateEnabled] == "0"));
        lists = new MergedLists(draft, choices, order);
        lists.Unite();
        Notes = new MergedNotes(draft, choices).Join();
        Extra = new MergedExtra(draft, choices, order, facts.Extra).Unite();
        draft.Settle();
    }

    /// <summary>The kept customer, as it was before.</summary>
    public CustomerState Kept => draft.Kept;

    /// <summary>The customers that point at it afterwards, as they were before.</summary>
    public IReadOnlyList<CustomerState> Absorbed => draft.Absorbed;

    /// <summary>What was chosen.</summary>
    public MergeChoices Choices { get; }

    /// <summary>Its values afterwards.</summary>
    public CustomerValues Result => draft.Result;

    /// <summary>All of them, the kept one first.</summary>
    public IEnumerable<CustomerState> Everybody => draft.Everybody;

    /// <summary>By customer, since when (UTC) it wants the newsletter or not; only where somebody said so.</summary>
    public IReadOnlyDictionary<long, DateTime> NewsletterSince { get; }

    /// <summary>The notes of each customer that has any.</summary>
    public IReadOnlyList<MergeTick> Notes { get; }

    /// <summary>By the ID of an extra field with several choices, each choice of each customer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MergeTick>> Extra { get; }

    /// <summary>Fields in which at least two customers have different values, by ordinal: the ones for a person to check.</summary>
    public IReadOnlyList<int> Differing => [.. CustomerFields.All.Select(f => f.Ordinal)
        .Where(f => Everybody.Where(c => IsFilled(c, f)).Select(c => c.Values[f]!).Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any())];

    /// <summary>The values of all customers in a list and in the main fields that belong to it.</summary>
    public IReadOnlyList<MergeTick> Ticks(MergeList list)
    {
        var inResult = list.ValuesOf(Result).Select(list.Of).ToHashSet();
        return [.. lists.Ticks(list).Select(t => t.IsIn && !inResult.Contains(t.Element) ? t with { IsIn = false, HasNoRoom = true } : t)];
    }

    /// <summary>Values of lists and notes for which the result has no room, each once.</summary>
    public IReadOnlyList<MergeTick> WithoutRoom =>
        [.. MergeUnits.Lists.SelectMany(Ticks).Where(t => !t.IsSame).Concat(Notes).Where(t => t.HasNoRoom)];

    /// <summary>By ordinal, the customer that a value of the result comes from; the kept one where nothing was taken.</summary>
    public long Source(int field) => draft.Source(field);

    /// <summary>The customer whose values of a unit are in the result; null when nobody has any.</summary>
    public long? Taken(IReadOnlyList<int> unit) => From(unit)?.Id;

    /// <summary>The change that makes it so.</summary>
    internal RecordMerge ToMerge() => new(Kept, draft.Origins, Absorbed);

    /// <summary>True when a customer has a value that somebody entered.</summary>
    internal static bool IsFilled(CustomerState customer, int field) =>
        customer.Values[field] is { } value && value != CustomerFields.All[field].Default;

    private static int Place(IReadOnlyList<long> ids, long id)
    {
        for (var at = 0; at < ids.Count; at++)
            if (ids[at] == id) return at;
        return ids.Count;
    }

    private CustomerState? Chosen(IReadOnlyList<int> unit)
    {
        foreach (var field in unit)
            if (Choices.Taken.TryGetValue(field, out var id)) return Everybody.First(c => c.Id == id);
        return null;
    }

    private CustomerState? From(IReadOnlyList<int> unit) =>
        Chosen(unit) ?? order.FirstOrDefault(c => unit.Any(f => IsFilled(c, f) && !Countries.Contains(f)));

    private void TakeUnit(IReadOnlyList<int> unit)
    {
        if (unit[0] == CustomerFields.DeliveryStreet && Choices.DeliveryFrom is { } id && Everybody.FirstOrDefault(c => c.Id == id) is { } from)
            for (var part = 0; part < MergeUnits.AddressParts; part++)
                draft.Set(from, CustomerFields.DeliveryStreet + part, from.Values[CustomerFields.Street + part], CustomerFields.Street + part);
        else Take(unit, From(unit));
    }

    private void Take(IReadOnlyList<int> unit, CustomerState? from)
    {
        if (from is null || from.Id == Kept.Id) return;
        foreach (var field in unit) draft.Set(from, field, from.Values[field]);
    }

    // A newer "no" wins over an older "yes"; nobody gets the newsletter by a merge who was asked and refused.
    private void TakeNewsletter()
    {
        const int newsletter = CustomerFields.Newsletter;
        if (Chosen([newsletter]) is null && NewsletterDates.NewerNo(Everybody, NewsletterSince) is { } no) Take([newsletter], no);
    }

    // A customer since the earliest of their dates.
    private void TakeSince()
    {
        const int since = CustomerFields.CustomerSince;
        var among = Choices.Fill == MergeFill.KeptOnly ? order : [.. Everybody];
        Take([since], Chosen([since]) ?? among.Where(c => IsFilled(c, since)).MinBy(c => c.Values[since], StringComparer.Ordinal));
    }
}
