using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Customers.Rules;

/// <summary>
/// The canonical text of a cell (null = empty), or the <see cref="Problem"/> for which it is refused. A masked cell ("***") has no meaning and must
/// never be written. A value may carry a <see cref="Warning"/>: the code of an interpretation or omission, to be shown without stopping.
/// </summary>
public readonly record struct NormalisedValue(string? Value, Problem? Problem, string? Warning, bool IsMasked)
{
    public bool IsGood => Problem is null && !IsMasked;

    /// <summary>The words of a warning code.</summary>
    public static string WarningText(string code, CultureInfo culture) => Texts.Get("warning." + code, culture);
}
