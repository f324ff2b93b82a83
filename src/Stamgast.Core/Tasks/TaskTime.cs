using System.Globalization;
using System.Text.RegularExpressions;

namespace Stamgast.Tasks;

/// <summary>A time of day as people write it: 17:00, 9.30, 9h30, 9u, 0930, 17:00:00.</summary>
internal static partial class TaskTime
{
    /// <summary>Its canonical text, "09:30"; null when invalid.</summary>
    public static string? Read(string text)
    {
        var found = Written().Match(text.Trim());
        if (!found.Success) return null;
        var hour = int.Parse(found.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = found.Groups["minute"] is { Length: > 0 } given ? int.Parse(given.Value, CultureInfo.InvariantCulture) : 0;
        return hour < 24 && minute < 60 ? string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}") : null;
    }

    [GeneratedRegex("^((?<hour>[0-9]{1,2}) ?[:.](?<minute>[0-9]{2})(:[0-9]{2})?|"
        + "(?<hour>[0-9]{1,2}) ?[hu] ?(?<minute>[0-9]{2})?|(?<hour>[0-9]{2})(?<minute>[0-9]{2}))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
