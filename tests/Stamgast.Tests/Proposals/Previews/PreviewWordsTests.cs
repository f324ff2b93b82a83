using Stamgast.Changes.Stages;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Searching;
using Stamgast.Proposals.Previews;

namespace Stamgast.Tests.Proposals.Previews;

public sealed class PreviewWordsTests
{
    private static readonly string[] Parts = ["administratie", "klantnummer", "aerts", "2024", "0486", "12", "lefevre", "de", "x", "иванов", "zonen"];

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Parts[random.Next(Parts.Length)]));

    private static PreviewFact Row(int seq, Random random) =>
        new(seq, RowClass.New, 0, false, false, false, string.Join(' ', Enumerable.Range(0, random.Next(0, 7)).Select(_ => Word(random)).Distinct()), []);

    [Fact]
    public void A_word_search_misses_no_row_and_long_words_match_exactly()
    {
        var random = new Random(11);
        var rows = Enumerable.Range(1, 300).Select(seq => Row(seq, random)).ToDictionary(row => row.Seq);
        var building = new PreviewWords.Building(301);
        foreach (var row in rows.Values) building.Add(row.Seq, row.Words);
        var words = building.ToWords();
        var (foundAny, foundWithError) = (0, 0);
        for (var round = 0; round < 400; round++)
        {
            if (round % 40 == 39)
            {
                var altered = Enumerable.Range(0, 20).Select(_ => Row(random.Next(1, 301), random)).DistinctBy(row => row.Seq).ToList();
                foreach (var row in altered) rows[row.Seq] = row;
                words = words.With([.. altered.Select(row => (row.Seq, row.Words))], 301);
            }
            var terms = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Word(random)).Select(word => word[..random.Next(1, word.Length + 1)])
                .Distinct().ToList();
            var expected = rows.Values.Where(row => row.Has(terms)).Select(row => row.Seq).ToHashSet();
            var found = words.All(terms);
            Assert.All(expected, seq => Assert.True(found.Has(seq), $"{string.Join(' ', terms)}: {rows[seq].Words}"));
            if (terms.TrueForAll(WordMemory.Knows)) Assert.Equal(expected.Count, found.Count);
            var mistyped = terms.ConvertAll(term => term.Length < 4 ? term : term.Remove(random.Next(term.Length), 1));
            var forgiven = rows.Values.Where(row => CustomerSearch.Alternatives(mistyped) is { } meant
                && meant.TrueForAll(any => any.Any(word => row.Has([word])))).Select(row => row.Seq).ToList();
            var withError = words.WithError(mistyped);
            Assert.All(forgiven, seq => Assert.True(withError.Has(seq) && rows[seq].HasWithError(mistyped),
                $"{string.Join(' ', mistyped)}: {rows[seq].Words}"));
            (foundAny, foundWithError) = (foundAny + expected.Count, foundWithError + forgiven.Count);
        }
        Assert.True(foundAny > 1000 && foundWithError > 1000);
    }

    [Fact]
    public void A_long_word_is_distinguished_from_others_with_the_same_beginning()
    {
        var building = new PreviewWords.Building(100);
        for (var seq = 1; seq < 100; seq++) building.Add(seq, $"klantnummer2024{seq:000} administratie{(seq < 50 ? "f" : "kosten")}");
        var words = building.ToWords();
        Assert.Equal([42L], words.All(["klantnummer2024042"]).After(0));
        Assert.Equal(49, words.All(["administratief"]).Count);
        Assert.Equal(99, words.All(["administratie"]).Count);
        // Numbers are never mistyped.
        Assert.True(words.WithError(["klantnumer2024007", "administratief"]).IsEmpty);
        Assert.Equal(50, words.WithError(["administratiekotsen"]).Count);
    }
}
