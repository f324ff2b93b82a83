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
