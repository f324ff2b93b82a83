using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Stamgast.App.Sales.Invoices.Paper;

/// <summary>
/// Takes out of a PDF file what the library invents for each one: the names of the parts of fonts, the identifiers and the moment. The same document
/// then gives the same bytes, so that a file can be compared with one that was sent. Nothing changes its length, so that its table of contents stays right.
/// </summary>
internal static partial class SamePdf
{
    /// <summary>The file without what was invented.</summary>
    public static byte[] Of(byte[] pdf, DateTime made)
    {
        // Latin-1 keeps every byte as it is.
        var text = Encoding.Latin1.GetString(pdf);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        text = FontName().Replace(text, m => "/" + (names.TryGetValue(m.Groups[1].Value, out var known) ? known
            : names[m.Groups[1].Value] = "AAAAA" + (char)('A' + names.Count)) + "+");
        text = Identifiers().Replace(text, m => "/ID" + m.Groups[1].Value + new string('0', m.Groups[2].Length) + m.Groups[3].Value
            + new string('0', m.Groups[4].Length) + m.Groups[5].Value);
        text = Unique().Replace(text, "uuid:00000000-0000-0000-0000-000000000000");
        var day = made.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        text = Moment().Replace(text, m => m.Groups[1].Value + day + (m.Groups[3].Success ? "+00'00'"[..m.Groups[3].Length] : ""));
        text = Written().Replace(text, m => m.Groups[1].Value + made.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + m.Groups[3].Value);
        return Encoding.Latin1.GetBytes(text);
    }

    [GeneratedRegex(@"/([A-Z]{6})\+")]
    private static partial Regex FontName();

    [GeneratedRegex(@"/ID(\s*\[\s*<)([0-9A-Fa-f]+)(>\s*<)([0-9A-Fa-f]+)(>\s*\])")]
    private static partial Regex Identifiers();

    [GeneratedRegex("uuid:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")]
    private static partial Regex Unique();

    [GeneratedRegex(@"(\(D:)(\d{14})([+\-Z]\d\d'\d\d'?)?")]
    private static partial Regex Moment();

    [GeneratedRegex(@"(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([^<]*)")]
    private static partial Regex Written();
}
