using Stamgast.Comparing;
using Stamgast.Comparing.Names;
using Stamgast.Text;

namespace Stamgast.Profiling;

/// <summary>What the values of one column look like; shares of the rows with a value, 0 to 1.</summary>
internal sealed class ColumnShape
{
    /// <summary>Rows with a value, and how many distinct values there are.</summary>
    public int Filled { get; private init; }
    public int Distinct { get; private init; }
    public bool IsUnique { get; private init; }
    /// <summary>True when no value appears in two rows, apart from one filler such as 0.</summary>
    public bool NeverRepeats { get; private init; }
    public double Emails { get; private set; }
    public double Phones { get; private set; }
    public double Dialled { get; private set; }
    public double Ibans { get; private set; }
    public double CompanyNumbers { get; private set; }
    public double Dates { get; private set; }
    public double WholeDates { get; private set; }
    public double LegalForms { get; private set; }
    /// <summary>Names with a word that companies, shops and schools have in their names, and persons hardly ever.</summary>
    public double CompanyWords { get; private set; }
    public double Streets { get; private set; }
    public double PostalCodes { get; private set; }
    public double GivenNames { get; private set; }
    public double Letters { get; private set; }
    public double Digits { get; private set; }
    public double AverageLength { get; private set; }
    public double AverageWords { get; private set; }
    /// <summary>Most values have a first name and another word.</summary>
    public bool HoldsWholeNames => GivenNames > 0.4 && AverageWords > 1.6;
    public bool LooksLikeBirthDates { get; private set; }
    public bool IsDayFirst { get; private set; } = true;
    /// <summary>Full names are written with the family name first.</summary>
    public bool IsFamilyFirst => nameOrder < 0;
    private int nameOrder;

    public static ColumnShape Look(MatchingTable table, int column, int sample)
    {
        var pool = table.Values(column);
        int filled = 0, most = 0;
        var uses = new int[pool.Count];
        foreach (var id in table.Ids(column).AsSpan(0, table.Rows))
        {
            if (id == 0) continue;
            filled++;
            most = Math.Max(most, ++uses[id]);
        }
        var distinct = pool.Count - 1;
        var values = new ColumnShape { Filled = filled, Distinct = distinct, IsUnique = distinct == table.Rows && distinct > 0,
            NeverRepeats = filled - most - (distinct - 1) <= filled / 200 && distinct > 1 };
        // Values are taken by their hash, so that the order of the rows plays no part.
        var limit = distinct <= sample ? uint.MaxValue : (uint)((double)uint.MaxValue / distinct * sample);
        var looked = 0L;
        var years = new List<int>();
        int dayFirst = 0, monthFirst = 0;
        for (var id = 1; id <= distinct; id++)
        {
            if (pool.HashOf(id) > limit) continue;
            looked += uses[id];
            values.Count(pool[id], uses[id], years);
            var votes = BirthDates.OrderVotes(pool[id]);
            dayFirst += votes.DayFirst;
            monthFirst += votes.MonthFirst;
        }
        values.Average(Math.Max(1, looked));
        values.IsDayFirst = monthFirst <= dayFirst;
        years.Sort();
        values.LooksLikeBirthDates = years.Count > 0 && years[years.Count / 2] < DateTime.UtcNow.Year - 18 && years[^1] - years[0] > 15;
        return values;
    }

    private void Count(ReadOnlySpan<char> cell, int weight, List<int> years)
    {
        // For a list ("+32 486 12 33 09 | 03 216 40 50"), the first value tells the kind.
        var end = cell.IndexOfAny('|', ';');
        var value = end > 0 ? cell[..end].TrimEnd() : cell;
        var folded = Folding.Fold(value);
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int digits = 0, letters = 0;
        foreach (var c in folded)
        {
            if (char.IsDigit(c)) digits++;
            else if (c != ' ') letters++;
        }
        AverageLength += (double)weight * cell.Length;
        AverageWords += (double)weight * words.Length;
        var at = value.IndexOf('@');
        if (at > 0 && at < value.Length - 1) Emails += weight;
        if (digits is >= 6 and <= 15 && letters <= 3) Phones += weight;
        if (digits >= 8 && (value[0] is '+' or '0' or '(')) Dialled += weight;
        if (digits > 0 && letters == 0) Digits += weight;
        if (letters > 0 && digits == 0) Letters += weight;
        var solid = folded.Replace(" ", "", StringComparison.Ordinal);
        if (solid.Length is >= 15 and <= 34 && char.IsAsciiLetter(solid[0]) && char.IsAsciiLetter(solid[1]) && char.IsAsciiDigit(solid[2])
            && char.IsAsciiDigit(solid[3])) Ibans += weight;
        else if (solid.Length is >= 10 and <= 14 && char.IsAsciiLetter(solid[0]) && char.IsAsciiLetter(solid[1]) && digits >= 8) CompanyNumbers += weight;
        var date = BirthDates.Read(value);
        if (date != 0) Dates += weight;
        if (date % 100 != 0 && solid.Length >= 6 && date / 10000 is > 1000 and < 2200)
        {
            WholeDates += weight;
            years.Add(date / 10000);
        }
        if (words.Length > 1 && Stamgast.Text.LegalForms.IsIn(folded)) LegalForms += weight;
        if (words.Length > 1 && words.Any(Stamgast.Text.LegalForms.IsTrade)) CompanyWords += weight;
        if (letters > 3 && StreetWords.AreIn(folded)) Streets += weight;
        if (solid.Length is >= 4 and <= 7 && digits is 4 or 5 && letters <= 3 && !HasDecimals(value)) PostalCodes += weight;
        if (words.Length > 0 && words.Any(w => Nicknames.Knows(w))) GivenNames += weight;
        nameOrder += PersonName.OrderVote(words);
    }

    // "123.45" and "1.250,00" are amounts; "2000.0" is a code that a program took for a number.
    private static bool HasDecimals(ReadOnlySpan<char> value)
    {
        var point = value.LastIndexOfAny('.', ',');
        return point > 0 && point < value.Length - 1 && value[(point + 1)..].IndexOfAnyExceptInRange('0', '9') < 0
            && value[(point + 1)..].IndexOfAnyExcept('0') is var other && (other >= 0 || value.Length - point > 2);
    }

    private void Average(double looked)
    {
        Emails /= looked;
        Phones /= looked;
        Dialled /= looked;
        Ibans /= looked;
        CompanyNumbers /= looked;
        Dates /= looked;
        WholeDates /= looked;
        LegalForms /= looked;
        CompanyWords /= looked;
        Streets /= looked;
        PostalCodes /= looked;
        GivenNames /= looked;
        Letters /= looked;
        Digits /= looked;
        AverageLength /= looked;
        AverageWords /= looked;
    }
}
