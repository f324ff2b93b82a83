namespace Stamgast.Customers.Lists;

/// <summary>
/// A filter on one field: with <see cref="FieldOperator.Is"/> any of these values; with any other operator, each value is a condition of its own.
/// </summary>
public sealed record FieldFilter(CustomerField Field, IReadOnlyList<string> Values, FieldOperator Operator = FieldOperator.Is)
{
    /// <summary>As a value of <see cref="FieldOperator.Is"/>: filled in with anything.</summary>
    public const string Anything = "*";

    /// <summary>The name in the address: "city", "city.contains".</summary>
    public string Name => FilterFields.NameOf(Field) + (Operator == FieldOperator.Is ? "" : "." + FilterFields.WordOf(Operator));

    /// <summary>The conditions that can be taken away one by one.</summary>
    public IEnumerable<FieldFilter> Parts => Operator == FieldOperator.Is ? [this] : Values.Select(value => this with { Values = [value] });
}
