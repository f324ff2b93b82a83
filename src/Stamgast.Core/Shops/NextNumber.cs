using System.Globalization;
using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Shops;

/// <summary>
/// Says with which number the series of a kind in a shop goes on. Numbers that are taken are passed over, so going back gives no number twice.
/// </summary>
public sealed class NextNumber(Base customers)
{
    private const long Most = 999_999_999;

    /// <summary>Sets the next number of the present year.</summary>
    /// <exception cref="RefusedException">series.next: it is not a number from 1 on; busy</exception>
    public void Set(RecordKind kind, RecordState shop, int year, string next)
    {
        if (!long.TryParse(next.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > Most)
            throw new RefusedException("series.next", next.Length > 40 ? next[..40] + "…" : next);
        var counter = NumberSeries.CounterOf(NumberSeries.PatternOf(kind, shop), kind, shop, year);
        customers.Write(transaction => transaction.Take(counter, number - 1 - transaction.Take(counter, 0)));
    }

    /// <summary>The number that comes next, without its pattern.</summary>
    public long Of(RecordKind kind, RecordState shop, int year)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select coalesce(max(value), 0) from counter where name = @name",
            ("name", NumberSeries.CounterOf(NumberSeries.PatternOf(kind, shop), kind, shop, year)));
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) + 1;
    }
}
