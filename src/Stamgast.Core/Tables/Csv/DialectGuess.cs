using Stamgast.Tables.Encodings;

namespace Stamgast.Tables.Csv;

/// <summary>
/// Detects delimiter and quote of a text table by reading its start with each candidate and taking the one with the most even rows.
/// </summary>
internal static class DialectGuess
{
    private const int Rows = 100;
    private const int SampleBytes = 1 << 16;
    private const string Usual = ";,\t|";
    private const string Rare = "\u001F\u0001\u0014^~:#!¦§";

    // Quotes of word processors and of exports of evidence (Concordance), as pairs of an opening and a closing one.
    private static readonly string[] Curled = ["“”", "””", "„“", "„”", "«»", "‟”"];
    private static readonly char[] Straight = ['`', 'þ', '\u0002'];
    private const int LongestDelimiter = 5;

    // Characters that also occur in text: delimiters only if the first line has them.
    private const string InText = ":#!";

    // Tried if no single character splits the lines.
    private static readonly string[] Unusual = ["@@", "##", "$$", "%%", "=>", "->", " - ", " – ", " / ", "/"];
    private const int FewestCurled = 3;
    private const int Few = 3;

    public static (char Delimiter, char Quote, bool HasBackslashes) Of(byte[] sample, TextEncoding encoding, TableOptions options)
    {
        var head = Head(sample);
        var quote = options.Quote ?? '"';
        var delimiter = encoding.LongDelimiter is not null ? TextEncoding.CellEnd : Chosen(options) ?? Announced(head, encoding)
            ?? Likeliest(head, encoding, quote);
        if (options.Quote is null)
        {
            if (UsesApostrophes(head, encoding, delimiter)) quote = '\'';
            foreach (var other in Straight)
                if (Surrounds(head, encoding, delimiter, other, other)) quote = other;
        }
        return (delimiter, quote, quote != '\0' && UsesBackslashes(head, encoding, delimiter, quote));
    }

    /// <summary>The replacements for straight quotes and for a one-character delimiter; the encoding maps them back.</summary>
    public static TextEncoding Straightened(byte[] sample, TextEncoding encoding, TableOptions options)
    {
        var head = Head(sample);
        if (MayBeLong(options) && BetweenQuotes(head, encoding) is { } sign) encoding = encoding with { LongDelimiter = sign };
        if (MayBeLong(options) && encoding.LongDelimiter is null && BetweenAll(head, encoding) is { } unusual)
            encoding = encoding with { LongDelimiter = unusual };
        if (options.Quote is not (null or '"')) return encoding;
        var delimiter = Chosen(options) ?? Announced(head, encoding) ?? Likeliest(head, encoding, '"');
        foreach (var pair in Curled)
            if (Surrounds(head, encoding, delimiter, pair[0], pair[1])) return encoding with { Swaps = $"{pair[0]}\"{pair[1]}\"" };
        return delimiter == '\u0014' && Surrounds(head, encoding, delimiter, 'þ', 'þ') ? encoding with { Swaps = "®\n" } : encoding;
    }

    /// <summary>True unless a person chose a one-character delimiter; the stand-in for a long one may be passed back.</summary>
    public static bool MayBeLong(TableOptions options) => options.Delimiter is null or TextEncoding.CellEnd;

    // The stand-in for a long delimiter is detected again.
    private static char? Chosen(TableOptions options) => MayBeLong(options) ? null : options.Delimiter;

    // If the header has no usual delimiter, and an unusual character appears equally often, at least twice, in every line.
    private static string? BetweenAll(byte[] head, TextEncoding encoding)
    {
        var lines = Read(head, encoding, '\0', '\0').Select(r => r[0]).Where(l => !string.IsNullOrWhiteSpace(l)).ToList();
        if (lines.Count < 3 || lines[0].AsSpan().IndexOfAny(Usual) >= 0) return null;
        foreach (var sign in Unusual)
        {
            var cells = lines[0].Split(sign);
            if (cells.Length > 2 && cells.Count(HeaderGuess.IsKnown) * 2 > cells.Length && lines.TrueForAll(l => l.Split(sign).Length == cells.Length))
                return sign;
        }
        return null;
    }

    /// <summary>
    /// The delimiter within the only cell of each row, if a spreadsheet saved each whole line in quotes, followed by its own delimiters: '\0' for
    /// none.
    /// </summary>
    public static char Inner(byte[] sample, TextEncoding encoding, char delimiter, char quote)
    {
        var rows = Read(Head(sample), encoding, delimiter, quote).Where(r => r.Any(c => c.Length > 0)).ToList();
        if (rows.Count < 2 || rows.Exists(r => r.Length < 2 || r[0].Length == 0 || r.Skip(1).Any(c => c.Length > 0))) return '\0';
        foreach (var inner in Usual)
            if (inner != delimiter && rows[0][0].Contains(inner) && rows.TrueForAll(r => r[0].Count(c => c == inner) >= rows[0][0].Count(c => c == inner)))
                return inner;
        return '\0';
    }

