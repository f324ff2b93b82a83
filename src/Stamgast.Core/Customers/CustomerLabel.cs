namespace Stamgast.Customers;

/// <summary>A label that customers can have: the name of the responsible, optionally with a linked user.</summary>
public sealed class CustomerLabel
{
    public string Name { get; set; } = "";
    public long? UserId { get; set; }

    /// <summary>One of the colours that a name can be shown in, by its key ("blue"); null: none was chosen.</summary>
    public string? Colour { get; set; }
}
