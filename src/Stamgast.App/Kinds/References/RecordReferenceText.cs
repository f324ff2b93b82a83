using System.Globalization;
using System.Text.RegularExpressions;

namespace Stamgast.App.Kinds.References;

/// <summary>The ID in a text such as "WEB-2026-0412 (#17)", "#17" or "17".</summary>
internal static partial class RecordReferenceText
{
    /// <summary>The ID; null without one.</summary>
    public static long? IdOf(string text) => Ending().Match(text.Trim()) is { Success: true } found
        && long.TryParse(found.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    [GeneratedRegex(@"^(?:.*#)?([0-9]{1,18})\)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Ending();
}
