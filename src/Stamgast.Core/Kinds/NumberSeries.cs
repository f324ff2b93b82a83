using System.Globalization;
using System.Text.RegularExpressions;
using Stamgast.Database;

namespace Stamgast.Kinds;

/// <summary>
/// The numbers of a kind in a shop, without gaps: a pattern such as "WEB-{year}-{0000}", whose zeros are the number with at least so many digits. With a
/// year in it, the numbers start again each year. Taken in the transaction that uses them.
/// </summary>
public static partial class NumberSeries
{
    /// <summary>The pattern where a shop has none of its own.</summary>
    public const string Usual = "{shop}{kind}-{year}-{0000}";

    /// <summary>The longest pattern, in characters.</summary>
    public const int Longest = 40;

    private const int MostTries = 10_000;

    /// <summary>True for a pattern that has one number, and of the other braces only those known.</summary>
    public static bool IsPattern(string pattern) =>
        pattern.Length <= Longest && Zeros().Count(pattern) == 1 && Zeros().Replace(pattern, "").Replace("{shop}", "", StringComparison.Ordinal)
            .Replace("{kind}", "", StringComparison.Ordinal).Replace("{year}", "", StringComparison.Ordinal).Replace("{yy}", "", StringComparison.Ordinal)
            .IndexOfAny(['{', '}', '|', ':']) < 0;

    /// <summary>The pattern of a kind in a shop.</summary>
    /// <param name="shop">Null for records without a shop.</param>
    public static string PatternOf(RecordKind kind, RecordState? shop) =>
        shop is not null && MapValue.Of(shop.Values[shop.Values.Shape.ByName("series")!], kind.Key) is { } own ? own : Usual;

    /// <summary>A number as the pattern has it.</summary>
    public static string Format(string pattern, RecordKind kind, RecordState? shop, int year, long number) => Zeros().Replace(
        pattern.Replace("{shop}", shop is null ? "" : shop.Values[shop.Values.Shape.ByName("code")!], StringComparison.Ordinal)
            .Replace("{kind}", kind.NumberLetter.Length == 0 || shop is null ? kind.NumberLetter : "-" + kind.NumberLetter, StringComparison.Ordinal)
            .Replace("{year}", year.ToString("0000", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{yy}", (year % 100).ToString("00", CultureInfo.InvariantCulture), StringComparison.Ordinal),
        zeros => number.ToString(new string('0', zeros.Length - 2), CultureInfo.InvariantCulture));

    /// <summary>The counter of the series: its own for each year when the year is in the pattern.</summary>
    public static string CounterOf(string pattern, RecordKind kind, RecordState? shop, int year) =>
        $"series:{kind.Key}:{(shop?.Id ?? 0).ToString(CultureInfo.InvariantCulture)}"
            + (pattern.Contains("{y", StringComparison.Ordinal) ? ":" + year.ToString(CultureInfo.InvariantCulture) : "");

    /// <summary>The number that the next record gets, for a page.</summary>
    public static string Preview(Base customers, RecordKind kind, RecordState? shop, int year)
    {
        var pattern = PatternOf(kind, shop);
        using var reader = customers.OpenReader();
        using var command = reader.Query("select coalesce(max(value), 0) from counter where name = @name", ("name", CounterOf(pattern, kind, shop, year)));
        return Format(pattern, kind, shop, year, Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) + 1);
    }

    /// <summary>Lets a series go on after a number, if it is not further already.</summary>
    public static void GoOnAfter(Base customers, RecordKind kind, RecordState? shop, int year, long number)
    {
        var name = CounterOf(PatternOf(kind, shop), kind, shop, year);
        customers.Write(transaction => transaction.Execute("""
            insert into counter(name, value) values(@name, @number)
            on conflict(name) do update set value = case when counter.value < @number then @number else counter.value end
            """, ("name", name), ("number", number)));
    }

    /// <summary>Takes the next number for a record. One that an import has given already is passed over.</summary>
    internal static string Take(WriteTransaction transaction, RecordKind kind, RecordValues values, KindContext context)
    {
        var (pattern, shop, year) = SeriesOf(kind, values, context);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var number = Format(pattern, kind, shop, year, transaction.Take(CounterOf(pattern, kind, shop, year), 1) + 1);
            if (kind.NumberKey is null || transaction.Number(
                $"select count(*) from {kind.Shape.Table} c where c.{kind.NumberKey.Name} = @key and {kind.Shape.Alive(transaction.Engine, "c")}",
                ("key", KeyOf(kind, values, number))) == 0) return number;
        }
        throw new RefusedException("series.taken", pattern);
    }

    /// <summary>Gives each of these records the next number of its series, a series at a time.</summary>
    /// <param name="taken">The keys of numbers that other records will have; these are added.</param>
    internal static void TakeAll(WriteTransaction transaction, RecordKind kind, IReadOnlyList<RecordValues> records, KindContext context, HashSet<string> taken)
    {
        foreach (var series in records.GroupBy(values => SeriesOf(kind, values, context)))
        {
            var (pattern, shop, year) = series.Key;
            var open = series.ToList();
            for (var tries = 0; open.Count > 0; tries++)
            {
                if (tries == MostTries) throw new RefusedException("series.taken", pattern);
                var first = transaction.Take(CounterOf(pattern, kind, shop, year), open.Count) + 1;
                var numbers = Enumerable.Range(0, open.Count).Select(i => Format(pattern, kind, shop, year, first + i)).ToList();
                var known = Known(transaction, kind, numbers.Select(n => KeyOf(kind, open[0], n)));
                var free = numbers.Where(n => KeyOf(kind, open[0], n) is var key && !known.Contains(key) && taken.Add(key)).ToList();
                for (var i = 0; i < free.Count; i++) open[i][kind.Number!] = free[i];
                open.RemoveRange(0, free.Count);
            }
        }
    }

    private static HashSet<string> Known(WriteTransaction transaction, RecordKind kind, IEnumerable<string> keys)
    {
        using var command = transaction.Command($"select c.{kind.NumberKey!.Name} from {kind.Shape.Table} c where c.{kind.NumberKey.Name} "
            + $"{transaction.Engine.OneOf()} and {kind.Shape.Alive(transaction.Engine, "c")}", ("list", transaction.Engine.Texts(keys)));
        using var rows = command.ExecuteReader();
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read()) known.Add(rows.GetString(0));
        return known;
    }

    private static (string Pattern, RecordState? Shop, int Year) SeriesOf(RecordKind kind, RecordValues values, KindContext context)
    {
        var shop = kind.Shop is { } field && values[field] is { } id ? context.Find(RecordShapes.Of(KindNumbers.Shops), long.Parse(id,
            CultureInfo.InvariantCulture)) : null;
        var day = kind.Date is { } date && values[date] is { } given ? given : context.Today;
        return (PatternOf(kind, shop), shop, int.Parse(day.AsSpan(0, 4), CultureInfo.InvariantCulture));
    }

    private static string KeyOf(RecordKind kind, RecordValues values, string number) => $"{(kind.Shop is { } of ? values[of] : null)}:{number}";

    [GeneratedRegex(@"\{0+\}", RegexOptions.CultureInvariant)]
    private static partial Regex Zeros();
}
