using Stamgast.Customers.Lists;
using Stamgast.Customers.Rules;

namespace Stamgast.Customers.Names;

/// <summary>Names shared by many customers: groups, of which a customer can have several, and the responsible.</summary>
public enum NameKind
{
    Group = 1,
    Responsible = 2,
}

/// <summary>The storage of the names of a kind.</summary>
public static class NameKinds
{
    /// <summary>The ordinal of the field of a customer that holds them.</summary>
    public static int Field(this NameKind kind) => kind == NameKind.Group ? CustomerFields.Groups : CustomerFields.Label;

    /// <summary>The table of registered names.</summary>
    internal static string Table(this NameKind kind) => kind == NameKind.Group ? "customer_group" : "customer_label";

    /// <summary>One name of the kind as typed, checked by the rule of its field; null when invalid.</summary>
    /// <exception cref="RefusedException">value.refused</exception>
    public static string? Given(this NameKind kind, string text)
    {
        text = text.Trim();
        // A separator of names is not part of any.
        if (kind == NameKind.Group && text.Contains('|', StringComparison.Ordinal))
            throw new RefusedException("value.refused", new Problem(CustomerFields.Groups, "name.bar", text));
        return FieldRules.Given(CustomerFields.All[kind.Field()], text.ReplaceLineEndings(" "), new RuleContext("", DateOnly.MaxValue));
    }

    /// <summary>The list of all customers outside the trash with this name.</summary>
    public static CustomerQuery Bearers(this NameKind kind, params IReadOnlyList<string> names) =>
        new CustomerQuery { Groups = kind == NameKind.Group ? names : [], Labels = kind == NameKind.Responsible ? names : [], Sort = CustomerSort.Name };
}
