using Stamgast.ExtraFields;

namespace Stamgast.Customers;

/// <summary>One extra field in a change that is shown: its ID, and its definition where there is one.</summary>
public sealed record ExtraRecordField(string MapId, ExtraDefinition? Definition)
    : RecordField(CustomerFields.Extra, Definition?.Name ?? ExtraDefinition.Prefix + MapId, FieldKind.Text, int.MaxValue, null);
