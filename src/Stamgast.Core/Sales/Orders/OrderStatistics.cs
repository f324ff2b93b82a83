using System.Globalization;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.Sales.Orders;

/// <summary>The turnover of a quarter, without VAT.</summary>
/// <param name="First">Its first day.</param>
public sealed record QuarterTurnover(DateOnly First, decimal Turnover, long Orders)
{
    public DateOnly Last => First.AddMonths(3).AddDays(-1);

    public int Number => (First.Month + 2) / 3;
}

/// <summary>What a customer ordered in one currency: finished and active orders; drafts and those on hold or cancelled never count.</summary>
/// <param name="LastDay">Of the last order; null when none has a date.</param>
/// <param name="ThisYear">The number and turnover of the present year.</param>
/// <param name="Quarters">The last eight, the present one included, from the oldest on.</param>
public sealed record OrderFigures(
    string Currency, long Orders, decimal Turnover, DateOnly? LastDay, (long Orders, decimal Turnover) ThisYear, IReadOnlyList<QuarterTurnover> Quarters)
{
    /// <summary>The average of an order, to cents.</summary>
    public decimal Average => Orders == 0 ? 0 : Lines.Totals.Round(Turnover / Orders);
}

/// <summary>Sums up the orders of a customer and of those merged into it, from one index.</summary>
public static class OrderStatistics
{
    private const int QuartersShown = 8;

    /// <summary>By currency, the one with the most orders first.</summary>
    public static IReadOnlyList<OrderFigures> Of(Base customers, long customer, DateOnly today)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query($"""
            select coalesce(c.currency, ''), {customers.Engine.TypedAs("c.date", "text")}, count(*), coalesce(sum(c.net), 0) from sale_order c
            where c.customer in {Sql.InList(AbsorbedCustomers.With(customers, customer))} and c.state in ('{OrderKind.Active}', '{OrderKind.Finished}')
                and {customers.Engine.No("c.trashed")} group by c.currency, c.date
            """);
        using var rows = command.ExecuteReader();
        var days = new List<(string Currency, DateOnly? Day, long Orders, decimal Net)>();
        while (rows.Read())
            days.Add((rows.GetString(0), rows.TextOrNull(1) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
                rows.GetInt64(2), Convert.ToDecimal(rows.GetValue(3), CultureInfo.InvariantCulture) / 10_000m));
        return [.. days.GroupBy(d => d.Currency, StringComparer.Ordinal).Select(g => Figures(g.Key, [.. g], today))
            .OrderByDescending(f => f.Orders).ThenBy(f => f.Currency, StringComparer.Ordinal)];
    }

    private static OrderFigures Figures(string currency, List<(string Currency, DateOnly? Day, long Orders, decimal Net)> days, DateOnly today)
    {
        var first = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).AddMonths(-3 * (QuartersShown - 1));
        var thisYear = days.FindAll(d => d.Day?.Year == today.Year);
        return new OrderFigures(currency, days.Sum(d => d.Orders), days.Sum(d => d.Net), days.Max(d => d.Day),
            (thisYear.Sum(d => d.Orders), thisYear.Sum(d => d.Net)),
            [.. Enumerable.Range(0, QuartersShown).Select(i =>
            {
                var quarter = new QuarterTurnover(first.AddMonths(3 * i), 0, 0);
                var within = days.FindAll(d => d.Day >= quarter.First && d.Day <= quarter.Last);
                return quarter with { Turnover = within.Sum(d => d.Net), Orders = within.Sum(d => d.Orders) };
            })]);
    }
}
