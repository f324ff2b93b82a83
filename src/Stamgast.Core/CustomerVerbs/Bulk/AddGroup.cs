using Stamgast.Customers;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>Adds customers to a group, beside those they are in.</summary>
/// <param name="Group">A name by the rule of the field.</param>
public sealed record AddGroup(string Group) : EditFields([new FieldEdit(CustomerFields.Groups, FieldOperation.Add, Group)]);
