using Stamgast.Text;
using Xunit;

namespace Stamgast.Tests.Text;

public class StringDistanceTests
{
    [Theory]
    [InlineData("aerts", "aerts", 0)]
    [InlineData("aerts", "arets", 1)]
    [InlineData("jozefien", "josefien", 1)]
    [InlineData("jozefien", "jozefin", 1)]
    [InlineData("", "bakker", 6)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Typing_errors_are_counted(string a, string b, int errors) => Assert.Equal(errors, EditDistance.Of(a, b));

    [Fact]
    public void The_fast_path_counts_like_the_table()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            string a = Word(random), b = Word(random);
            Assert.Equal(Table(a, b), EditDistance.Of(a, b));
            Assert.Equal(EditDistance.Of(a, b), EditDistance.Of(b, a));
            Assert.True(EditDistance.AtLeast(EditDistance.Signature(a), EditDistance.Signature(b)) <= EditDistance.Of(a, b), $"{a} {b}");
        }
    }

    [Fact]
    public void Long_texts_are_counted_too() => Assert.Equal(2, EditDistance.Of("x" + new string('a', 100) + "y", "z" + new string('a', 100) + "w"));

    [Fact]
    public void Beyond_the_limit_the_exact_distance_does_not_matter() => Assert.True(EditDistance.Of("willem", "bakkerij", 2) > 2);

    [Theory]
    [InlineData("martha", "marhta", 0.9611)]
    [InlineData("dixon", "dicksonx", 0.8133)]
    [InlineData("dwayne", "duane", 0.84)]
    [InlineData("aerts", "aerts", 1)]
    [InlineData("abc", "xyz", 0)]
    public void Jaro_Winkler_gives_the_published_values(string a, string b, double likeness)
    {
        Assert.Equal(likeness, JaroWinkler.Of(a, b), 4);
        Assert.Equal(JaroWinkler.Of(a, b), JaroWinkler.Of(b, a), 12);
    }

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(9)).Select(_ => (char)('a' + random.Next(3)))]);

    private static int Table(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0) { d[i, j] = i + j; continue; }
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
