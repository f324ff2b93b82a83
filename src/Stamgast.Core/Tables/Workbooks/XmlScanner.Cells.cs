namespace Stamgast.Tables.Workbooks;

// The pattern of nearly all of a sheet, <c r="B2" s="1" t="s"><v>23</v></c>, read in one go.
internal sealed partial class XmlScanner
{
    private const int LongestPlainCell = 1024;

    /// <summary>A cell with attributes r, s and t, and a value without anything inside. Column -1 when it has no reference.</summary>
    public readonly ref struct PlainCell
    {
        public required int Column { get; init; }
        public required int Style { get; init; }

        /// <summary>First letter of the type, 'f' for "str"; 'n' without one.</summary>
        public required byte Type { get; init; }

        public required ReadOnlySpan<byte> Value { get; init; }
    }

    /// <summary>Reads the next tag and its content if it is a plain cell; otherwise leaves everything to <see cref="Read"/>.</summary>
    public bool TryPlainCell(out PlainCell cell)
    {
        cell = default;
        if (length - position < LongestPlainCell && !ended)
        {
            textStart = position;
            Fill();
        }
        var text = buffer.AsSpan(position, length - position);
        if (!text.StartsWith("<c "u8)) return false;
        int at = 3, column = 0, style = 0;
        var type = (byte)'n';
        while (at + 4 < text.Length && text[at] is (byte)'r' or (byte)'s' or (byte)'t')
        {
            var name = text[at];
            if (text[at + 1] != '=' || text[at + 2] != '"') return false;
            at += 3;
            var first = at;
            if (name == 'r')
            {
                while (at < text.Length && text[at] is >= (byte)'A' and <= (byte)'Z' && at - first < 4) column = column * 26 + text[at++] - 'A' + 1;
                while (at < text.Length && char.IsAsciiDigit((char)text[at])) at++;
            }
            else if (name == 's')
            {
                while (at < text.Length && char.IsAsciiDigit((char)text[at]) && at - first < 6) style = style * 10 + text[at++] - '0';
            }
            else
            {
                while (at < text.Length && char.IsAsciiLetter((char)text[at])) at++;
                if (at - first is 0 or > 3) return false;
                type = at - first > 1 ? (byte)'f' : text[first];
            }
            if (at + 1 >= text.Length || text[at] != '"') return false;
            at++;
            if (text[at] == ' ') at++;
        }
        var taken = PlainValue(text[at..], out var value);
        if (taken == 0) return false;
        cell = new PlainCell { Column = column - 1, Style = style, Type = type, Value = value };
        position += at + taken;
        return true;
    }

    // The text after the attributes: "/>" or "><v>23</v></c>"; 0 for anything else.
    private static int PlainValue(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (rest.StartsWith("/>"u8)) return 2;
        if (!rest.StartsWith("><v>"u8)) return 0;
        var end = rest[4..].IndexOf((byte)'<');
        if (end < 0 || !rest[(4 + end)..].StartsWith("</v></c>"u8)) return 0;
        value = rest.Slice(4, end);
        return 4 + end + 8;
    }
}
