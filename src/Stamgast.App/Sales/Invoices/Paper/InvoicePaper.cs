using System.Globalization;
using Stamgast.Customers;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Language;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Shops;

namespace Stamgast.App.Sales.Invoices.Paper;

/// <summary>
/// An invoice or credit note as a PDF file: the shop, the customer as issued, the lines, the VAT of each rate, the totals, and how to pay. In the
/// language of the invoice. The same invoice gives the same file.
/// </summary>
/// <param name="row">The invoice with what was paid.</param>
/// <param name="shop">Its shop.</param>
/// <param name="customer">The customer as issued, or as they are now for a draft.</param>
/// <param name="logo">The bytes of the logo; null without one.</param>
internal sealed class InvoicePaper(RecordRow row, RecordValues shop, CustomerValues customer, byte[]? logo, CultureInfo culture) : IDisposable
{
    private const double QuantityAt = 370;
    private const double PriceAt = 425;
    private const double VatAt = 465;
    private const double LogoHeight = 46;
    private const double CodeSide = 92;

    private readonly PaperPages pages = new();

    private RecordValues Invoice => row.State.Values;

    private string Currency => Invoice[InvoiceKind.InCurrency] ?? "EUR";

    private decimal Total => Amount.Of(Invoice[InvoiceKind.OfTotal]);

    private bool IsDraft => Invoice[InvoiceKind.OfState] == InvoiceKind.Draft;

    private bool IsCredit => Invoice[InvoiceKind.Credits] is not null || Total < 0;

    /// <summary>The text of the QR code of an invoice; null when it has none: it is a draft, a credit note, or not in euros.</summary>
    public string? Payload => IsDraft || IsCredit ? null : PaymentCode.Payload(shop[ShopKind.Iban], shop[ShopKind.Bic],
        shop[ShopKind.LegalName] ?? shop[ShopKind.Name] ?? "", Total, Currency, Invoice[InvoiceKind.Remittance] ?? Invoice[InvoiceKind.OwnNumber]);

    /// <summary>The name of the file.</summary>
    public string FileName => $"{Title}.pdf";

    private string Title => IsDraft ? T("paper.draft") : T(IsCredit ? "paper.credit" : "paper.invoice", Invoice[InvoiceKind.OwnNumber]);

    /// <summary>True when the shop has a logo that could not be drawn; known once the file is written.</summary>
    public bool LacksLogo { get; private set; }

    /// <summary>The file.</summary>
    public byte[] Write()
    {
        Head();
        Lines();
        Sums();
        Payment();
        if (shop[ShopKind.Footer] is { } footer)
        {
            pages.Y += 12;
            pages.Text(footer, PaperPages.Left, PaperPages.Right - PaperPages.Left, PaperText.Small);
        }
        var made = DateTime.SpecifyKind(DayOf(Invoice[InvoiceKind.Dated]) ?? DateTime.UnixEpoch, DateTimeKind.Utc);
        return pages.Write(Title, (page, all) => $"{Title} · {T("paper.page", page, all)}", made);
    }

    /// <inheritdoc />
    public void Dispose() => pages.Dispose();

    private void Head()
    {
        var top = pages.Y;
        if (logo is not null && pages.Picture(logo, PaperPages.Left, 180, LogoHeight)) pages.Y += LogoHeight + 8;
        else LacksLogo = shop[ShopKind.Logo] is not null;
        pages.Text(shop[ShopKind.LegalName] ?? shop[ShopKind.Name] ?? "", PaperPages.Left, 230, PaperText.Title);
        pages.Y += 2;
        foreach (var line in (string?[])[shop[ShopKind.Address], shop[ShopKind.VatNumber] is { } vat ? T("paper.vatNumber", vat)
            : shop[ShopKind.EnterpriseNumber], shop[ShopKind.SenderEmail], shop[ShopKind.Website]])
            if (line is not null) pages.Text(line, PaperPages.Left, 230);
        var below = pages.Y;
        pages.Y = top;
        pages.Text(Title, 330, PaperPages.Right - 330, PaperText.Strong);
        foreach (var line in (string?[])[Day(InvoiceKind.Dated, "paper.date"), IsCredit ? null : Day(InvoiceKind.DueDate, "paper.due"),
            Invoice[InvoiceKind.Title]])
            if (line is not null) pages.Text(line, 330, PaperPages.Right - 330);
        pages.Y = Math.Max(below, pages.Y) + 22;
        foreach (var line in Addressee()) pages.Text(line, 330, PaperPages.Right - 330);
        if (customer[CustomerFields.VatNumber] is { } theirs) pages.Text(T("paper.vatNumber", theirs), 330, PaperPages.Right - 330);
        if (customer[CustomerFields.Number] is { } number) pages.Text(T("paper.customer", number), 330, PaperPages.Right - 330, PaperText.Small);
        pages.Y += 22;
    }

