using System.Globalization;

namespace Stamgast.Settings;

/// <summary>The settings of attached documents.</summary>
public static class DocumentSettings
{
    private const int LongestCommand = 500;

    /// <summary>The largest document, in megabytes.</summary>
    public static readonly SettingDeclaration Limit = new("attachments.limit_mb", "25", [],
        v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var megabytes) && megabytes is >= 1 and <= 100);

    /// <summary>The program that looks for viruses. No page sets it, since it runs on the server.</summary>
    public static readonly SettingDeclaration Scan = new("attachments.scan", "", [], v => v.Length <= LongestCommand && !v.Any(char.IsControl));

    /// <summary>Whether documents are encrypted where they are stored.</summary>
    public static readonly SettingDeclaration Encryption = SettingDeclaration.OneOf("attachments.encrypt", "no", "no", "yes");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<SettingDeclaration> All = [Limit, Scan, Encryption];
}
