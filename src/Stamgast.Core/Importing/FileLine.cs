using System.Globalization;
using Stamgast.Customers.Rules;
using Stamgast.Language;

namespace Stamgast.Importing;

/// <summary>Lines of a file in words: a line below zero is that of the partner whom the customer's line names, "5 (partner)".</summary>
public static class FileLine
{
    public static string Shown(long line, CultureInfo culture) => line >= 0 ? line.ToString("N0", culture)
        : Texts.Get("import.line.partner", culture, (-line).ToString("N0", culture));

    /// <summary>The line that was there first, as the problem of a second row names it; null for other problems.</summary>
    internal static long? NamedBy(Problem problem) =>
        long.TryParse(TextOf(problem), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var line) ? line : null;

    /// <summary>The problem with the line of a partner in words, if it names one.</summary>
    public static Problem InWords(Problem problem, CultureInfo culture)
    {
        if (NamedBy(problem) is not (< 0 and var line)) return problem;
        return problem.Code == "import.second_row" ? problem with { Text = Shown(line, culture) } : problem with { Detail = Shown(line, culture) };
    }

    private static string? TextOf(Problem problem) => problem.Code switch
    {
        "import.second_row" => problem.Text,
        "import.second_number" or "import.second_email" or "import.second_vat" => problem.Detail,
        _ => null,
    };
}
