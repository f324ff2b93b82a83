using System.Globalization;
using Stamgast.Language;

namespace Stamgast.Customers;

/// <summary>
/// Why a value is refused: the field (its ordinal), a stable code, the text that was given and, for some codes, a detail such
/// as a limit or a country. The caller knows where (line and column).
/// </summary>
public sealed record Problem(int Field, string Code, string Text, string? Detail = null)
{
    /// <summary>What is wrong, one sentence.</summary>
    public string What(CultureInfo culture) => Texts.Get($"problem.{Code}.what", culture, Text, Detail);

    /// <summary>What the reader can do.</summary>
    public string Remedy(CultureInfo culture) => Texts.Get($"problem.{Code}.remedy", culture, Text, Detail);
}
