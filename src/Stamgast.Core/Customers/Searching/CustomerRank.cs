using Stamgast.Customers.Names;
using Stamgast.Text;

namespace Stamgast.Customers.Searching;

/// <summary>
/// The rank of a customer for search words: whole words before beginnings before words with a typing error, and among these the visible name before
/// addresses and numbers, and those before hidden names (<see cref="KeptNames"/>).
/// </summary>
internal static class CustomerRank
{
    private const int Beside = 1;
    private const int Kept = 2;
    private const int Place = 3;
    private const int Beginning = 100;
    private const int WithError = 10_000;

    /// <summary>0 is the best: each term is a whole word of the name that is shown.</summary>
    public static int Of(CustomerValues values, IReadOnlyList<string> terms)
    {
        var shown = " " + SearchWords.OfShownName(values) + " ";
        var kept = " " + SearchWords.OfKeptName(values) + " ";
        var all = " " + SearchWords.Of(values) + " ";
        var cost = 0;
        foreach (var term in terms)
            cost += Of(shown, term) ?? (Of(kept, term) is { } keptOne ? keptOne + Kept : Of(all, term) is { } beside
                ? beside + Beside : Of(all, SearchWords.PlaceMark + term) is { } place
                ? place + Place : WithError + (TypingErrors.HasBeginning(shown, term) ? 0 : TypingErrors.HasBeginning(kept, term) ? Kept : Beside));
        return cost;
    }

    private static int? Of(string words, string term)
    {
        for (var (at, best) = (0, (int?)null); ; at++)
        {
            at = words.IndexOf(term, at, StringComparison.Ordinal);
            if (at < 0) return best;
            if (words[at - 1] != ' ') continue;
            if (words[at + term.Length] == ' ') return 0;
            best = Beginning;
        }
    }
}
