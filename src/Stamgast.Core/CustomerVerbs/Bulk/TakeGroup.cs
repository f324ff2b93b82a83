using Stamgast.Customers;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>Removes customers from a group, whatever its capitals.</summary>
/// <param name="Group">The name; it may be older than the rule of the field.</param>
public sealed record TakeGroup(string Group) : EditFields([new FieldEdit(CustomerFields.Groups, FieldOperation.Take, Group)]);
