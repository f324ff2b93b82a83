using Stamgast.Customers.Memories;
using Stamgast.Customers.Searching;
using Stamgast.Proposals.Previews;

namespace Stamgast.Tests.Customers.Memories;

public sealed class WordIndexTests
{
    private const int Length = 200;

    // Similar words, around the lengths at which a key drops something.
    private static string Word(Random random)
    {
        var letters = random.Next(4) switch { 0 => "ab", 1 => "az0", 2 => "abc9", _ => "aéω" };
        return string.Concat(Enumerable.Range(0, random.Next(1, 16)).Select(_ => letters[random.Next(letters.Length)]));
    }

    [Fact]
    public void A_word_that_begins_with_what_is_known_whole_is_within_its_range_and_no_other()
    {
        var random = new Random(11);
        var (within, without) = (0, 0);
        for (var i = 0; i < 40_000; i++)
        {
            var word = Word(random);
            var beginning = random.Next(3) > 0 ? word[..random.Next(1, word.Length + 1)] : Word(random);
            var (key, range) = (WordKey.Of(word), WordKey.Of(beginning));
            if (!range.IsWhole) continue;
            var isWithin = key.Value >= range.Value && key.Value < range.End;
            Assert.Equal(word.StartsWith(beginning, StringComparison.Ordinal), isWithin);
            Assert.Equal(word == beginning, key.Value == range.Value);
            if (isWithin) within++;
            else without++;
        }
        Assert.True(within > 10_000 && without > 1000);
    }

    [Fact]
    public void Keys_stand_in_the_order_of_the_words()
    {
        var random = new Random(12);
        for (var i = 0; i < 20_000; i++)
        {
            var words = new[] { Word(random), Word(random) }.Order(StringComparer.Ordinal).ToArray();
            Assert.True(WordKey.Of(words[0]).Value <= WordKey.Of(words[1]).Value);
        }
    }

    [Fact]
    public void Merged_change_indexes_know_the_same_as_one_index_of_the_last_state()
    {
        var random = new Random(13);
        for (var round = 0; round < 100; round++)
        {
            var last = new Dictionary<int, string>();
            var indexes = new List<WordIndex>();
            for (var set = 0; set < 5; set++)
            {
                var changed = Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.Next(1, Length)).Distinct()
                    .Select(id => (Id: id, Words: string.Join(' ', Enumerable.Range(0, random.Next(4)).Select(_ => Word(random))))).ToList();
                foreach (var (id, words) in changed) last[id] = words;
                indexes.Add(WordIndex.Of(changed, Length));
            }
            var cut = random.Next(1, 5);
            var joined = WordIndex.Merged([WordIndex.Merged([.. indexes[..cut]], Length), .. indexes[cut..]], Length);
            var atOnce = WordIndex.Of(last.Select(c => (c.Key, c.Value)), Length);
            Assert.Equal(atOnce.Count, joined.Count);
            foreach (var key in last.Values.SelectMany(w => w.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Append("abz").Select(w => WordKey.Of(w).Value))
            {
                Assert.Equal(atOnce.Of(key, key + 1).ToArray(), joined.Of(key, key + 1).ToArray());
                Assert.Equal(atOnce.HasAny(key, key + 1), joined.HasAny(key, key + 1));
            }
        }
    }

    [Fact]
    public void An_id_set_behaves_like_a_set_of_numbers()
    {
        var random = new Random(14);
        for (var round = 0; round < 200; round++)
        {
            var (one, other) = (new HashSet<long>(), new HashSet<long>());
            var (bits, others) = (new IdSet(Length), new IdSet(Length));
            for (var i = random.Next(150); i > 0; i--)
            {
                var (id, second) = (random.Next(Length), random.Next(Length));
                one.Add(id);
                bits.Add(id);
                other.Add(second);
                others.Add(second);
            }
            switch (random.Next(3))
            {
                case 0: one.UnionWith(other); bits.Add(others); break;
                case 1: one.IntersectWith(other); bits.KeepOnly(others); break;
                default: one.ExceptWith(other); bits.Remove(others); break;
            }
            Assert.Equal(one.Order(), bits.After(-1));
            Assert.Equal(one.Where(id => id > 63).Order(), bits.After(63));
            Assert.Equal(one.Count, bits.Count);
            Assert.Equal(one.Count == 0, bits.IsEmpty);
            foreach (var id in bits)
            {
                Assert.True(bits.Has(id));
                bits.Remove(id);
            }
            Assert.True(bits.IsEmpty);
        }
    }
}
