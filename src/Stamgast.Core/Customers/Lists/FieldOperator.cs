namespace Stamgast.Customers.Lists;

/// <summary>How a filter compares a field with its values.</summary>
public enum FieldOperator
{
    /// <summary>Any of the values; an empty text means "not filled in".</summary>
    Is,
    /// <summary>None of the values; includes customers without a value.</summary>
    IsNot,
    /// <summary>The text is somewhere in the value; accents and capitals do not matter.</summary>
    Contains,
    StartsWith,
    /// <summary>An earlier date, a smaller number.</summary>
    Before,
    /// <summary>A later date, a larger number.</summary>
    After,
}
