using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Customers.Rules;

/// <summary>
/// What a cell says, in canonical text (null = empty), or the <see cref="Problem"/> for which it is refused. A masked cell
/// ("***") says nothing and must never be written. A value may carry a <see cref="Warning"/>: the code of something that was
/// understood or left out, to be shown but not to stop for.
/// </summary>
public readonly record struct NormalisedValue(string? Value, Problem? Problem, string? Warning, bool IsMasked)
{
    public bool IsGood => Problem is null && !IsMasked;

    /// <summary>The words of a warning code.</summary>
    public static string WarningText(string code, CultureInfo culture) => Texts.Get("warning." + code, culture);
}
