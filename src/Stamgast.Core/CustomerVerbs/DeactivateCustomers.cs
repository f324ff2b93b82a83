using Stamgast.Changes;
using Stamgast.Customers;

namespace Stamgast.CustomerVerbs;

/// <summary>Makes customers inactive: they leave the list that people work with, and nothing else of them changes.</summary>
public sealed record DeactivateCustomers() : EditFields([new FieldEdit(CustomerFields.Active, FieldOperation.Set, "0")])
{
    /// <inheritdoc />
    public override ChangeKind Kind => ChangeKind.Deactivate;
}
