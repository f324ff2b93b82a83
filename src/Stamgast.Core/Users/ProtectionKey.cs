namespace Stamgast.Users;

/// <summary>A key that signs the tokens in forms; shared by all processes on one base, replaced every 90 days. It protects no customer data.</summary>
public sealed class ProtectionKey
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public required string Xml { get; set; }
}
