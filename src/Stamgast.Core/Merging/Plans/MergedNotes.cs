using Stamgast.Customers;

namespace Stamgast.Merging.Plans;

/// <summary>
/// Puts the notes of merged customers below each other. Each customer adds its own paragraphs, so that splitting it off takes out these and nothing
/// else.
/// </summary>
internal sealed class MergedNotes(MergeDraft draft, MergeChoices choices)
{
    private const int Notes = CustomerFields.Notes;

    private readonly CustomerField field = CustomerFields.Stored[Notes];

    public IReadOnlyList<MergeTick> Join()
    {
        var ticks = draft.Everybody.Where(c => c.Values[Notes] is not null)
            .Select(c => new MergeTick(MergeElement.OfNotes(c.Id), c.Id, c.Values[Notes]!) { IsIn = IsIn(c.Id) }).ToList();
        var own = draft.Kept.Values[Notes];
        if (own is not null && !IsIn(draft.Kept.Id))
            draft.ByTheMerge(new FieldChange(field.AsPart, own, null));
        var stays = IsIn(draft.Kept.Id) ? own : null;
        foreach (var customer in draft.Absorbed.Where(c => IsIn(c.Id)))
            foreach (var parts in draft.PartsOf(customer, Notes).GroupBy(p => p.Owner))
                Add(parts.Key, string.Join("\n\n", parts.Select(p => p.Text).Where(t => stays?.Contains(t, StringComparison.Ordinal) != true)));
        return ticks;
    }

    private void Add(long owner, string text)
    {
        if (text.Length == 0 || (draft.Result[Notes]?.Length ?? 0) + text.Length + 2 > field.MaxLength) return;
        draft.Add(owner, new FieldChange(field.AsPart, null, text));
    }

    private bool IsIn(long customer) => choices.Taken.TryGetValue(Notes, out var only) ? only == customer
        : choices.Elements.TryGetValue(MergeElement.OfNotes(customer), out var isIn) ? isIn
        : choices.Fill != MergeFill.KeptOnly || customer == draft.Kept.Id;
}
