using System.Text.Json;
using Stamgast.Database;
using Stamgast.ExtraFields;

namespace Stamgast.Changes.Applying;

/// <summary>What a change of the kind of an extra field did, so that an undo can restore the kind and its choices too.</summary>
/// <param name="FieldId">The field; its definition may have got another caption since.</param>
/// <param name="ChoicesBefore">The choices before.</param>
/// <param name="ChoicesAfter">The choices after.</param>
/// <param name="Lost">The number of values that could not be read as the new kind and were emptied.</param>
public sealed record ExtraKindWork(
    long FieldId, ExtraKind From, ExtraKind To, IReadOnlyList<ExtraChoice> ChoicesBefore, IReadOnlyList<ExtraChoice> ChoicesAfter, long Lost)
{
    /// <summary>The record of a change set; null when it did no such thing.</summary>
    public static ExtraKindWork? Of(ChangeSet set) =>
        set is { Kind: ChangeKind.Fields, Reading: { } json } ? JsonSerializer.Deserialize<ExtraKindWork>(json, JsonSerializerOptions.Web) : null;

    internal string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    // A kind chosen since then stays.
    internal void Turn(WriteTransaction transaction, bool done) => ExtraFieldVerbs.Write(transaction, FieldId, definition => (done, definition.Kind) switch
    {
        (true, var kind) when kind == From => definition with { Kind = To, Choices = ChoicesAfter },
        (false, var kind) when kind == To => definition with { Kind = From, Choices = ChoicesBefore },
        _ => definition,
    });
}
