namespace Stamgast.Kinds;

/// <summary>
/// Records of a kind that a topic of a customer and a list mark with a dot, since they are late or soon will be. Their text is <c>mark.SPECIAL</c>.
/// </summary>
/// <param name="Special">The condition (<see cref="RecordKind.Special"/>), also the key of what <see cref="RecordKind.Signs"/> says beside the state.</param>
/// <param name="Tone">Red for too late, yellow for what waits.</param>
/// <param name="Field">The date because of which.</param>
public sealed record RecordMark(string Special, StateTone Tone, KindField Field);
