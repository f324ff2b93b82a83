using Stamgast.Customers;

namespace Stamgast.CustomerVerbs;

/// <summary>Takes customers out of a group, in whatever capitals it stands with them.</summary>
/// <param name="Group">The name; it may be older than the rule of the field.</param>
public sealed record TakeGroup(string Group) : EditFields([new FieldEdit(CustomerFields.Groups, FieldOperation.Take, Group)]);
