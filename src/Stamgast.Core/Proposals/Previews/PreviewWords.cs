using System.Text;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Searching;

namespace Stamgast.Proposals.Previews;

/// <summary>
/// The words of the rows of a preview, in memory, with their rows. The proposal has no index to look up the rest of a word beyond its
/// <see cref="WordKey"/>, so the rest of each longer word is stored as a word too: a row with both matches. It is immutable.
/// </summary>
internal sealed class PreviewWords
{
    private readonly WordMemory beginnings;
    private readonly WordMemory rests;

    private PreviewWords(WordMemory beginnings, WordMemory rests)
    {
        (this.beginnings, this.rests) = (beginnings, rests);
    }

    /// <summary>The same with new words for these rows.</summary>
    public PreviewWords With(IReadOnlyList<(int Seq, string Words)> rows, int reach) =>
        new(beginnings.With([.. rows.Select(row => (row.Seq, SearchWords.Parted(row.Words).Words))], reach),
            rests.With([.. rows.Select(row => (row.Seq, RestsOf(row.Words)))], reach));

    /// <summary>A set with room for all rows.</summary>
    public IdSet None() => beginnings.Nobody();

    /// <summary>The rows with words that begin with each of the terms.</summary>
    public IdSet All(IReadOnlyList<string> terms) => Together(terms.Select(term => (IReadOnlyList<string>)[term]));

    /// <summary>The same with at most one typing error in each term; none when no term is long enough for one.</summary>
    public IdSet WithError(IReadOnlyList<string> terms) => CustomerSearch.Alternatives(terms) is { } alternatives ? Together(alternatives) : None();

    /// <summary>False when rows may be found that have only parts of a term: then it must be looked at their words.</summary>
    public static bool IsExact(IReadOnlyList<string> terms) => terms.All(term => WordKey.Of(term) is var key
        && (key.IsWhole || (char.IsAsciiLetterOrDigit(term[key.Length - 1]) && WordKey.Of(term.AsSpan(key.Length)).IsWhole)));

    private IdSet Together(IEnumerable<IReadOnlyList<string>> terms)
    {
        IdSet? all = null;
        foreach (var alternatives in terms)
        {
            var having = Having(alternatives);
            if (all is null) all = having;
            else all.KeepOnly(having);
            if (all.IsEmpty) break;
        }
        return all ?? None();
    }

    private IdSet Having(IReadOnlyList<string> alternatives)
    {
        var known = alternatives.Where(beginnings.MayHave).ToList();
        var found = beginnings.Having(known.Where(WordMemory.Knows), whole: false);
        // Words with the same beginning and different rests are looked up together.
        foreach (var alike in known.Where(term => !WordMemory.Knows(term)).GroupBy(term => WordKey.Of(term)))
        {
            var rows = beginnings.Having([alike.First()], whole: true);
            var ends = alike.Select(term => term[alike.Key.Length..]).ToList();
            if (ends.TrueForAll(end => end.Length > 0))
            {
                var ending = rests.Having(ends.Where(WordMemory.Knows), whole: false);
                ending.Add(rests.Having(ends.Where(end => !WordMemory.Knows(end)), whole: true));
                rows.KeepOnly(ending);
            }
            found.Add(rows);
        }
        return found;
    }

    private static string RestsOf(string words)
    {
        var rests = new StringBuilder();
        foreach (var range in words.AsSpan().Split(' '))
        {
            var word = words.AsSpan()[range];
            var key = WordKey.Of(word);
            if (key.IsWhole || key.Length == word.Length || word.StartsWith(SearchWords.PlaceMark)) continue;
            if (rests.Length > 0) rests.Append(' ');
            rests.Append(word[key.Length..]);
        }
        return rests.ToString();
    }

    /// <summary>Takes the words of all rows, some at a time.</summary>
    /// <param name="length">All row numbers are lower.</param>
    internal sealed class Building(int length)
    {
        // So many are put in order at once.
        private const int AtOnce = 1_000_000;

        private readonly Part beginnings = new(length);
        private readonly Part rests = new(length);

        public void Add(int seq, string words)
        {
            beginnings.Words.Know(seq);
            rests.Words.Know(seq);
            foreach (var range in words.AsSpan().Split(' '))
            {
                var word = words.AsSpan()[range];
                // A preview is not searched by streets.
                if (word.IsEmpty || word.StartsWith(SearchWords.PlaceMark)) continue;
                var key = WordKey.Of(word);
                beginnings.Words.Add(key.Value, seq);
                if (!key.IsWhole && key.Length < word.Length) rests.Words.Add(WordKey.Of(word[key.Length..]).Value, seq);
            }
            if (beginnings.Words.Count >= AtOnce) beginnings.PutInOrder();
            if (rests.Words.Count >= AtOnce) rests.PutInOrder();
        }

        public PreviewWords ToWords() => new(beginnings.ToMemory(), rests.ToMemory());

        private sealed class Part(int length)
        {
            private readonly List<WordIndex> indexes = [];

            public WordIndex.Gathering Words { get; } = new(length);

            public void PutInOrder() => indexes.Add(Words.ToIndex());

            // The parts are released once they are merged.
            public WordMemory ToMemory()
            {
                PutInOrder();
                var all = indexes.Count == 1 ? indexes[0] : WordIndex.Merged([.. indexes], length);
                indexes.Clear();
                return WordMemory.Of(all, length);
            }
        }
    }
}
