namespace Stamgast.Records;

/// <summary>
/// One field of a kind of record: its place in the shape (<see cref="Ordinal"/>, from 0, never stored), the key under which it is stored and
/// written in files (<see cref="Name"/>, never changed), its kind, the longest value in UTF-16 characters, and the value of a new record.
/// </summary>
public record RecordField(int Ordinal, string Name, FieldKind Kind, int MaxLength, string? Default)
{
    /// <summary>"Is in the trash", which every record has and which changes like any other value: "1" or "0".</summary>
    public static readonly RecordField Trashed = new(FieldChange.Trashed, "trashed", FieldKind.Flag, 1, "0");

    /// <summary>The record that this one was merged into. Where records can be merged, it changes like any other value: an ID, or empty.</summary>
    public static readonly RecordField MergedInto = new(FieldChange.MergedInto, "merged_into", FieldKind.Reference, 20, null);

    /// <summary>Earlier names of the field. Data stored under one of them is read as this field.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>
    /// The value of a record whose creation does not mention the field: the default at the time when creations did not store defaults. A later change
    /// of <see cref="Default"/> does not affect it, nor history.
    /// </summary>
    public string? FirstDefault { get; init; } = Default;

    /// <summary>Resource key of its caption.</summary>
    public string CaptionKey { get; init; } = "field." + Name;

    /// <summary>True when the field holds several values, which are assigned and compared one by one (D1).</summary>
    public bool IsList => Kind is FieldKind.EmailList or FieldKind.PhoneList or FieldKind.NameList;

    /// <summary>The end of the name under which a payload stores <see cref="AsPart"/>.</summary>
    internal const string PartEnd = "+";

    /// <summary>True when a change adds and removes paragraphs of a long text instead of assigning all of it (<see cref="Text.TextParts"/>).</summary>
    public bool IsPart { get; private init; }

    /// <summary>The same field, changed paragraph by paragraph: a merge adds the notes of each customer so that each can leave again.</summary>
    internal RecordField AsPart => this with { Name = Name + PartEnd, IsPart = true };

    /// <summary>
    /// True when the value follows from the other values of the record (<see cref="RecordShape.Derive"/>), as a total does from its lines: no change has
    /// it, and it is made again whenever values are written.
    /// </summary>
    public bool IsDerived { get; init; }

    /// <summary>True when the field holds values by ID (<see cref="FieldKind.Map"/>).</summary>
    public bool IsMap => Kind == FieldKind.Map;
}