    // The text between a closing and an opening quote in every line, if it is not a usual delimiter: "a"||"b", "a" "b".
    private static string? BetweenQuotes(byte[] head, TextEncoding encoding)
    {
        var lines = Read(head, encoding, '\0', '\0').Select(r => r[0].Trim()).Where(l => l.Length > 1).ToList();
        if (lines.Count < 2 || lines[0][0] != '"' || lines[0][^1] != '"') return null;
        var first = lines[0];
        var close = first.IndexOf('"', 1);
        var open = close < 0 ? -1 : first.IndexOf('"', close + 1);
        if (open - close - 1 is < 1 or > LongestDelimiter) return null;
        var sign = first[(close + 1)..open];
        if (sign.Any(char.IsLetterOrDigit) && sign != "\\t" || Usual.Contains(sign.Trim(' '), StringComparison.Ordinal) && sign.Length > 0 && sign != " ")
            return null;
        var between = $"\"{sign}\"";
        var cells = first.Split(between).Length;
        return cells > 1 && lines.Count(l => l.Split(between).Length == cells) > lines.Count * 0.8 ? sign : null;
    }

    /// <summary>A delimiter of several characters, such as "~|~"; null for one character, even if repeated.</summary>
    public static string? LongDelimiter(byte[] sample, TextEncoding encoding, char delimiter, char quote)
    {
        var head = Head(sample);
        if (Sandwiched(head, encoding, delimiter, quote) is { } sandwich) return sandwich;
        char? before = null, after = null;
        var cuts = 0;
        foreach (var row in Read(head, encoding, delimiter, quote).Where(r => r.Length > 1))
            for (var cell = 1; cell < row.Length; cell++, cuts++)
            {
                if (row[cell - 1] is not [.., var last] || row[cell] is not [var first, ..]) return null;
                if (last != (before ??= last) || first != (after ??= first)) return null;
            }
        return cuts > 2 && IsSign(before!.Value) && IsSign(after!.Value) ? $"{before}{delimiter}{after}" : null;

        bool IsSign(char c) => c != quote && c is not '\'' && (char.IsPunctuation(c) || char.IsSymbol(c));
    }

    // "a|;|b" cut at its bars: every second cell is ";", in every line.
    private static string? Sandwiched(byte[] head, TextEncoding encoding, char delimiter, char quote)
    {
        var rows = Read(head, encoding, delimiter, quote).Where(r => r.Length > 1).ToList();
        if (rows.Count < 2 || rows[0][1] is not { Length: > 0 and < LongestDelimiter } inside || inside.Any(c => char.IsLetterOrDigit(c) || c == quote))
            return null;
        return rows.TrueForAll(r => r.Length % 2 == 1 && r.Where((_, at) => at % 2 == 1).All(c => c == inside)) ? $"{delimiter}{inside}{delimiter}" : null;
    }

    // A quote after a backslash in the middle of a cell reveals it, unless quotes are doubled too. "C:\" at the end of a cell does not count.
    private static bool UsesBackslashes(byte[] head, TextEncoding encoding, char delimiter, char quote)
    {
        var seen = false;
        foreach (var line in Read(head, encoding, '\0', '\0').SelectMany(r => r))
            for (var at = line.IndexOf(quote, 1 < line.Length ? 1 : 0); at > 0 && at + 1 < line.Length; at = line.IndexOf(quote, at + 1))
            {
                if (line[at - 1] == '\\' && line[at + 1] != delimiter) seen = true;
                else if (line[at + 1] == quote && line[at - 1] != delimiter && at + 2 < line.Length && line[at + 2] != delimiter) return false;
            }
        return seen;
    }

    // Excel's own hint: a first line "sep=;".
    private static char? Announced(byte[] head, TextEncoding encoding)
    {
        var first = Read(head, encoding, '\0', '\0').FirstOrDefault();
        return first is [{ Length: 5 } hint] && hint.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? hint[4] : null;
    }

    private static char Likeliest(byte[] head, TextEncoding encoding, char quote)
    {
        var best = ';';
        var bestScore = 0.0;
        char? overfull = null;
        foreach (var candidate in Usual + Rare)
        {
            var isUsual = Usual.Contains(candidate, StringComparison.Ordinal);
            if (Read(head, encoding, candidate, quote, out var isTooWide) is var rows && isTooWide && isUsual) overfull ??= candidate;
            if (IsWithinCells(rows, candidate, head, encoding, quote)) continue;
            var score = Evenness(head, encoding, candidate, quote) * (isUsual ? 1 : 0.7);
            if (score > bestScore)
            {
                bestScore = score;
                best = candidate;
            }
        }
        // Rather refused for its columns than read as one.
        return overfull is { } wide && (bestScore == 0 || !Usual.Contains(best, StringComparison.Ordinal)) ? wide : best;
    }

