using System.Globalization;
using Stamgast.Database;
using Stamgast.Merging;

namespace Stamgast.Sales.Invoices;

/// <summary>What a customer owes and was billed, with those merged into it, by currency ("" without one).</summary>
/// <param name="Open">What is open of booked invoices.</param>
/// <param name="Overdue">The part of it whose day has passed.</param>
/// <param name="Credit">What they have to their credit: credit notes not applied yet, and what was paid and credited too much.</param>
/// <param name="Billed">The total of all booked invoices and credit notes, paid or not.</param>
public sealed record InvoiceSums(
    IReadOnlyDictionary<string, (decimal Sum, long Count)> Open, IReadOnlyDictionary<string, (decimal Sum, long Count)> Overdue,
    IReadOnlyDictionary<string, (decimal Sum, long Count)> Credit, IReadOnlyDictionary<string, (decimal Sum, long Count)> Billed)
{
    /// <summary>Of no invoices.</summary>
    public static readonly InvoiceSums Nothing = new(Empty(), Empty(), Empty(), Empty());

    /// <summary>In one passage, which an index alone answers.</summary>
    /// <param name="today">The present day of the organisation.</param>
    public static InvoiceSums Of(Base customers, long customer, string today)
    {
        const string open = "c.open_amount > 0";
        var overdue = InvoiceKind.Instance.Special("overdue", today)!;
        using var reader = customers.OpenReader();
        using var command = reader.Query($"""
            select coalesce(c.currency, ''), {Sum("c.open_amount", open)}, {Sum("c.open_amount", overdue)},
                {Sum("-c.open_amount", "c.open_amount < 0")}, coalesce(sum(c.total), 0), count(*)
            from invoice c where {customers.Engine.No("c.trashed")} and c.customer in {Sql.InList(AbsorbedCustomers.With(customers, customer))}
                and c.state in ('{InvoiceKind.Booked}', '{InvoiceKind.InProgress}')
            group by 1
            """);
        using var rows = command.ExecuteReader();
        var (all, late, credit, billed) = (Empty(), Empty(), Empty(), Empty());
        while (rows.Read())
        {
            Add(all, 1);
            Add(late, 3);
            Add(credit, 5);
            Add(billed, 7);
        }
        return new InvoiceSums(all, late, credit, billed);

        void Add(SortedDictionary<string, (decimal, long)> sums, int at)
        {
            var count = Convert.ToInt64(rows.GetValue(at + 1), CultureInfo.InvariantCulture);
            if (count > 0) sums[rows.GetString(0)] = (Convert.ToDecimal(rows.GetValue(at), CultureInfo.InvariantCulture) / 10_000m, count);
        }
    }

    private static string Sum(string column, string condition) =>
        $"coalesce(sum(case when {condition} then {column} end), 0), count(case when {condition} then 1 end)";

    private static SortedDictionary<string, (decimal Sum, long Count)> Empty() => new(StringComparer.Ordinal);
}
