using Stamgast.Text;

namespace Stamgast.Comparing.Names;

/// <summary>The distinct company names of a table, as the words that they are made of, legal forms left out.</summary>
internal sealed class OrganisationValues
{
    private const int MostWords = 12;

    private readonly List<int[]> wordsOf = [[]];
    private int[] uses = new int[64];

    /// <summary>The names, folded and without legal form.</summary>
    public TextValues Names { get; } = new();

    /// <summary>Only their letters, by name.</summary>
    public List<int> LettersOf { get; } = [0];

    public TextValues Letters { get; } = new(TextValues.Sound);

    public TextValues Words { get; } = new(TextValues.Sound);

    /// <summary>The number of a company name, given as written.</summary>
    public int Add(ReadOnlySpan<char> text)
    {
        var plain = LegalForms.Without(Folding.Fold(text));
        var before = Names.Count;
        var id = Names.Add(plain);
        if (Names.Count == before) return id;
        LettersOf.Add(Letters.Add(plain.Replace(" ", "", StringComparison.Ordinal)));
        var words = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(w => Words.Add(w)).Distinct().ToArray();
        wordsOf.Add(words);
        if (Words.Count > uses.Length) Array.Resize(ref uses, Words.Count * 2);
        foreach (var word in words) uses[word]++;
        return id;
    }

    public ReadOnlySpan<int> WordsOf(int id) => wordsOf[id];

    /// <summary>The information of a word in bits: much for rare words, little for "bakkerij".</summary>
    public double Weight(int word) => Math.Log2((double)(wordsOf.Count + 1) / (uses[word] + 1)) + 0.5;

    /// <summary>The most distinctive word of a name, 0 for none.</summary>
    public int RarestWord(int id)
    {
        var best = 0;
        foreach (var word in wordsOf[id])
            if (best == 0 || uses[word] < uses[best] || (uses[word] == uses[best] && Words.Hash(word) < Words.Hash(best))) best = word;
        return best;
    }
}
