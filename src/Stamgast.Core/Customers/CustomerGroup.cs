namespace Stamgast.Customers;

/// <summary>A group to which customers can belong, known by its name.</summary>
public sealed class CustomerGroup
{
    public string Name { get; set; } = "";
}
