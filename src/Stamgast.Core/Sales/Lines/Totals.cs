using Stamgast.Formats;

namespace Stamgast.Sales.Lines;

/// <summary>The VAT of one rate: the rate in percent, the taxed amount, and the tax.</summary>
public readonly record struct VatOfRate(decimal Rate, decimal Net, decimal Vat);

/// <summary>
/// The totals of a document: each line is rounded to cents, VAT is computed for each rate over the sum of its lines and rounded once (EN 16931, BR-CO-17;
/// allowed in Belgium and in the Netherlands). Half a cent goes away from zero.
/// </summary>
public sealed record Totals(decimal Net, IReadOnlyList<VatOfRate> Rates)
{
    public decimal Vat => Rates.Sum(r => r.Vat);

    public decimal Total => Net + Vat;

    /// <summary>The totals of lines.</summary>
    public static Totals Of(IEnumerable<DocumentLine> lines)
    {
        var rates = lines.GroupBy(l => l.Vat).OrderBy(g => g.Key).Select(g =>
        {
            var net = g.Sum(l => l.Net);
            return new VatOfRate(g.Key, net, Round(net * g.Key / 100));
        }).ToList();
        return new Totals(rates.Sum(r => r.Net), rates);
    }

    /// <summary>The totals of lines; null when one of them is larger than an <see cref="Amount"/> can be.</summary>
    public static Totals? Within(IEnumerable<DocumentLine> lines)
    {
        try
        {
            var totals = Of(lines);
            return Amount.Fits(totals.Net) && Amount.Fits(totals.Vat) && Amount.Fits(totals.Total) ? totals : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>To cents, half away from zero.</summary>
    public static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);
}
