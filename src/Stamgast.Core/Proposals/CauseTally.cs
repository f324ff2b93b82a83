using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;

namespace Stamgast.Proposals;

/// <summary>Counts rows, or cells, by cause of their problems.</summary>
internal sealed class CauseTally
{
    private const int MostExamples = 3;
    private const int LongestExample = 40;

    // By ordinal and code: no name is looked up for each row.
    private readonly Dictionary<(int Field, string Code, string? Extra), (long Rows, List<string> Examples)> found = [];

    /// <summary>The causes, the most frequent first.</summary>
    public IReadOnlyList<CountedCause> Found =>
        [.. found.Select(f => new CountedCause(ErrorCause.Of(new Problem(f.Key.Field, f.Key.Code, "") { Extra = f.Key.Extra }), f.Value.Rows, f.Value.Examples))
            .OrderByDescending(c => c.Rows).ThenBy(c => c.Cause.ToString(), StringComparer.Ordinal)];

    /// <summary>Counts the problems of one row: each cause once.</summary>
    public void Add(IReadOnlyList<Problem> problems)
    {
        for (var i = 0; i < problems.Count; i++)
            if (!HasBefore(problems, i)) Add(problems[i]);
    }

    public void Add(Problem problem)
    {
        var (rows, examples) = found.TryGetValue((problem.Field, problem.Code, problem.Extra), out var counted) ? counted : (0, []);
        if (examples.Count < MostExamples && Short(problem.Text) is { Length: > 0 } text && !examples.Contains(text)) examples.Add(text);
        found[(problem.Field, problem.Code, problem.Extra)] = (rows + 1, examples);
    }

    /// <summary>Adds the counts of another tally.</summary>
    public void Add(CauseTally other)
    {
        foreach (var (key, (rows, examples)) in other.found)
            found[key] = found.TryGetValue(key, out var counted) ? (counted.Rows + rows, [.. counted.Examples.Concat(examples).Distinct().Take(MostExamples)])
                : (rows, examples);
    }

    /// <summary>The counts with one row replaced by another.</summary>
    public static IReadOnlyList<CountedCause> Moved(IReadOnlyList<CountedCause> causes, IReadOnlyList<Problem> before, IReadOnlyList<Problem> after)
    {
        if (before.Count + after.Count == 0) return causes;
        var counted = causes.ToDictionary(c => c.Cause);
        foreach (var problem in before.DistinctBy(ErrorCause.Of))
            if (counted.TryGetValue(ErrorCause.Of(problem), out var old)) counted[old.Cause] = old with { Rows = old.Rows - 1 };
        foreach (var problem in after.DistinctBy(ErrorCause.Of))
        {
            var cause = ErrorCause.Of(problem);
            counted[cause] = counted.TryGetValue(cause, out var known) ? known with { Rows = known.Rows + 1 }
                : new CountedCause(cause, 1, Short(problem.Text) is { Length: > 0 } text ? [text] : []);
        }
        return [.. counted.Values.Where(c => c.Rows > 0).OrderByDescending(c => c.Rows).ThenBy(c => c.Cause.ToString(), StringComparer.Ordinal)];
    }

    private static bool HasBefore(IReadOnlyList<Problem> problems, int at)
    {
        for (var i = 0; i < at; i++)
            if (problems[i].Field == problems[at].Field && problems[i].Code == problems[at].Code && problems[i].Extra == problems[at].Extra) return true;
        return false;
    }

    private static string Short(string text) => text.Length > LongestExample ? text[..LongestExample] + "…" : text;
}
