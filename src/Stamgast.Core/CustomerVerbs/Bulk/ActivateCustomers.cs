using Stamgast.Changes;
using Stamgast.Customers;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>Makes customers active again.</summary>
public sealed record ActivateCustomers() : EditFields([new FieldEdit(CustomerFields.Active, FieldOperation.Set, "1")])
{
    /// <inheritdoc />
    public override ChangeKind Kind => ChangeKind.Activate;
}
