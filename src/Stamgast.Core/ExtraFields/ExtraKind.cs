namespace Stamgast.ExtraFields;

/// <summary>The kind of values of an extra field.</summary>
public enum ExtraKind
{
    /// <summary>Text on one line.</summary>
    Text = 1,
    /// <summary>Text with line breaks.</summary>
    Long = 2,
    /// <summary>A number with at most six decimals.</summary>
    Number = 3,
    /// <summary>An amount of money, with two decimals, in the currency of the organisation.</summary>
    Amount = 4,
    /// <summary>A calendar date.</summary>
    Date = 5,
    /// <summary>Yes or no.</summary>
    Flag = 6,
    /// <summary>One of a list.</summary>
    Choice = 7,
    /// <summary>Any number of a list.</summary>
    Choices = 8,
}
