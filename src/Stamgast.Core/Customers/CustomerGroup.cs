namespace Stamgast.Customers;

/// <summary>A group that customers can belong to, identified by its name.</summary>
public sealed class CustomerGroup
{
    public string Name { get; set; } = "";

    /// <summary>One of the colours that a name can be shown in, by its key ("blue"); null: none was chosen.</summary>
    public string? Colour { get; set; }
}
