using Stamgast.Customers;

namespace Stamgast.CustomerVerbs;

/// <summary>Puts customers in a group, beside those in which they are.</summary>
/// <param name="Group">A name by the rule of the field.</param>
public sealed record AddGroup(string Group) : EditFields([new FieldEdit(CustomerFields.Groups, FieldOperation.Add, Group)]);
