using Stamgast.Matching.Blocking;
using Xunit;

namespace Stamgast.Tests.Matching.Blocking;

public class KeySortTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(20_000)]
    public void Entries_are_in_the_order_of_their_keys_and_equal_keys_keep_theirs(int count)
    {
        var random = new Random(count);
        var entries = new ulong[count + 3];
        for (var i = 0; i < entries.Length; i++) entries[i] = (ulong)(uint)random.Next(i % 2 == 0 ? int.MaxValue : 50) << 32 | (uint)i;
        var wanted = entries[..count].OrderBy(e => e >> 32).ThenBy(e => (uint)e).ToArray();
        var behind = entries[count..].ToArray();
        KeySort.Sort(ref entries, count);
        Assert.Equal(wanted, entries[..count]);
        if (count == 100) Assert.Equal(behind, entries[count..]);
    }
}
