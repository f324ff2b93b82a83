using Stamgast.Tables;

namespace Stamgast.Importing.Guessing;

/// <summary>Decides which words of a two-line header name a column: "First name" below "Name", but "Delivery Street" below "Delivery".</summary>
internal static class HeaderPairWords
{
    /// <summary>By column, the words that identify its field.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<HeaderPair> pairs)
    {
        var names = pairs.Where(p => p.Below.Length > 0).GroupBy(p => HeaderWords.Key(p.Below)).Where(g => g.Count() > 1).Select(g => g.Key)
            .ToHashSet(StringComparer.Ordinal);
        return [.. pairs.Select(p => Words(p, names.Contains(HeaderWords.Key(p.Below))))];
    }

    private static string Words(HeaderPair pair, bool isRepeated)
    {
        if (pair.Above.Length == 0 || pair.Below.Length == 0) return pair.Joined;
        var both = $"{pair.Above} {pair.Below}";
        if (HeaderWords.IsOfSomeoneElse(pair.Above) || HeaderWords.IsOfSomeoneElse(both)) return both;
        if (HeaderWords.FindGrouped(pair.Joined) is not null) return pair.Joined;
        if (HeaderWords.Find(both) is { } found && (isRepeated && found.Target != HeaderWords.Find(pair.Below)?.Target
            || found.Target.StartsWith("delivery_", StringComparison.Ordinal))) return both;
        return HeaderWords.Find(pair.Below) is not null ? pair.Below : both;
    }
}
