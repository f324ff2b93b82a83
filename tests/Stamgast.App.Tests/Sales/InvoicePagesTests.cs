using System.Net;
using Stamgast.App.Sales.Invoices.Paper;
using Stamgast.App.Tests.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Outbox;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Payments;
using Stamgast.Shops;
using Stamgast.Testing;
using UglyToad.PdfPig;
using ZXing.Common;
using ZXing.QrCode.Internal;

namespace Stamgast.App.Tests.Sales;

public sealed class InvoicePagesTests
{
    private const string Iban = "BE68539007547034";

    private static long Add(Base customers, RecordKind kind, params (KindField Field, string? Text)[] texts) => CreateRecord.IdOf(customers,
        new CreateRecord(customers, kind, Viewer.CommandLine, TimeProvider.System).Do(GivenRecord.New(kind, texts), Actor.CommandLine, GivenBy.Steps));

    private static long AddInvoice(RunningApp app, string language = "nl", int lines = 2, string name = "Aerts")
    {
        new CreateCustomer(app.Base, TimeProvider.System).Do(new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?>
        {
            [CustomerFields.FirstName] = "Jozefien", [CustomerFields.LastName] = name, [CustomerFields.Street] = "Karel Oomsstraat",
            [CustomerFields.HouseNumber] = "14", [CustomerFields.PostalCode] = "2018", [CustomerFields.City] = "Antwerpen",
            [CustomerFields.Language] = language,
        }), Actor.CommandLine);
        Add(app.Base, ShopKind.Instance, (ShopKind.Name, "Webshop BE"), (ShopKind.Code, "web"), (ShopKind.LegalName, "Branderij Peeters"),
            (ShopKind.Address, "Kaasstraat 9\n2000 Antwerpen"), (ShopKind.Iban, Iban), (ShopKind.Languages, "en\nnl\nfr\nde"));
        var id = Add(app.Base, InvoiceKind.Instance, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.Dated, "2026-11-04"),
            (InvoiceKind.OfLines, DocumentLine.Map(Enumerable.Range(1, lines).Select(i => new DocumentLine
            {
                Text = i == 1 ? "Kerstdoos “Drie landen”" : "Espressobonen Łódź Ωμέγα " + i, Quantity = 3, Price = 89.50m, Vat = i % 2 == 0 ? 21 : 6,
            }))));
        new StepRecords(app.Base, InvoiceKind.Instance, Viewer.CommandLine, TimeProvider.System).Do([id], InvoiceKind.Instance.Steps[0],
            new Dictionary<int, string?>(), Actor.CommandLine);
        return id;
    }

    private static async Task<byte[]> PdfAsync(RunningApp app, long id) => await app.Client.GetByteArrayAsync(new Uri($"/invoices/{id}/pdf", UriKind.Relative));

    private static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join("\n", document.GetPages().Select(p => string.Join(' ', p.GetWords().Select(w => w.Text))));
    }

    [Theory, EachEngine]
    public async Task An_invoice_is_downloaded_as_a_file_in_the_language_of_the_customer_and_its_code_says_what_to_pay(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var id = AddInvoice(app);
        var number = AskedRecords.Require(app.Base, InvoiceKind.Instance, id).Values[InvoiceKind.OwnNumber]!;
        var message = AskedRecords.Require(app.Base, InvoiceKind.Instance, id).Values[InvoiceKind.Remittance]!;
        using var answer = await app.Client.GetAsync(new Uri($"/invoices/{id}/pdf", UriKind.Relative));
        Assert.StartsWith("attachment; filename", answer.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var pdf = await answer.Content.ReadAsByteArrayAsync();
        var text = TextOf(pdf);
        foreach (var part in new[] { "Factuur " + number, "4 november 2026", "Branderij Peeters", "Jozefien Aerts", "Karel Oomsstraat 14",
            "Kerstdoos “Drie landen”",
            "Łódź Ωμέγα", "268,50", "Btw 6 % van 268,50 € 16,11", "Btw 21 % van 268,50 € 56,39", "Te betalen € 609,50",
            "BE68 5390 0754 7034", message,
            "pagina 1 van 1" })
            Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal($"BCD\n002\n1\nSCT\n\nBranderij Peeters\n{Iban}\nEUR609.50\n\n\n{message}\n", CodeOf(pdf).ReplaceLineEndings("\n"));
        Assert.Equal(pdf, await PdfAsync(app, id));
        // The customer moves: the document stays.
        new EditCustomer(app.Base, TimeProvider.System).Do(1, 1, new GivenValues(CustomerLookupNow(app), new Dictionary<int, string?>
            { [CustomerFields.LastName] = "Claes" }), Actor.CommandLine);
        Assert.Equal(pdf, await PdfAsync(app, id));
        using var unknown = await app.Client.GetAsync(new Uri("/invoices/99/pdf", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("en", "Invoice", "Due by 4 December 2026", "page 1 of 3")]
    [InlineData("nl", "Factuur", "Te betalen uiterlijk op 4 december 2026", "pagina 1 van 3")]
    [InlineData("fr", "Facture", "À payer au plus tard le 4 décembre 2026", "page 1 sur 3")]
    [InlineData("de", "Rechnung", "Zahlbar bis 4 Dezember 2026", "Seite 1 von 3")]
    [InlineData("pl", "Invoice", "Due by 4 December 2026", "page 1 of 3")]
    public async Task Each_language_and_many_lines(string language, string invoice, string due, string page)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var text = TextOf(await PdfAsync(app, AddInvoice(app, language, lines: 60)));
        Assert.Contains(invoice + " WEB-I-", text, StringComparison.Ordinal);
        Assert.Contains(due, text, StringComparison.Ordinal);
        Assert.Contains(page, text, StringComparison.Ordinal);
        for (var i = 2; i <= 60; i++) Assert.Contains("Ωμέγα " + i, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nasty_texts_do_no_harm_to_a_file()
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        var id = AddInvoice(app, name: "👍 <script> =HYPERLINK() שלום " + new string('W', 150));
        Assert.Contains("<script>", TextOf(await PdfAsync(app, id)), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_payment_is_recorded_for_what_is_open_and_a_credit_note_is_made_once(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var id = AddInvoice(app);
        var page = await app.Client.GetStringAsync($"/invoices/{id}");
        Assert.Contains("Record a payment", page, StringComparison.Ordinal);
        Assert.Contains("Still open", page, StringComparison.Ordinal);
        var form = WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(page, "href=\"(/payments/new[^\"]*payment)\"").Groups[1].Value);
        var shown = await app.Client.GetStringAsync(form);
        Assert.Contains("value=\"609.50\"", shown, StringComparison.Ordinal);
        using (var paid = await RunningApp.PostAsync(app.Client, form, "/payments/new", ("version", "0"), ("customer", "Aerts (#1)"), ("invoice", $"#{id}"),
            ("amount", "200.50"), ("direction", "payment"), ("method", "transfer"), ("shop", "1"), ("currency", "EUR")))
            Assert.Equal(HttpStatusCode.SeeOther, paid.StatusCode);
        Assert.Equal(409m, InvoiceKind.OpenAmount(new RecordList(app.Base, InvoiceKind.Instance, Viewer.CommandLine, "2026-12-01").Find(id)!));
        var topic = await app.Client.GetStringAsync("/customers/1/invoices");
        Assert.Contains("409.00", topic, StringComparison.Ordinal);
        (string, string)[] once = [("once", "one")];
        using (var made = await RunningApp.PostAsync(app.Client, $"/invoices/{id}", $"/invoices/{id}/credit", once))
            Assert.Equal("/invoices/2", made.Headers.Location!.ToString());
        using (var again = await RunningApp.PostAsync(app.Client, $"/invoices/{id}", $"/invoices/{id}/credit", once))
            Assert.Equal("/invoices/2", again.Headers.Location!.ToString());
        var note = await app.Client.GetStringAsync("/invoices/2");
        Assert.Contains("Credit note", note, StringComparison.OrdinalIgnoreCase);
        using (var refused = await RunningApp.PostAsync(app.Client, "/invoices/2", "/invoices/2/credit"))
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using (var booked = await RunningApp.PostAsync(app.Client, "/invoices/2", "/invoices/2/step/book"))
            Assert.Equal(HttpStatusCode.SeeOther, booked.StatusCode);
        Assert.Contains("has been credited in full", await app.Client.GetStringAsync($"/invoices/{id}"), StringComparison.Ordinal);
        Assert.Contains("Creditnota", TextOf(await PdfAsync(app, 2)), StringComparison.Ordinal);
        Assert.Equal(1, new RecordList(app.Base, PaymentKind.Instance, Viewer.CommandLine, "2026-12-01").Count(new RecordQuery()));
    }

    private static CustomerValues CustomerLookupNow(RunningApp app) =>
        new Stamgast.Changes.Histories.CustomerLookup(app.Base, Viewer.CommandLine).Find(1)!.Values;

    // The squares of the page as a scanner sees them.
    private static string CodeOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var squares = document.GetPage(1).Paths.Where(p => p.IsFilled && !p.IsStroked).Select(p => p.GetBoundingRectangle()!.Value)
            .Where(r => Math.Abs(r.Width - r.Height) < 0.01 && r.Width is > 1 and < 6).ToList();
        var (side, left, top) = (squares[0].Width, squares.Min(s => s.Left), squares.Max(s => s.Top));
        var count = (int)Math.Round((squares.Max(s => s.Right) - left) / side);
        var matrix = new BitMatrix(count);
        foreach (var square in squares) matrix[(int)Math.Round((square.Left - left) / side), (int)Math.Round((top - square.Top) / side)] = true;
        return new Decoder().decode(matrix, null)!.Text;
    }

    [Theory, EachEngine]
    public async Task An_invoice_is_sent_as_a_mail_with_its_file_once_a_click_and_again(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var id = AddInvoice(app);
        var page = await app.Client.GetStringAsync($"/invoices/{id}");
        Assert.Contains("<iframe class=\"paper\" src=\"/invoices/1/pdf?show=1#", page, StringComparison.Ordinal);
        using (var shown = await app.Client.GetAsync(new Uri($"/invoices/{id}", UriKind.Relative)))
            Assert.EndsWith("; frame-src 'self'", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using (var list = await app.Client.GetAsync(new Uri("/invoices", UriKind.Relative)))
            Assert.DoesNotContain("frame-src", list.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using (var nowhere = await RunningApp.PostAsync(app.Client, $"/invoices/{id}", $"/invoices/{id}/send"))
        {
            Assert.Equal(HttpStatusCode.Conflict, nowhere.StatusCode);
            Assert.Contains("has an e-mail address", await nowhere.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        new EditRecord(app.Base, InvoiceKind.Instance, Viewer.CommandLine, TimeProvider.System).Do(id, 2, new GivenRecord(
            AskedRecords.Require(app.Base, InvoiceKind.Instance, id).Values, new Dictionary<int, string?>
            { [InvoiceKind.Recipient.Ordinal] = "j.aerts@post.example" }), Actor.CommandLine);
        foreach (var _ in new[] { 1, 2 })
        {
            using var sent = await RunningApp.PostAsync(app.Client, $"/invoices/{id}", $"/invoices/{id}/send", ("once", "one"));
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        }
        page = await app.Client.GetStringAsync($"/invoices/{id}");
        Assert.Contains("Send again", page, StringComparison.Ordinal);
        Assert.Contains("j.aerts@post.example", page, StringComparison.Ordinal);
        using (var again = await RunningApp.PostAsync(app.Client, $"/invoices/{id}", $"/invoices/{id}/send")) Assert.NotNull(again.Headers.Location);
        var mails = new OutboxList(app.Base, Viewer.CommandLine);
        var (first, second) = (mails.Require(1), mails.Require(2));
        Assert.Throws<RefusedException>(() => mails.Require(3));
        Assert.Equal(("invoices", id, "nl", MailState.Held), (first.AboutKind, first.AboutId, first.Language!.Tag, first.State));
        Assert.Contains("In bijlage vindt u factuur", first.Text, StringComparison.Ordinal);
        Assert.Contains("4 december 2026", first.Text, StringComparison.Ordinal);
        Assert.Contains("nog eens", second.Subject, StringComparison.Ordinal);
        Assert.Equal(await PdfAsync(app, id), Assert.Single(mails.FilesOf(2)).Content);
        await RunningApp.PostAsync(app.Client, $"/invoices/{id}", $"/invoices/{id}/credit");
        using var draft = await RunningApp.PostAsync(app.Client, "/invoices/2", "/invoices/2/send");
        Assert.Equal(HttpStatusCode.Conflict, draft.StatusCode);
    }

    [Theory, EachEngine]
    public async Task A_credit_note_is_set_off_on_a_page(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var id = AddInvoice(app);
        var note = Add(app.Base, InvoiceKind.Instance, (InvoiceKind.OfShop, "1"), (InvoiceKind.OfCustomer, "1"), (InvoiceKind.WithoutLines, "-9.50"));
        using (var booked = await RunningApp.PostAsync(app.Client, $"/invoices/{note}", $"/invoices/{note}/step/book")) Assert.NotNull(booked.Headers.Location);
        Assert.Contains($"href=\"/invoices/{note}/apply\"", await app.Client.GetStringAsync($"/invoices/{note}"), StringComparison.Ordinal);
        // Proposed as far as the note goes, in the way of this person.
        Assert.Matches("name=\"amount\"[^>]*value=\"9.50\"", await app.Client.GetStringAsync($"/invoices/{note}/apply"));
        foreach (var (text, said) in new[]
        {
            ("<b>", "is not an amount"), ("-1", "is not an amount above 0"), ("9.51", "9.50 is left"), ("", "No amount was given"),
        })
        {
            using var refused = await RunningApp.PostAsync(app.Client, $"/invoices/{id}", $"/invoices/{note}/apply", ("invoice", $"{id}"), ("amount", text));
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            var page = await refused.Content.ReadAsStringAsync();
            Assert.Contains(said, page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{WebUtility.HtmlEncode(text)}\"", page, StringComparison.Ordinal);
        }
        // A double click sets off once.
        var once = Guid.NewGuid().ToString("N");
        foreach (var amount in new[] { "4,25", "4,25" })
        {
            using var applied = await RunningApp.PostAsync(app.Client, $"/invoices/{id}", $"/invoices/{note}/apply", ("once", once), ("invoice", $"{id}"),
                ("amount", amount));
            Assert.Equal(HttpStatusCode.SeeOther, applied.StatusCode);
        }
        Assert.Contains("href=\"/set-offs/1\"", await app.Client.GetStringAsync($"/invoices/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/set-offs/2\"", await app.Client.GetStringAsync($"/invoices/{id}"), StringComparison.Ordinal);
        Assert.Contains("5.25", await app.Client.GetStringAsync($"/invoices/{note}"), StringComparison.Ordinal);
        Assert.Contains($"href=\"/invoices/{id}\"", await app.Client.GetStringAsync("/set-offs/1"), StringComparison.Ordinal);
        foreach (var status in new[] { HttpStatusCode.SeeOther, HttpStatusCode.Conflict })
        {
            using var applied = await RunningApp.PostAsync(app.Client, $"/invoices/{id}", $"/invoices/{note}/apply", ("invoice", $"{id}"), ("amount", "5.25"));
            Assert.Equal(status, applied.StatusCode);
        }
        Assert.Contains("600.00", await app.Client.GetStringAsync($"/invoices/{id}"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task The_logo_of_a_shop_is_refused_when_no_document_can_show_it_and_else_is_on_its_invoices_until_it_is_removed(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var id = AddInvoice(app);
        var without = await PdfAsync(app, id);
        var huge = Png();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(huge.AsSpan(16), 60_000);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(huge.AsSpan(20), 60_000);
        foreach (var (name, bytes) in new[] { ("a.png", "no"u8.ToArray()), ("b.png", Png()[..30]), ("c.png", huge), ("d.pdf", "%PDF-1.4"u8.ToArray()),
            ("e.jpg", new byte[] { 0xFF, 0xD8, 0xFF, 0xC0, 0, 2, 0, 0, 0, 0, 0, 0 }) })
        {
            using var refused = await AttachmentPagesTests.UploadAsync(app.Client, "/shops/1", "/shops/1/logo", (name, bytes));
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("not a picture that documents can show", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Null(AskedRecords.Require(app.Base, ShopKind.Instance, 1).Values[ShopKind.Logo]);
        using (var kept = await AttachmentPagesTests.UploadAsync(app.Client, "/shops/1", "/shops/1/logo", ("logo.png", Png())))
            Assert.Equal("/shops/1", kept.Headers.Location!.ToString());
        Assert.Contains("class=\"shop-logo pad\" src=\"/attachments/1/file?show=1\"", await app.Client.GetStringAsync("/shops/1"), StringComparison.Ordinal);
        using (var document = PdfDocument.Open(await PdfAsync(app, id))) Assert.Single(document.GetPage(1).GetImages());
        using (var removed = await RunningApp.PostAsync(app.Client, "/shops/1", "/shops/1/logo/remove")) Assert.NotNull(removed.Headers.Location);
        Assert.Equal(without, await PdfAsync(app, id));
    }

    // One white pixel.
    private static byte[] Png() => Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4//8/AAX+Av4N70a4AAAAAElFTkSuQmCC");
}
