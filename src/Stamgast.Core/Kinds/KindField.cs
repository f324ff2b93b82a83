namespace Stamgast.Kinds;

/// <summary>Who gives a field its value.</summary>
public enum GivenBy
{
    /// <summary>People and files.</summary>
    Anybody,

    /// <summary>Files and verbs: it is not on the form, like the reason for a cancellation.</summary>
    Steps,

    /// <summary>Verbs alone: it says when or by whom something was done, or follows from the other values.</summary>
    Rules,
}

/// <summary>What a number counts.</summary>
public enum FieldUnit
{
    /// <summary>Money for an amount, things for a whole number.</summary>
    None,
    Percent,
    Bytes,
}

/// <summary>One field of a kind of record, with all that a form, a file and a rule need to know of it.</summary>
/// <inheritdoc cref="RecordField" path="/param" />
public sealed record KindField(int Ordinal, string Name, FieldKind Kind, int MaxLength, string? Default)
    : RecordField(Ordinal, Name, Kind, MaxLength, Default)
{
    /// <summary>The codes of a <see cref="FieldKind.Choice"/>, in the order in which they are offered; texts <c>choice.FIELD.CODE</c>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The key of the kind to which a <see cref="FieldKind.Reference"/> points: "customers".</summary>
    public string? To { get; init; }

    /// <summary>True when a record cannot be without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Who gives its value.</summary>
    public GivenBy By { get; init; }

    /// <summary>What its number counts; an amount without a unit is money.</summary>
    public FieldUnit Unit { get; init; }

    /// <summary>True when it is an amount of money.</summary>
    public bool IsMoney => Kind == FieldKind.Amount && Unit == FieldUnit.None;

    /// <summary>True when it is the ID of a user.</summary>
    public bool IsUser { get; init; }

    /// <summary>True when it says who somebody is, or what somebody wrote: an erasure concerns it.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>True when a record that refers to another keeps that one out of the trash (<see cref="RecordReference.Blocks"/>).</summary>
    public bool Blocks { get; init; }
}
