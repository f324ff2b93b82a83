using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.ExtraFields;

namespace Stamgast.Merging.Splitting;

/// <summary>The result of a split before anything is written: both customers as they will be, and what is unclear.</summary>
public sealed class SplitPreview
{
    private readonly SplitItems split;
    private readonly Dictionary<long, CustomerValues> after = [];
    private readonly Dictionary<long, CustomerValues> unasked = [];

    /// <param name="setId">The merge.</param>
    internal SplitPreview(long setId, SplitItems split, SplitAsked asked, ExtraDefinitions extra)
    {
        (Set, this.split, Asked) = (setId, split, asked);
        Questions = new SplitQuestions(split, extra).All();
        unasked[split.Root] = split.RootAfter;
        foreach (var id in split.Absorbed) unasked[id] = split.States[id].Values;
        foreach (var (id, values) in unasked) after[id] = values.Copy();
        foreach (var question in Questions) Answer(question, AnswerTo(question));
        foreach (var list in MergeUnits.Lists.Where(l => l.Mains.Count > 0)) KeepOwn(list);
    }

    /// <summary>The change set of the merge.</summary>
    public long Set { get; }

    /// <summary>What a person decided so far.</summary>
    public SplitAsked Asked { get; }

    /// <summary>The customer that represents all of them now.</summary>
    public CustomerState Kept => split.States[split.Root];

    /// <summary>The customers that come back.</summary>
    public IReadOnlyList<CustomerState> Back => [.. split.Absorbed.Select(id => split.States[id])];

    /// <summary>What is unclear.</summary>
    public IReadOnlyList<SplitQuestion> Questions { get; }

    /// <summary>By ID, the versions of all customers that a split touches.</summary>
    public IReadOnlyDictionary<long, int> Versions => split.States.ToDictionary(s => s.Key, s => s.Value.Version);

    /// <summary>The values of one of them after the split.</summary>
    public CustomerValues After(long customer) => after[customer];

    /// <summary>The answer to a question: the one that was given, or the safest.</summary>
    public SplitAnswer AnswerTo(SplitQuestion question) =>
        Asked.Answers.TryGetValue(question.Key, out var given) && question.Options.Contains(given) ? given : question.Safest;

    /// <summary>The change since the merge that set one of these fields of the kept customer and stays; null without one.</summary>
    public long? EditedIn(IReadOnlyCollection<int> fields) => split.Since.LastOrDefault(i => i.Changes.Exists(c => fields.Contains(c.Field)))?.SetId;

    /// <summary>True when an element of the kept customer was added since the merge.</summary>
    public bool IsAddedSince(MergeList list, string value) => !list.ValuesOf(split.AtMerge).Select(list.KeyOf).Contains(list.KeyOf(value));

    /// <summary>The number of values that people edited since.</summary>
    public int EditedSince => split.Since.SelectMany(i => i.Changes).Where(c => c.Field >= 0).Select(c => c.Name).Distinct(StringComparer.Ordinal).Count();

    /// <summary>By customer, the changes that the answers add to the split itself.</summary>
    internal IReadOnlyDictionary<long, IReadOnlyList<FieldChange>> Answers => unasked
        .Select(u => (u.Key, Changes: Difference.Between(u.Value, after[u.Key]))).Where(c => c.Changes.Count > 0)
        .ToDictionary(c => c.Key, c => (IReadOnlyList<FieldChange>)c.Changes);

    private void Answer(SplitQuestion question, SplitAnswer answer)
    {
        var (kept, back) = (after[split.Root], after[question.Customer]);
        if (question.List is { } list)
        {
            if (answer == SplitAnswer.Stay) Remove(back, list, question.Value!);
            return;
        }
        if (answer == SplitAnswer.Stay) return;
        var present = Kept.Values;
        // Two customers may come back at once: what goes back to one is no longer the kept one's to give.
        var former = split.RootWithoutEdits([.. question.Fields]);
        foreach (var field in question.Fields)
        {
            if (question.Map is { } map)
            {
                back[field] = MapValue.With(back[field], map, MapValue.Of(present[field], map));
                if (answer == SplitAnswer.Back) kept[field] = MapValue.With(kept[field], map, MapValue.Of(former[field], map));
                continue;
            }
            back[field] = present[field];
            if (answer == SplitAnswer.Back) kept[field] = former[field];
        }
    }

    // Its own main value became an additional one at the merge, because that of another replaced it. When that one was edited since, the edit stays as
    // the main value, and its own as an additional one; nobody would have it otherwise.
    private void KeepOwn(MergeList list)
    {
        var kept = after[split.Root];
        var present = list.ValuesOf(Kept.Values).Select(list.KeyOf).ToHashSet(StringComparer.Ordinal);
        var has = list.ValuesOf(kept).Select(list.KeyOf).ToHashSet(StringComparer.Ordinal);
        var own = list.ValuesOf(split.RootWithoutEdits([list.Field, .. list.Mains])).Where(v => present.Contains(list.KeyOf(v)) && has.Add(list.KeyOf(v)));
        kept[list.Field] = RecordValues.Join([.. RecordValues.Elements(kept[list.Field]), .. own]);
    }

    private static void Remove(CustomerValues values, MergeList list, string value)
    {
        foreach (var main in list.Mains)
            if (values[main] is { } own && list.KeyOf(own) == list.KeyOf(value)) values[main] = null;
        values[list.Field] = RecordValues.Join([.. RecordValues.Elements(values[list.Field]).Where(e => list.KeyOf(e) != list.KeyOf(value))]);
    }
}
