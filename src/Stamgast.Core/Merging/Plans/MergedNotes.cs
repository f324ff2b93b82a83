using Stamgast.Customers;
using Stamgast.Text;

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
        var own = draft.Kept.Values[Notes];
        if (own is not null && !IsIn(draft.Kept.Id))
            draft.ByTheMerge(new FieldChange(field.AsPart, own, null));
        var stays = IsIn(draft.Kept.Id) ? own : null;
        var without = new HashSet<long>();
        foreach (var customer in draft.Absorbed.Where(c => IsIn(c.Id)))
            foreach (var parts in draft.PartsOf(customer, Notes).GroupBy(p => p.Owner))
                if (!Add(parts.Key, string.Join("\n\n", parts.Select(p => p.Text).Where(t => !HasLines(stays, t))))) without.Add(customer.Id);
        return [.. draft.Everybody.Where(c => c.Values[Notes] is not null).Select(c => new MergeTick(MergeElement.OfNotes(c.Id), c.Id, c.Values[Notes]!)
        {
            IsIn = IsIn(c.Id) && !without.Contains(c.Id), HasNoRoom = without.Contains(c.Id),
        })];
    }

    // Words within a sentence are no text of their own: "VIP" is not in "Not VIP".
    private static bool HasLines(string? text, string lines) => text is not null && $"\n{text}\n".Contains($"\n{lines}\n", StringComparison.Ordinal);

    // False when the result would be too long.
    private bool Add(long owner, string text)
    {
        if (text.Length == 0 || TextParts.Has(draft.Result[Notes], text)) return true;
        if (draft.Result[Notes] is { } notes && notes.Length + text.Length + 2 > field.MaxLength) return false;
        draft.Add(owner, new FieldChange(field.AsPart, null, text));
        return true;
    }

    private bool IsIn(long customer) => choices.Taken.TryGetValue(Notes, out var only) ? only == customer
        : choices.Elements.TryGetValue(MergeElement.OfNotes(customer), out var isIn) ? isIn
        : choices.Fill != MergeFill.KeptOnly || customer == draft.Kept.Id;
}
