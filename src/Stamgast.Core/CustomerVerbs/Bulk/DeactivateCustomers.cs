using Stamgast.Changes;
using Stamgast.Customers;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>Makes customers inactive: they leave the default list, and nothing else changes.</summary>
public sealed record DeactivateCustomers() : EditFields([new FieldEdit(CustomerFields.Active, FieldOperation.Set, "0")])
{
    /// <inheritdoc />
    public override ChangeKind Kind => ChangeKind.Deactivate;
}
