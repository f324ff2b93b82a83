namespace Stamgast.Tables;

/// <summary>Tells delimiter and quote of a text table by reading its start with each candidate and taking the one that gives the most even rows.</summary>
internal static class DialectGuess
{
    private const int Rows = 100;
    private const int SampleBytes = 1 << 16;
    private const string Usual = ";,\t|";
    private const string Rare = "\u001F\u0001^~:#!¦§";

    public static (char Delimiter, char Quote, bool HasBackslashes) Of(byte[] sample, TextEncoding encoding, TableOptions options)
    {
        var head = sample.AsSpan(0, Math.Min(sample.Length, SampleBytes)).ToArray();
        var quote = options.Quote ?? '"';
        var delimiter = options.Delimiter ?? Announced(head, encoding) ?? Likeliest(head, encoding, quote);
        if (options.Quote is null && UsesApostrophes(head, encoding, delimiter)) quote = '\'';
        return (delimiter, quote, quote != '\0' && UsesBackslashes(head, encoding, delimiter, quote));
    }

    /// <summary>The signs between two cells when there are several, such as "~|~"; null for one, also when it is repeated.</summary>
    public static string? LongDelimiter(byte[] sample, TextEncoding encoding, char delimiter, char quote)
    {
        var head = sample.AsSpan(0, Math.Min(sample.Length, SampleBytes)).ToArray();
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

    // A quote behind a backslash in the middle of a cell tells it, unless quotes are doubled too. "C:\" at the end of a cell says nothing.
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
        foreach (var candidate in Usual + Rare)
        {
            var score = Evenness(head, encoding, candidate, quote) * (Usual.Contains(candidate, StringComparison.Ordinal) ? 1 : 0.7);
            if (score > bestScore)
            {
                bestScore = score;
                best = candidate;
            }
        }
        return best;
    }

    private static double Evenness(byte[] head, TextEncoding encoding, char candidate, char quote)
    {
        var notes = new TableNotes();
        var counts = Read(head, encoding, candidate, quote, notes).Where(r => r.Any(c => c.Length > 0)).Select(r => r.Length).ToList();
        var modes = counts.Where(c => c > 1).GroupBy(c => c).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).ToList();
        if (modes.Count == 0) return 0;
        var width = modes[0].Key;
        var share = (double)modes[0].Count() / counts.Count;
        if (share < 0.4 && modes[0].Count() < counts.Count(c => c > 1) * 0.5) share *= 0.5;
        if (counts[0] != width) share *= 0.8;
        var odd = Math.Min(0.5, (double)(notes.StrayQuotes + notes.UnclosedQuotes) / counts.Count);
        return share < 0.2 ? 0 : share * (1 + 0.05 * Math.Min(width, 30)) * (1 - odd);
    }

    private static bool UsesApostrophes(byte[] head, TextEncoding encoding, char delimiter)
    {
        int both = 0, first = 0, filled = 0;
        foreach (var cell in Read(head, encoding, delimiter, '\0').SelectMany(r => r))
        {
            if (cell.Length == 0) continue;
            filled++;
            if (cell[0] != '\'') continue;
            first++;
            if (cell.Length > 1 && cell[^1] == '\'') both++;
        }
        return both > filled * 0.3 && both > first * 0.7;
    }

    private static List<string[]> Read(byte[] head, TextEncoding encoding, char delimiter, char quote, TableNotes? notes = null)
    {
        using var scanner = new CsvScanner(new TextSource(new MemoryStream(head), encoding, default), delimiter, quote, notes ?? new TableNotes());
        var row = new RowBuffer();
        var rows = new List<string[]>();
        try
        {
            while (rows.Count < Rows && scanner.Next(row)) rows.Add([.. Enumerable.Range(0, row.Count).Select(c => row[c].ToString())]);
        }
        catch (RefusedException)
        {
            // Far too many columns: not this delimiter.
            return [];
        }
        // The sample may end in the middle of a row.
        if (rows.Count > 2 && rows.Count < Rows && head.Length == SampleBytes) rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
