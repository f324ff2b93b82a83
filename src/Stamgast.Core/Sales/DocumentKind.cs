using System.Globalization;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Sales.Lines;
using Stamgast.Shops;

namespace Stamgast.Sales;

/// <summary>A kind with lines: order, offer, invoice.</summary>
public abstract class DocumentKind(string key, string table, FieldList fields) : RecordKind(key, table, fields)
{
    public KindField Lines => By("lines")!;

    public KindField Net => By("net")!;

    public KindField Vat => By("vat")!;

    public KindField Total => By("total")!;

    /// <inheritdoc />
    public override bool NeedsActiveCustomer => true;

    /// <inheritdoc />
    public override void Derive(RecordValues values)
    {
        // A document that came from elsewhere may have a total and no lines.
        if (values[Lines] is null)
        {
            var given = By("amount") is { } amount ? values[amount] : null;
            (values[Net], values[Vat], values[Total]) = (given ?? Amount.Write(0), Amount.Write(0), given ?? Amount.Write(0));
            return;
        }
        // Lines whose totals are too large are refused (LineRules) and never stored.
        if (Totals.Within(DocumentLine.All(values[Lines]).Select(l => l.Line)) is not { } totals) return;
        (values[Net], values[Vat], values[Total]) = (Amount.Write(totals.Net), Amount.Write(totals.Vat), Amount.Write(totals.Total));
    }

    /// <inheritdoc />
    public override void Settle(RecordValues values, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        values[Date!] ??= context.Today;
        if (values[Lines] != was[Lines]) LineRules.Check(Lines, values[Lines], [was[Lines], .. Earlier(values, context)], problems);
        var shop = context.Find(ShopKind.Instance, values[Shop!]);
        values[Currency!] = (values[Currency!] ?? shop?.Values[ShopKind.InCurrency] ?? context.Settings.Currency).ToUpperInvariant();
        if (shop is not null && values[Shop!] != was[Shop!] && shop.Values[ShopKind.Active] == "0")
            problems.Add(new FieldProblem(Shop!, "record.shop.inactive", shop.Values[ShopKind.Name] ?? ""));
    }

    // The lines of the documents that this one follows.
    private IEnumerable<string?> Earlier(RecordValues values, KindContext context) => Fields
        .Where(f => values[f] is not null && RecordKinds.Find(f.To ?? "") is DocumentKind)
        .Select(f => (Of: (DocumentKind)RecordKinds.Of(f.To!), Id: values[f]))
        .Select(d => context.Find(d.Of, d.Id)?.Values[d.Of.Lines]);

    /// <summary>The customer's ID; null without one.</summary>
    public long? CustomerOf(RecordValues values) => values[Customer!] is { } id ? long.Parse(id, CultureInfo.InvariantCulture) : null;
}
