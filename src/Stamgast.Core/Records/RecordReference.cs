namespace Stamgast.Records;

/// <summary>A field whose value is the ID of another record.</summary>
/// <param name="Field">The field, of kind <see cref="FieldKind.Reference"/>.</param>
/// <param name="Kind">The kind of record it points at (<see cref="RecordShape.Kind"/>).</param>
public sealed record RecordReference(RecordField Field, int Kind)
{
    /// <summary>
    /// True when the record that it points at cannot go to the trash while this one is outside it, as with the invoices of a customer. The
    /// field needs an index: it is asked for each time.
    /// </summary>
    public bool Blocks { get; init; }
}

/// <summary>
/// Records that customers name: a new name is carried over to all of them, by whatever door it came.
/// </summary>
/// <param name="Name">The field with the name.</param>
/// <param name="Bearer">The list of a customer that has such names.</param>
public sealed record CarriedName(RecordField Name, RecordField Bearer);

/// <summary>
/// How records of a kind say about which record of another kind they are: a task about an order, a file of a ticket. They belong to the customer of that
/// record, and go with it when it is given to another one, by whatever door.
/// </summary>
/// <param name="OfKind">The field with its kind: the number of the kind, or its key.</param>
/// <param name="OfId">The field with its ID.</param>
/// <param name="Customer">The field with the customer of both.</param>
public sealed record FollowedRecord(RecordField OfKind, RecordField OfId, RecordField Customer)
{
    /// <summary>How <see cref="OfKind"/> names a kind, as a value of a parameter.</summary>
    public object NameOf(RecordShape shape) => OfKind.Kind == FieldKind.Whole ? (long)shape.Kind : shape.Key;
}
