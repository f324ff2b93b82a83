namespace Stamgast.Customers;

/// <summary>A label that customers can bear: the name of the responsible case manager, with the user behind it when there is one.</summary>
public sealed class CustomerLabel
{
    public string Name { get; set; } = "";
    public long? UserId { get; set; }
}
