using Stamgast.Customers.Memories;

namespace Stamgast.Tests.Customers.Memories;

public sealed class IdSetTests
{
    [Theory]
    [InlineData(long.MinValue, new long[] { 0, 63, 64, 199 })]
    [InlineData(-5, new long[] { 0, 63, 64, 199 })]
    [InlineData(0, new long[] { 63, 64, 199 })]
    [InlineData(63, new long[] { 64, 199 })]
    [InlineData(199, new long[0])]
    [InlineData(100_000, new long[0])]
    [InlineData(long.MaxValue, new long[0])]
    public void The_changes_after_any_number_are_known(long id, long[] expected)
    {
        var set = new IdSet(200);
        set.Add([0, 63, 64, 199]);
        Assert.Equal(expected, set.After(id));
    }
}
