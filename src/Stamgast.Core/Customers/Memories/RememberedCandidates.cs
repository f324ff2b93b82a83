using System.Data.Common;
using System.Globalization;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Customers.Memories;

/// <summary>
/// The memory answers a search with sets of all customers: frequent words cost a few milliseconds, rare ones almost nothing. Only words longer than
/// the memory keeps are asked of the database, one by one.
/// </summary>
internal sealed class RememberedCandidates : ISearchCandidates
{
    private readonly WordMemory words;
    private readonly WordQuestion places;
    private readonly WordQuestion question;
    private readonly IReadOnlyList<string> terms;
    private readonly TraitChoice choice;
    private readonly Lazy<IdSet> chosen;
    private readonly Lazy<IdSet> beginning;
    private readonly Lazy<IdSet> anywhere;
    private readonly Lazy<IReadOnlySet<long>> byNumber;
    private readonly Dictionary<SearchTier, IdSet> tiers = [];

    public RememberedCandidates(DbConnection connection, Engine engine, IReadOnlyList<string> terms, TraitChoice choice,
        (WordMemory Words, WordMemory Places) memory)
    {
        words = memory.Words;
        (this.terms, this.choice) = (terms, choice);
        question = new WordQuestion(connection, engine, words);
        places = new WordQuestion(connection, engine, memory.Places, SearchWords.PlaceMark.ToString());
        anywhere = new(() => question.Anywhere(terms, places));
        chosen = new(choice.All);
        beginning = new(() => question.All(terms, whole: false));
        byNumber = new(() => Typed().Where(HaveOthers).Select(t => t.Id).Concat(Leads.Select(l => l.Root)).Where(choice.Has).ToHashSet());
    }

    /// <summary>What merged customers were known by, if the words are that.</summary>
    public IReadOnlyList<AbsorbedKey> Leads { get; init; } = [];

    public IReadOnlySet<long> ByNumber => byNumber.Value;

    public bool SomebodyHasTheWords() => choice.SeesAll
        ? !anywhere.Value.IsEmpty || Leads.Count > 0 || Typed().Any(HaveOthers)
        : anywhere.Value.After(0).Any(choice.Sees) || Leads.Any(l => choice.Sees(l.Root)) || Typed().Any(t => choice.Sees(t.Id) && HaveOthers(t));

    public List<long> Of(SearchTier tier, long after, long last, int most) =>
        tier == SearchTier.Number ? [.. ByNumber.Where(id => id > after && id <= last).Order()]
            : [.. Of(tier).After(after).TakeWhile(id => id <= last).Take(most)];

    /// <summary>All matches, in any tier.</summary>
    public IdSet All()
    {
        var found = words.Nobody();
        found.Add(SomebodyHasTheWords() ? anywhere.Value : question.WithError(terms));
        found.KeepOnly(chosen.Value);
        foreach (var id in ByNumber)
            if (found.HasRoomFor(id)) found.Add((int)id);
        return found;
    }

    private IdSet Of(SearchTier tier)
    {
        if (tiers.TryGetValue(tier, out var known)) return known;
        var found = words.Nobody();
        found.Add(tier switch
        {
            SearchTier.Whole => question.All(terms, whole: true),
            SearchTier.Beginning => beginning.Value,
            SearchTier.Place => anywhere.Value,
            _ => question.WithError(terms),
        });
        if (tier == SearchTier.Beginning) found.Remove(Of(SearchTier.Whole));
        if (tier == SearchTier.Place) found.Remove(beginning.Value);
        found.KeepOnly(chosen.Value);
        return tiers[tier] = found;
    }

    // The numbers among the terms, which may be IDs, with the other terms.
    private IEnumerable<(long Id, List<string> Others)> Typed()
    {
        foreach (var term in terms)
            if (long.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) yield return (id, [.. terms.Where(t => t != term)]);
    }

    private bool HaveOthers((long Id, List<string> Others) typed) => typed.Others.Count == 0 || question.All(typed.Others, whole: false).Has(typed.Id);
}
