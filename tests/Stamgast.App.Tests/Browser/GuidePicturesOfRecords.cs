using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Relations;
using Stamgast.Sales.Agreements;
using Stamgast.SampleData;

namespace Stamgast.App.Browser;

/// <summary>Makes the pictures of what hangs on a customer, on sample customers: <c>bin/pictures</c>.</summary>
public sealed class GuidePicturesOfRecords
{
    [Theory(Explicit = true)]
    [InlineData("", ColorScheme.Light, 1440, 900)]
    [InlineData("-dark", ColorScheme.Dark, 1440, 900)]
    [InlineData("-phone", ColorScheme.Light, 390, 844)]
    public async Task Take_them(string suffix, ColorScheme scheme, int width, int height)
    {
        await using var pictures = await PictureVisit.StartAsync(suffix, scheme, width, height);
        var visit = pictures.Visit;
        var customers = visit.App.Base;
        new Samples(customers, TimeProvider.System).AddUsual(Actor.CommandLine);
        var page = visit.Page;
        var buyer = Number(customers, "select customer from sale_order group by customer order by count(*) desc, customer limit 1");
        await pictures.TakeAsync("orders", "/orders");
        await pictures.TakeAsync("orders-customer", $"/customers/{buyer}/orders");
        await pictures.TakeAsync("order", "/orders/" + Number(customers,
            "select id from sale_order where state = 'active' and delivery_state = 'part' order by id limit 1"));
        await pictures.TakeAsync("offer", "/offers/" + Number(customers, "select id from offer where state = 'accepted' order by id limit 1"));
        var partlyPaid = Number(customers, "select id from invoice where settled > 0 and open_amount > 0 order by id limit 1");
        await pictures.TakeAsync("invoice", "/invoices/" + partlyPaid);
        await pictures.TakeAsync("invoices-customer", $"/customers/{buyer}/invoices");
        await pictures.TakeAsync("return", "/returns/" + Number(customers, "select id from sale_return where state = 'received' order by id limit 1"));
        await pictures.TakeAsync("contract", "/contracts/" + Number(customers, "select id from contract order by notice_date limit 1"));
        await pictures.TakeAsync("payments", "/payments");
        await pictures.TakeAsync("ticket", "/tickets/" + Number(customers, "select id from ticket where state = 'open' order by id limit 1"));
        await pictures.TakeAsync("conversations", $"/customers/{Number(customers,
            "select customer from conversation group by customer order by count(*) desc, customer limit 1")}/conversations");
        var company = Number(customers, "select customer from contact group by customer order by count(*) desc, customer limit 1");
        Give(customers, LinkKind.Instance, (LinkKind.OfCustomer, Text(company)), (LinkKind.Other, Text(buyer)), (LinkKind.Sort, "pays_for"));
        await pictures.TakeAsync("links", $"/customers/{company}/links");
        await pictures.TakeAsync("shop", "/shops/1");
        await pictures.TakeAsync("topics", "/settings/topics");
        await visit.OpenAsync($"/customers/{buyer}/attachments");
        await page.SetInputFilesAsync("#attach",
        [
            new FilePayload { Name = "Delivery note.pdf", MimeType = "application/pdf", Buffer = Pdf },
            new FilePayload { Name = "Grinder.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("Serial number ALT-22-04417") },
        ]);
        await page.ClickAsync(".upload-line button");
        await page.Locator(".records tbody tr").Nth(1).WaitForAsync();
        await pictures.TakeAsync("files", $"/customers/{buyer}/attachments");
        Give(customers, AgreementKind.Instance, (AgreementKind.Title, "Rent of a grinder"),
            (AgreementKind.OfCustomer, Text(buyer)), (AgreementKind.OfLanguage, "en"));
        var agreement = Number(customers, "select max(id) from agreement");
        new AgreementDocument(customers, DocumentStore.Of(customers), Viewer.CommandLine, TimeProvider.System).Do(agreement, "Rent of a grinder.pdf", Pdf,
            Actor.CommandLine);
        await pictures.TakeAsync("agreement", $"/agreements/{agreement}");
        var key = new AgreementLinks(customers, Viewer.CommandLine, TimeProvider.System).Renew(agreement, Actor.CommandLine);
        await pictures.TakeAsync("agreement-review", "/review/" + key);
        await visit.OpenAsync($"/customers/{Number(customers, "select min(id) from customer where email is not null")}/mail");
        await page.FillAsync("#to", "jozefien.aerts@post.example");
        await page.FillAsync("#subject", "Opening hours in December");
        await page.FillAsync("#text", "We are closed on 25 and 26 December. On the other days you find us in the shop from nine to six.");
        await pictures.TakeAsync("mail-write");
        await page.ClickAsync(".form-foot button.pri");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await pictures.TakeAsync("outbox", "/outbox");
        await visit.OpenAsync("/invoices/import");
        await page.SetInputFilesAsync("#file",
            new FilePayload { Name = "invoices-november.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Rows(customers)) });
        await page.Locator("#record-import-head").WaitForAsync();
        await page.ClickAsync("#switch-updates");
        await page.Locator("#switch-updates[aria-checked=true]").WaitForAsync();
        await pictures.TakeAsync("import-invoices");
        visit.ForgiveRefused();
    }

    private static byte[] Pdf => "%PDF-1.7 sample"u8.ToArray();

    // New ones, one that is there with another amount, a date that does not exist, and customers who are not known.
    private static string Rows(Base customers)
    {
        var rows = new StringBuilder("invoicenumber;amount;date;duedate;customerNumber;firstname;lastname;email;mobile\n");
        using var reader = customers.OpenReader();
        using var command = reader.Query("select number from customer where number is not null order by id limit 9");
        using var numbers = command.ExecuteReader();
        for (var i = 1; numbers.Read(); i++)
            rows.Append(CultureInfo.InvariantCulture,
                $"2026-12{i:00};{i * 37 % 11 * 20 + 9},50;2026-11-{(i == 6 ? 31 : 20 + i)};2026-12-20;{numbers.GetString(0)};;;;")
                .Append(i == 3 ? "+32 470 12 34 56\n" : "\n");
        rows.Append("2026-1210;-89,50;2026-11-28;;N-77001;Nele;Peeters;nele.peeters@kabel.example;\n");
        rows.Append("2026-1211;96,00;2026-11-28;;;;;nobody@post.example;\n");
        return rows.ToString();
    }

    private static void Give(Base customers, RecordKind kind, params (KindField Field, string Value)[] values) =>
        new CreateRecord(customers, kind, Viewer.System, TimeProvider.System).Do(GivenRecord.New(kind, [.. values]), Actor.CommandLine);

    private static long Number(Base customers, string sql)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query(sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
