namespace Stamgast.Changes;

/// <summary>What sort of record a change item touches (D2); customers are the first.</summary>
public enum RecordKind : short
{
    Customer = 1,
}

/// <summary>
/// What one change set did to one record (D2). <see cref="Payload"/> is JSON: a creation (version 0 before) stores
/// <c>{field: after}</c>, a change <c>{field: [before, after]}</c>, for a list field <c>[[removed...], [added...]]</c>.
/// </summary>
public sealed class ChangeItem
{
    /// <summary>The order of all that ever happened; the fold goes by it, never by the clock.</summary>
    public long Seq { get; set; }
    public long SetId { get; set; }
    public RecordKind RecordKind { get; set; }
    public long RecordId { get; set; }
    public int VersionBefore { get; set; }
    public int VersionAfter { get; set; }

    /// <summary>True when an undo took it back: its assignments do not count (D1).</summary>
    public bool Dead { get; set; }
    public string Payload { get; set; } = "{}";

    /// <summary>True when it put a record that existed into the trash.</summary>
    public bool MovesToTrash() => VersionBefore > 0 && Changes.Payload.Read(Payload, creation: false).Contains(new FieldChange(FieldChange.Trashed, "0", "1"));
}
