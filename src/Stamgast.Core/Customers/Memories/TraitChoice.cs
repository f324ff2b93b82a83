using System.Data.Common;
using System.Runtime.Intrinsics;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Database.Turns;

namespace Stamgast.Customers.Memories;

/// <summary>The choices of the chips of a query, as a test of the traits of one customer.</summary>
internal sealed class TraitChoice
{
    private readonly int mask;
    private readonly int wanted;
    private readonly bool[]? languages;
    private readonly bool[]? labels;
    private readonly bool[]? groups;
    private readonly bool[]? seenLabels;
    private readonly IdSet? within;
    private readonly IdSet? seenShops;
    private readonly CustomerTraits traits;
    private readonly long lastItem;
    private readonly string chips;

    private TraitChoice(CustomerTraits traits, CustomerQuery query, IdSet? within, IdSet? seenShops)
    {
        (this.traits, this.within, this.seenShops) = (traits, within, seenShops);
        // Before the choices are looked up: new values meanwhile belong to a later number.
        lastItem = traits.LastItem;
        chips = CustomerQueryText.KeyOf(query with { Words = "", Sort = CustomerSort.Name, Descending = false }) + "\n" + query.Seen.Key;
        SeesAll = query.Seen.IsAll;
        (mask, wanted) = query.Presence switch
        {
            CustomerPresence.Trashed => (CustomerTraits.IsTrashed, CustomerTraits.IsTrashed),
            CustomerPresence.Active => (CustomerTraits.IsLiving | CustomerTraits.IsActive, CustomerTraits.IsLiving | CustomerTraits.IsActive),
            CustomerPresence.Inactive => (CustomerTraits.IsLiving | CustomerTraits.IsActive, CustomerTraits.IsLiving),
            _ => (CustomerTraits.IsLiving, CustomerTraits.IsLiving),
        };
        if (query.Type is { } type)
        {
            mask |= CustomerTraits.IsCompany;
            if (type == "company") wanted |= CustomerTraits.IsCompany;
        }
        // "nl" is also "nl-BE".
        if (query.Languages.Count > 0)
            languages = traits.Languages.Chosen(tag => query.Languages.Any(l => tag == l
                || (l.Length > 0 && !l.Contains('-', StringComparison.Ordinal) && tag.StartsWith(l + "-", StringComparison.Ordinal))));
        if (query.Labels.Count > 0) labels = traits.Labels.Chosen(query.Labels.Contains);
        if (query.Seen.Labels is not null) seenLabels = traits.Labels.Chosen(query.Seen.SeesLabel);
        if (query.Groups.Count > 0)
            groups = traits.Groups.Chosen(joined => joined.Length == 0 ? query.Groups.Contains("") : CustomerValues.Elements(joined)
                .Any(query.Groups.Contains));
    }

    /// <summary>The choices of a query, apart from words; null when nothing is remembered, or the customers were ticked one by one.</summary>
    public static TraitChoice? Of(CustomerTraits? remembered, CustomerQuery query, DbConnection connection, Engine engine)
    {
        if (remembered is null || query.Ids is not null) return null;
        var within = query.Fields.Count == 0 && query.ChangeSet is null ? null : remembered.Fields.Of(query, connection, engine);
        return new TraitChoice(remembered, query, within, query.Seen.OnShops is { } shops ? OfShops(shops, remembered, connection, engine) : null);
    }

    /// <summary>True when the viewer may see all customers.</summary>
    public bool SeesAll { get; }

    /// <summary>True when the viewer may see this customer, chosen or not.</summary>
    public bool Sees(long id) => id > 0 && id < traits.Length && Has(seenLabels, traits.LabelOf(id)) && seenShops?.Has(id) != false;

    /// <summary>True when a customer with this ID exists and matches the choices.</summary>
    public bool Has(long id)
    {
        if (id <= 0 || id >= traits.Length || (traits.FlagsOf(id) & mask) != wanted || within?.Has(id) == false) return false;
        return Sees(id) && Has(languages, traits.LanguageOf(id)) && Has(labels, traits.LabelOf(id)) && Has(groups, traits.GroupsOf(id));
    }

    // For customers in use and in the trash: they are remembered separately.
    private static IdSet OfShops(FieldFilter shops, CustomerTraits remembered, DbConnection connection, Engine engine)
    {
        var both = new[] { CustomerPresence.Living, CustomerPresence.Trashed }.Select(kept =>
            remembered.Fields.Of(new CustomerQuery { Presence = kept, Fields = [shops] }, connection, engine)).ToList();
        var seen = new IdSet(both.Max(set => set.Length));
        foreach (var set in both) seen.Add(set);
        return seen;
    }

    // A value that appeared after the query is not a chosen one.
    private static bool Has(bool[]? chosen, int value) => chosen is null || (value < chosen.Length && chosen[value]);

    /// <summary>All matches; read only, since the next key press with the same chips gets the same set.</summary>
    public IdSet All() => traits.Remembered(chips, lastItem, Chosen);

    private IdSet Chosen()
    {
        // Once: another thread may be making room for more customers.
        var flags = traits.Flags;
        var all = new IdSet(flags.Length);
        var from = 0;
        for (; from + Vector512<byte>.Count <= flags.Length; from += Vector512<byte>.Count)
            all.Add(from, Vector512.Equals(Vector512.Create(flags.Slice(from, Vector512<byte>.Count)) & Vector512.Create((byte)mask),
                Vector512.Create((byte)wanted)).ExtractMostSignificantBits());
        for (; from < flags.Length; from++)
            if ((flags[from] & mask) == wanted) all.Add(from);
        if (within is not null) all.KeepOnly(within);
        if (seenShops is not null) all.KeepOnly(seenShops);
        if (seenLabels is not null)
            foreach (var id in all)
                if (!Has(seenLabels, traits.LabelOf(id))) all.Remove(id);
        if (languages is not null)
            foreach (var id in all)
                if (!Has(languages, traits.LanguageOf(id))) all.Remove(id);
        if (labels is not null)
            foreach (var id in all)
                if (!Has(labels, traits.LabelOf(id))) all.Remove(id);
        if (groups is not null)
            foreach (var id in all)
                if (!Has(groups, traits.GroupsOf(id))) all.Remove(id);
        return all;
    }
}
