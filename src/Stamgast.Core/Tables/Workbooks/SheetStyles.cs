using System.Globalization;
using System.Xml;

namespace Stamgast.Tables.Workbooks;

/// <summary>The meaning of a number in a sheet, by the format of its cell.</summary>
internal enum NumberMeaning : byte
{
    Number,
    Date,
    DateTime,
    Time,
    Duration,
}

/// <summary>The number formats of a workbook: which styles show dates, and which show leading zeros.</summary>
internal sealed class SheetStyles
{
    private readonly List<(NumberMeaning Meaning, byte Zeros)> cells = [];

    /// <summary>True when days count from 1904, as old Macs did.</summary>
    public bool StartsIn1904 { get; init; }

    /// <summary>How a cell of this style writes its number.</summary>
    public NumberStyle this[int style] => (uint)style < (uint)cells.Count ? new(cells[style].Meaning, cells[style].Zeros, StartsIn1904) : default;

    /// <summary>Reads styles.xml; without it every number is a number.</summary>
    public static SheetStyles Read(XmlReader? xml, bool startsIn1904)
    {
        var styles = new SheetStyles { StartsIn1904 = startsIn1904 };
        var custom = new Dictionary<int, string>();
        var inCells = false;
        while (xml is not null && xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "numFmt") custom[Number(xml.GetAttribute("numFmtId"))] = xml.GetAttribute("formatCode") ?? "";
            else if (inCells && xml.LocalName == "xf")
            {
                var format = Number(xml.GetAttribute("numFmtId"));
                var code = custom.GetValueOrDefault(format);
                styles.cells.Add((code is null ? BuiltIn(format) : Custom(code), Zeros(code)));
            }
        }
        return styles;
    }

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    // ISO/IEC 29500-1, 18.8.30: the formats without a code, including those of East Asian locales.
    private static NumberMeaning BuiltIn(int format) => format switch
    {
        >= 14 and <= 17 or >= 27 and <= 31 or 36 or >= 50 and <= 58 => NumberMeaning.Date,
        22 => NumberMeaning.DateTime,
        >= 18 and <= 21 or >= 32 and <= 35 or 45 or 47 => NumberMeaning.Time,
        46 => NumberMeaning.Duration,
        _ => NumberMeaning.Number,
    };

    internal static NumberMeaning Custom(string code)
    {
        bool days = false, hours = false, duration = false;
        for (var at = 0; at < code.Length && code[at] != ';'; at++)
        {
            switch (code[at])
            {
                case '"':
                    at = code.IndexOf('"', at + 1) is var end && end < 0 ? code.Length : end;
                    break;
                case '\\' or '_' or '*':
                    at++;
                    break;
                case '[':
                    var close = code.IndexOf(']', at);
                    if (close < 0) return NumberMeaning.Number;
                    duration |= close - at > 1 && code.AsSpan(at + 1, close - at - 1).Trim("hHmMsS").IsEmpty;
                    at = close;
                    break;
                case 'd' or 'D' or 'y' or 'Y':
                    days = true;
                    break;
                case 'h' or 'H' or 's' or 'S':
                    hours = true;
                    break;
                case 'G' or 'g' when code.AsSpan(at).StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    return NumberMeaning.Number;
            }
        }
        return duration ? NumberMeaning.Duration : days ? hours ? NumberMeaning.DateTime : NumberMeaning.Date : hours
            ? NumberMeaning.Time : NumberMeaning.Number;
    }

    /// <summary>The minimum number of digits of a format such as "00000"; 0 for any other.</summary>
    internal static byte Zeros(string? code) => code is { Length: > 1 and < 20 } && code.All(c => c == '0') ? (byte)code.Length : (byte)0;
}
