using Stamgast.ExtraFields;

namespace Stamgast.Customers.Extras;

/// <summary>One extra field in a displayed change: its ID, and its definition if there is one.</summary>
public sealed record ExtraRecordField(string MapId, ExtraDefinition? Definition)
    : RecordField(CustomerFields.Extra, Definition?.Name ?? ExtraDefinition.Prefix + MapId, FieldKind.Text, int.MaxValue, null);
