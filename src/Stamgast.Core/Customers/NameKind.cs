namespace Stamgast.Customers;

/// <summary>The names that many customers share: groups, of which a customer can have several, and the responsible.</summary>
public enum NameKind
{
    Group = 1,
    Responsible = 2,
}

/// <summary>Where the names of a kind stand.</summary>
public static class NameKinds
{
    /// <summary>The ordinal of the field of a customer that holds them.</summary>
    public static int Field(this NameKind kind) => kind == NameKind.Group ? CustomerFields.Groups : CustomerFields.Label;

    /// <summary>The table of those that are known.</summary>
    internal static string Table(this NameKind kind) => kind == NameKind.Group ? "customer_group" : "customer_label";

    /// <summary>The list of all customers outside the trash that bear the name.</summary>
    public static CustomerQuery Bearers(this NameKind kind, params IReadOnlyList<string> names) =>
        kind == NameKind.Group ? new CustomerQuery { Groups = names } : new CustomerQuery { Labels = names };
}
