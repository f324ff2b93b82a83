namespace Stamgast.Tables.Csv;

/// <summary>
/// Addressees as copied from a mail program: "Jozefien Aerts &lt;jozefien@aerts.example&gt;; Willem de Bakker &lt;...&gt;", many on a line (RFC 5322,
/// 3.4). Each becomes a row with a name and an address; its line is its position among them.
/// </summary>
internal sealed class AddressList(CsvScanner lines) : RowSource
{
    private const int LongestAddress = 320;
    private static readonly string[] Columns = ["full_name", "email"];
    private static readonly string[] Before = ["to:", "cc:", "bcc:", "from:", "aan:", "van:", "à:", "à :", "de:", "de :", "an:", "von:"];

    private readonly RowBuffer line = new();
    private readonly Queue<(string Name, string Address)> waiting = [];
    private char[] characters = new char[256];
    private long number = -1;

    /// <summary>Represents the delimiter of such a list.</summary>
    public const char Delimiter = '@';

    public override long BytesRead => lines.BytesRead;

    public override bool Next(RowBuffer row)
    {
        if (++number == 0)
        {
            Fill(row, Columns[0], Columns[1]);
            return true;
        }
        while (waiting.Count == 0)
        {
            if (!lines.Next(line)) return false;
            var text = line[0].ToString();
            // If it is not a list after all, the text is shown as it is, in place of the name.
            foreach (var one in Addressees(text) ?? (string.IsNullOrWhiteSpace(text) ? [] : [(text.Trim(), "")])) waiting.Enqueue(one);
        }
        var (name, address) = waiting.Dequeue();
        Fill(row, name, address);
        return true;
    }

    public override void Dispose() => lines.Dispose();

    /// <summary>True when every line of a text is such a list, and a line has several names, or the only one several addresses.</summary>
    public static bool Is(string start)
    {
        var (filled, most, named) = (0, 0, false);
        foreach (var line in start.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace()) continue;
            // Nearly all files fail here, on their first line.
            if (!line.Contains('@') || Addressees(line.ToString()) is not { } found) return false;
            filled++;
            most = Math.Max(most, found.Count);
            named |= found.Exists(a => a.Name.Length > 0);
        }
        return most > 1 && (named || filled == 1);
    }

    private static List<(string Name, string Address)>? Addressees(string line)
    {
        line = line.Trim();
        if (Array.Find(Before, b => line.StartsWith(b, StringComparison.OrdinalIgnoreCase)) is { } before) line = line[before.Length..];
        return Cut(line);
    }

    // Split at semicolons and commas alike; a part without an address before a comma begins the name of the next: "Aerts, Jozefien <...>".
    private static List<(string Name, string Address)>? Cut(string line)
    {
        var found = new List<(string, string)>();
        var (from, isQuoted, begun) = (0, false, "");
        for (var at = 0; at <= line.Length; at++)
        {
            if (at < line.Length && line[at] == '"') isQuoted = !isQuoted;
            if (at < line.Length && (isQuoted || line[at] is not (';' or ','))) continue;
            var one = line[from..at].Trim();
            from = at + 1;
            if (one.Length == 0) continue;
            if (!one.Contains('@', StringComparison.Ordinal) && at < line.Length && line[at] == ',' && IsOfName(one))
            {
                begun += one + ", ";
                continue;
            }
            if (begun.Length > 0 && one[0] is '<' or '"' or '@' || begun.Length > 0 && !one.Contains('<', StringComparison.Ordinal)) return null;
            if (One(begun + one) is not { } addressee) return null;
            found.Add(addressee);
            begun = "";
        }
        return begun.Length > 0 ? null : found;
    }

    private static bool IsOfName(string text) => text.Any(char.IsLetter) && !text.Any(c => char.IsDigit(c) || c is '<' or '>' or '"');

    private static (string Name, string Address)? One(string text)
    {
        var open = text.LastIndexOf('<');
        var address = open < 0 ? text : text.EndsWith('>') ? text[(open + 1)..^1].Trim() : "";
        var name = open < 0 ? "" : text[..open].Trim().Trim('"', '\'').Trim();
        var sign = address.IndexOf('@', StringComparison.Ordinal);
        if (sign <= 0 || sign == address.Length - 1 || address.Length > LongestAddress || address.IndexOf('@', sign + 1) >= 0
            || address.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or ',' or '|' or ':')) return null;
        return name.Contains('<', StringComparison.Ordinal) ? null : (name.Equals(address, StringComparison.OrdinalIgnoreCase) ? "" : name, address);
    }

    private void Fill(RowBuffer row, string name, string address)
    {
        row.Clear();
        row.Line = number;
        if (characters.Length < name.Length + address.Length) characters = new char[(name.Length + address.Length) * 2];
        name.CopyTo(characters);
        address.CopyTo(characters.AsSpan(name.Length));
        (row.Chars, row.Base) = (characters, 0);
        row.Add(0, name.Length);
        row.Add(name.Length, address.Length);
    }
}
