namespace Stamgast.Customers;

/// <summary>What the chips of a query choose, as a question to the traits of one customer.</summary>
internal sealed class TraitChoice
{
    private readonly int mask;
    private readonly int wanted;
    private readonly bool[]? languages;
    private readonly bool[]? labels;
    private readonly bool[]? groups;
    private readonly CustomerTraits traits;

    private TraitChoice(CustomerTraits traits, CustomerQuery query)
    {
        this.traits = traits;
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
            languages = traits.Languages.Chosen(tag => query.Languages.Any(l => tag == l || (l.Length > 0 && !l.Contains('-', StringComparison.Ordinal) && tag.StartsWith(l + "-", StringComparison.Ordinal))));
        if (query.Labels.Count > 0) labels = traits.Labels.Chosen(query.Labels.Contains);
        if (query.Groups.Count > 0)
            groups = traits.Groups.Chosen(joined => joined.Length == 0 ? query.Groups.Contains("") : CustomerValues.Elements(joined).Any(query.Groups.Contains));
    }

    /// <summary>The choice of a query, words aside; null when nothing is remembered, or it does not tell all that the query chooses by.</summary>
    public static TraitChoice? Of(CustomerTraits? remembered, CustomerQuery query) =>
        remembered is not null && query.Fields.Count == 0 && query.Ids is null && query.ChangeSet is null ? new TraitChoice(remembered, query) : null;

    /// <summary>True when a customer with this ID exists and has what is chosen.</summary>
    public bool Has(long id)
    {
        if (id <= 0 || id >= traits.Length || (traits.FlagsOf(id) & mask) != wanted) return false;
        return Has(languages, traits.LanguageOf(id)) && Has(labels, traits.LabelOf(id)) && Has(groups, traits.GroupsOf(id));
    }

    // A value that came up after the question was put is none that was chosen.
    private static bool Has(bool[]? chosen, int value) => chosen is null || (value < chosen.Length && chosen[value]);

    /// <summary>How many customers have it.</summary>
    public long Count() => All().LongCount();

    /// <summary>The IDs of all that have it, ascending.</summary>
    public IEnumerable<long> All()
    {
        for (var id = 1L; id < traits.Length; id++)
            if (Has(id)) yield return id;
    }

    /// <summary>The IDs of those that have it, ascending; null when they are more than <paramref name="most"/>.</summary>
    public List<long>? AtMost(int most)
    {
        var ids = new List<long>();
        for (var id = 1L; id < traits.Length; id++)
        {
            if (!Has(id)) continue;
            if (ids.Count == most) return null;
            ids.Add(id);
        }
        return ids;
    }
}