    private IEnumerable<string> Addressee()
    {
        if (Invoice[InvoiceKind.BillTo] is { } given) return [given];
        var street = string.Join(' ', new[] { customer[CustomerFields.Street], customer[CustomerFields.HouseNumber],
            customer[CustomerFields.Box] is { } box ? T("paper.box", box) : null }.Where(p => p is not null));
        var town = string.Join(' ', new[] { customer[CustomerFields.PostalCode], customer[CustomerFields.City] }.Where(p => p is not null));
        var country = customer[CustomerFields.Country] is { } code && code != "BE" ? CountryOf(code) : null;
        return new[] { customer.DisplayName, street, town, country }.Where(l => !string.IsNullOrEmpty(l)).Select(l => l!);
    }

    private void Lines()
    {
        var lines = DocumentLine.All(Invoice[InvoiceKind.OfLines]);
        if (lines.Count == 0) return;
        Caption();
        foreach (var (_, line) in lines)
        {
            var said = line.Text.Length > 0 ? line.Text : line.Code;
            if (line.Discount != 0) said += $" (−{Number(line.Discount)} %)";
            var texts = pages.Wrap(said, QuantityAt - PaperPages.Left - 60);
            if (pages.Need(texts.Count * PaperPages.HeightOf(PaperText.Usual) + 6)) Caption();
            pages.Line((Number(line.Quantity) + " " + line.Unit).TrimEnd(), QuantityAt, toRight: true);
            pages.Line(Money(line.Price), PriceAt, toRight: true);
            pages.Line(Number(line.Vat) + " %", VatAt, toRight: true);
            pages.Line(Money(line.Net), PaperPages.Right, toRight: true);
            foreach (var text in texts)
            {
                pages.Need(PaperPages.HeightOf(PaperText.Usual));
                pages.Line(text, PaperPages.Left);
                pages.Y += PaperPages.HeightOf(PaperText.Usual);
            }
            pages.Y += 2;
            pages.Rule();
            pages.Y += 4;
        }
    }

    private void Caption()
    {
        pages.Line(T("line.text"), PaperPages.Left, PaperText.Small);
        pages.Line(T("line.quantity"), QuantityAt, PaperText.Small, toRight: true);
        pages.Line(T("line.price"), PriceAt, PaperText.Small, toRight: true);
        pages.Line(T("line.vat"), VatAt, PaperText.Small, toRight: true);
        pages.Line(T("line.net"), PaperPages.Right, PaperText.Small, toRight: true);
        pages.Y += PaperPages.HeightOf(PaperText.Small) + 3;
        pages.Rule();
        pages.Y += 4;
    }

    private void Sums()
    {
        var rates = Totals.Of(DocumentLine.All(Invoice[InvoiceKind.OfLines]).Select(l => l.Line)).Rates;
        pages.Need((rates.Count + 3) * 14 + 12);
        pages.Y += 6;
        if (rates.Count > 0) Sum(T("total.net"), Amount.Of(Invoice[InvoiceKind.OfNet]));
        foreach (var rate in rates) Sum(T("total.vat", Number(rate.Rate), Money(rate.Net)), rate.Vat);
        Sum(T(IsCredit ? "paper.toReceive" : "paper.toPay"), IsCredit ? Math.Abs(Total) : Total, PaperText.Strong);
    }

    private void Sum(string caption, decimal amount, PaperText looks = PaperText.Usual)
    {
        pages.Line(caption, 330, looks);
        pages.Line($"{(Currency == "EUR" ? "€" : Currency)} {Money(amount)}", PaperPages.Right, looks, toRight: true);
        pages.Y += 14;
    }

    private void Payment()
    {
        if (IsDraft || IsCredit || Total <= 0) return;
        var squares = Payload is { } payload ? PaymentCode.Squares(payload) : [];
        pages.Need(CodeSide + 20);
        pages.Y += 10;
        var (top, x) = (pages.Y, PaperPages.Left);
        if (squares.Count > 0)
        {
            var side = CodeSide / squares.Count;
            for (var i = 0; i < squares.Count; i++)
                for (var j = 0; j < squares[i].Count; j++)
                    if (squares[i][j]) pages.Square(x + j * side, top + i * side, side);
            x += CodeSide + 12;
            pages.Y += 16;
            pages.Text(T("paper.app"), x, 200, PaperText.Small);
            pages.Y += 4;
        }
        if (shop[ShopKind.Iban] is { } iban) pages.Text(T("paper.account", Grouped(iban)), x, PaperPages.Right - x);
        if (Invoice[InvoiceKind.Remittance] is { } message) pages.Text(T("paper.message", message), x, PaperPages.Right - x, PaperText.Strong);
        if (squares.Count > 0) pages.Y = Math.Max(pages.Y, top + CodeSide + 4);
    }

    private string? Day(KindField field, string key) => DayOf(Invoice[field]) is { } day ? T(key, day.ToString("d MMMM yyyy", culture)) : null;

    private static DateTime? DayOf(string? value) =>
        DateTime.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private string T(string key, params object?[] arguments) => Texts.Get(key, culture, arguments);

    private string Money(decimal amount) => Amount.Show(amount, 2, culture);

    private string Number(decimal number) => Amount.Show(number, 0, culture).TrimEnd('.', ',');

    private static string Grouped(string iban) => string.Join(' ', iban.Replace(" ", "", StringComparison.Ordinal).Chunk(4).Select(c => new string(c)));

    private string CountryOf(string code) => Countries.Name(code, culture);
}
