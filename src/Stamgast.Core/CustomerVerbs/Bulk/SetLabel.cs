using Stamgast.Customers;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>Gives customers a responsible, or none.</summary>
/// <param name="Label">A name by the rule of the field; null takes the responsible away.</param>
public sealed record SetLabel(string? Label)
    : EditFields([new FieldEdit(CustomerFields.Label, Label is null ? FieldOperation.Clear : FieldOperation.Set, Label)]);
