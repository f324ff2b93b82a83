using System.Globalization;
using Microsoft.Extensions.Primitives;
using Stamgast.Tables;

namespace Stamgast.App.Importing.Formats;

/// <summary>
/// The reading options chosen by a person. Only changed options count: the rest is detected again, since with another separator the header may be on
/// another line.
/// </summary>
internal static class FormatChoice
{
    public const string None = "none";
    private const string Tab = "tab";

    /// <summary>Reads the fields of a form; a field left at its detected value stays detected.</summary>
    /// <param name="field">The values of a field; that of "was-x" is what "x" was when the form was shown.</param>
    public static TableOptions Read(Func<string, StringValues> field)
    {
        var options = new TableOptions { KeepSubtotals = field("totals") == "1" };
        if (Chosen("encoding") is { } encoding) options = options with { Encoding = encoding };
        if (Chosen("delimiter") is { } delimiter) options = options with { Delimiter = Sign(delimiter) };
        if (Chosen("quote") is { } quote) options = options with { Quote = Sign(quote) };
        if (Chosen("sheet") is { } sheet) options = options with { Sheet = sheet };
        if (Chosen("header") is { } header && long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var line))
            options = line > 0 ? options with { HasHeader = true, HeaderLine = line } : options with { HasHeader = false };
        return options;

        string? Chosen(string name)
        {
            var value = field(name).ToString();
            return value.Length == 0 || (value == field("was-" + name) && !field("chosen").Contains(name)) ? null : value;
        }
    }

    /// <summary>The same options as fields of a form.</summary>
    public static IEnumerable<(string Name, string Value)> Fields(TableOptions options)
    {
        if (options.Encoding is { } encoding) yield return ("encoding", encoding);
        if (options.Delimiter is { } delimiter) yield return ("delimiter", Word(delimiter));
        if (options.Quote is { } quote) yield return ("quote", Word(quote));
        if (options.Sheet is { } sheet) yield return ("sheet", sheet);
        if (options.HeaderLine is { } line) yield return ("header", line.ToString(CultureInfo.InvariantCulture));
        else if (options.HasHeader == false) yield return ("header", "0");
        if (options.KeepSubtotals) yield return ("totals", "1");
    }

    /// <summary>A sign as a word that survives an address and a form: a tab is "tab", no sign is "none".</summary>
    public static string Word(char sign) => sign switch { '\t' => Tab, '\0' => None, _ => sign.ToString() };

    private static char? Sign(string word) => word switch { Tab => '\t', None => '\0', [var sign] => sign, _ => null };
}
