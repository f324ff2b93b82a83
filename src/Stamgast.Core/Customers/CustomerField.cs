namespace Stamgast.Customers;

/// <summary>To which customers a field applies. A value that does not apply is kept and comes back after a conversion.</summary>
public enum FieldScope
{
    Everyone,
    Persons,
    Companies,
}

/// <summary>One field of a customer: besides what every field has, to which customers it applies.</summary>
public sealed record CustomerField(int Ordinal, string Name, FieldKind Kind, FieldScope Scope, int MaxLength, string? Default)
    : RecordField(Ordinal, Name, Kind, MaxLength, Default);
