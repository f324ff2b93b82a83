using System.Globalization;

namespace Stamgast.Benchmarks.Shapes;

/// <summary>Shared by all shapes: values of which a few are frequent and many rare, and the errors that people make when they type.</summary>
internal sealed class Invention(int seed)
{
    private const string Keys = "qwertyuiopasdfghjklzxcvbnm";

    private static readonly string[] Syllables =
        ("ba ber bo dor fel ger hal heim hof kam kle lan mey mul ner neu rich ros sch stein vo wag wal web wei zim kra lech ster ing burg feld ton ham ford "
            + "ley wick by gate mor pen tre hart wood mar clay ash el low wor cot den").Split(' ');

    public Random Random { get; } = new(seed);

    public bool Chance(double probability) => Random.NextDouble() < probability;

    public T One<T>(params IReadOnlyList<T> of) => of[Random.Next(of.Count)];

    public int Between(int least, int most) => Random.Next(least, most + 1);

    /// <summary>Distinct words of two to three syllables.</summary>
    public string[] Words(int count, string ending = "")
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < count)
        {
            var word = string.Concat(Enumerable.Range(0, Between(2, 3)).Select(_ => One(Syllables))) + ending;
            words.Add(word);
        }
        return [.. words];
    }

    /// <summary>Draws values where the n-th is as frequent as n to the power of minus the slope (G. K. Zipf).</summary>
    public Func<string> Frequent(IReadOnlyList<string> values, double slope)
    {
        var sums = new double[values.Count];
        for (var i = 0; i < sums.Length; i++) sums[i] = Math.Pow(i + 1, -slope) + (i > 0 ? sums[i - 1] : 0);
        return () =>
        {
            var at = Array.BinarySearch(sums, Random.NextDouble() * sums[^1]);
            return values[Math.Min(values.Count - 1, at < 0 ? ~at : at)];
        };
    }

    public DateOnly Date(int from, int to) => new DateOnly(from, 1, 1).AddDays(Random.Next((to - from + 1) * 365));

    /// <summary>A letter left out, put in, replaced, or two exchanged.</summary>
    public string Typo(string text)
    {
        if (text.Length < 2) return text;
        var at = Random.Next(text.Length);
        switch (Random.Next(4))
        {
            case 0: return text.Remove(at, 1);
            case 1: return text.Insert(at, Letter(text).ToString());
            case 2: return text.Remove(at, 1).Insert(at, Letter(text).ToString());
            default:
                at = Math.Min(at, text.Length - 2);
                return string.Concat(text.AsSpan(0, at), text.AsSpan(at + 1, 1), text.AsSpan(at, 1), text.AsSpan(at + 2));
        }
    }

    private char Letter(string text) => text.Any(char.IsLetter) ? One(Keys.ToCharArray()) : (char)('0' + Random.Next(10));

    public string Number(int least, int most) => Between(least, most).ToString(CultureInfo.InvariantCulture);
}