    // "a@post.example | b@post.example": the sign of a list in cells that another sign cuts evenly, the header too, which has none of this one.
    private static bool IsWithinCells(List<string[]> rows, char candidate, byte[] head, TextEncoding encoding, char quote)
    {
        if (rows.Count < 2 || rows[0].Length > 1 || rows.TrueForAll(r => r.Length == 1)) return false;
        foreach (var other in Usual)
        {
            if (other == candidate) continue;
            var cut = Read(head, encoding, other, quote);
            if (cut.Count > 1 && cut[0].Length > 2 && cut.Count(r => r.Length == cut[0].Length) >= cut.Count * 0.9) return true;
        }
        return false;
    }

    private static double Evenness(byte[] head, TextEncoding encoding, char candidate, char quote)
    {
        var notes = new TableNotes();
        var rows = Read(head, encoding, candidate, quote, notes).Where(r => r.Any(c => c.Length > 0)).ToList();
        var counts = rows.ConvertAll(r => r.Length);
        var modes = counts.Where(c => c > 1).GroupBy(c => c).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).ToList();
        if (modes.Count == 0) return 0;
        var width = modes[0].Key;
        var share = (double)modes[0].Count() / counts.Count;
        if (share < 0.4 && modes[0].Count() < counts.Count(c => c > 1) * 0.5) share *= 0.5;
        // A sign that every line has, in a short list of lines of all lengths.
        if (counts.TrueForAll(c => c > 1)) share = Math.Max(share, 0.25);
        if (counts[0] != width) share *= 0.8;
        if (counts[0] == 1 && (InText.Contains(candidate, StringComparison.Ordinal) || IsOneColumnOfNames(rows, candidate))) return 0;
        var odd = Math.Min(0.5, (double)(notes.StrayQuotes + notes.UnclosedQuotes) / counts.Count);
        return share < 0.2 ? 0 : share * (1 + 0.05 * Math.Min(width, 30)) * (1 - odd);
    }

    // "Aerts, Jozefien" below the header "naam" is one value.
    private static bool IsOneColumnOfNames(List<string[]> rows, char candidate) =>
        candidate == ',' && HeaderGuess.IsKnown(rows[0][0]) && rows.Skip(1).All(r => r.Length == 1 || (r.Length == 2 && r[1].StartsWith(' ')));

    // Around many cells; or around a few, when only with them every row has as many cells.
    private static bool UsesApostrophes(byte[] head, TextEncoding encoding, char delimiter) =>
        Surrounds(head, encoding, delimiter, '\'', '\'')
        || (Read(head, encoding, delimiter, '\0').SelectMany(r => r).ToList() is var cells && cells.Exists(c => c.StartsWith('\''))
        && cells.Exists(c => c.EndsWith('\'')) && !cells.Exists(c => c.StartsWith('"'))
            && Widths(head, encoding, delimiter, '"') > 1 && Widths(head, encoding, delimiter, '\'') == 1);

    private static int Widths(byte[] head, TextEncoding encoding, char delimiter, char quote)
    {
        var notes = new TableNotes();
        var widths = Read(head, encoding, delimiter, quote, notes).Where(r => r.Any(c => c.Length > 0)).Select(r => r.Length).Distinct().Count();
        return notes.UnclosedQuotes > 0 ? int.MaxValue : widths;
    }

    private static bool Surrounds(byte[] head, TextEncoding encoding, char delimiter, char open, char close)
    {
        int both = 0, first = 0, filled = 0;
        foreach (var cell in Read(head, encoding, delimiter, '\0').SelectMany(r => r))
        {
            if (cell.Length == 0) continue;
            filled++;
            if (cell[0] != open) continue;
            first++;
            if (cell.Length > 1 && cell[^1] == close) both++;
        }
        return both > filled * 0.3 && both > first * 0.7 && (open == '\'' || both >= FewestCurled);
    }

    // A row that continues beyond the sample, such as one with a very long list, is ignored.
    private static byte[] Head(byte[] sample)
    {
        if (sample.Length <= SampleBytes) return sample;
        var head = sample.AsSpan(0, SampleBytes);
        var end = head.LastIndexOf((byte)'\n');
        return (end > SampleBytes / 2 || end < 0 || head[..end].Count((byte)'\n') > Few ? head : head[..(end + 1)]).ToArray();
    }

    private static List<string[]> Read(byte[] head, TextEncoding encoding, char delimiter, char quote, TableNotes? notes = null) =>
        Read(head, encoding, delimiter, quote, out _, notes);

    private static List<string[]> Read(byte[] head, TextEncoding encoding, char delimiter, char quote, out bool isTooWide, TableNotes? notes = null)
    {
        isTooWide = false;
        using var scanner = new CsvScanner(new TextSource(new MemoryStream(head), encoding, default), delimiter, quote, notes ?? new TableNotes());
        var row = new RowBuffer();
        var rows = new List<string[]>();
        try
        {
            while (rows.Count < Rows && scanner.Next(row)) rows.Add([.. Enumerable.Range(0, row.Count).Select(c => row[c].ToString())]);
        }
        catch (RefusedException)
        {
            // Far too many columns: not this delimiter, unless there is no other.
            isTooWide = rows.Count == 0;
            return [];
        }
        // The sample may end in the middle of a row.
        if (rows.Count > 2 && rows.Count < Rows && head.Length == SampleBytes) rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
