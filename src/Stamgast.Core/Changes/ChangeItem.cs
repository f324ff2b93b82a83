namespace Stamgast.Changes;

/// <summary>
/// What one change set did to one record with the values of one origin (D2, D3). <see cref="Payload"/> is JSON: a creation (version 0 before) stores
/// <c>{field: after}</c>, a change <c>{field: [before, after]}</c>, for a list field <c>[[removed...], [added...]]</c>, for a map <c>[{id: before},
/// {id: after}]</c>.
/// </summary>
public sealed class ChangeItem
{
    /// <summary>The order of all that ever happened; the fold goes by it, never by the clock.</summary>
    public long Seq { get; set; }
    public long SetId { get; set; }
    /// <summary>The kind of the record (<see cref="RecordShape.Kind"/>).</summary>
    public int RecordKind { get; set; }
    public long RecordId { get; set; }

    /// <summary>
    /// The record from which the values came, for example in a merge (D3); null for the record's own, 0 for the answer to a question at a split.
    /// </summary>
    public long? Origin { get; set; }
    public int VersionBefore { get; set; }
    public int VersionAfter { get; set; }

    /// <summary>True when an undo took it back: its assignments do not count (D1).</summary>
    public bool Dead { get; set; }
    public string Payload { get; set; } = "{}";

    /// <summary>True when it put a record that existed into the trash.</summary>
    public bool MovesToTrash() => VersionBefore > 0 && Records.Payload.Read(RecordShapes.Of(RecordKind), Payload, creation: false)
        .Contains(new FieldChange(RecordField.Trashed, "0", "1"));
}
