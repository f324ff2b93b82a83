namespace Stamgast.Importing.Guessing;

/// <summary>The order of day, month and year in a column.</summary>
public enum DateOrderFinding
{
    /// <summary>The column has no dates for which the order matters.</summary>
    None,
    DayFirst,
    MonthFirst,
    /// <summary>Each date could be read both ways: a person must say.</summary>
    Undecided,
    /// <summary>Some dates are only possible with the day first, others only with the month first: a person must look.</summary>
    Mixed,
}

/// <summary>
/// Gathers, over a whole column, whether 03/04/1985 means April or March: one date that only works one way decides for all (D11).
/// Dates with points are read day first, as everywhere that writes them so, unless one of them cannot be.
/// </summary>
public sealed class DateOrderGuess
{
    private const int MostExamples = 3;
    private readonly List<string> examples = [];
    private long dayFirst;
    private long monthFirst;
    private long either;
    private long eitherWithPoints;

    /// <summary>The first dates that decided, or that could be read both ways when none does.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>Dates that could be read both ways.</summary>
    public long Ambiguous => either;

    public DateOrderFinding Finding => (dayFirst, monthFirst) switch
    {
        ( > 0, 0) => DateOrderFinding.DayFirst,
        (0, > 0) => DateOrderFinding.MonthFirst,
        ( > 0, > 0) => DateOrderFinding.Mixed,
        _ when either == 0 => DateOrderFinding.None,
        _ when eitherWithPoints == either => DateOrderFinding.DayFirst,
        _ => DateOrderFinding.Undecided,
    };

    /// <summary>Looks at one cell; anything but a date of two small numbers and a year is ignored.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        var time = cell.IndexOfAny(' ', 'T');
        if (time > 5) cell = cell[..time];
        var first = cell.IndexOfAny("/-.");
        if (first is < 1 or > 2 || cell.Length > 10) return;
        var rest = cell[(first + 1)..];
        var second = rest.IndexOf(cell[first]);
        if (second is < 1 or > 2 || rest.Length - second - 1 is not (2 or 4)) return;
        if (!int.TryParse(cell[..first], out var a) || !int.TryParse(rest[..second], out var b) || !int.TryParse(rest[(second + 1)..], out _)) return;
        if (a is < 1 or > 31 || b is < 1 or > 31 || (a > 12 && b > 12)) return;
        var decided = dayFirst + monthFirst > 0;
        if (a > 12 || b > 12)
        {
            if (!decided) examples.Clear();
            if (a > 12) dayFirst++;
            else monthFirst++;
            Show(cell);
        }
        else if (a != b)
        {
            either++;
            if (cell[first] == '.') eitherWithPoints++;
            if (!decided) Show(cell);
        }
    }

    private void Show(ReadOnlySpan<char> cell)
    {
        if (examples.Count < MostExamples) examples.Add(cell.ToString());
    }
}
