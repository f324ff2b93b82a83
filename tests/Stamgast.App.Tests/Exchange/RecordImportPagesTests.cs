using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Kinds;
using Stamgast.Sales.Invoices;
using Stamgast.Shops;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Exchange;

public sealed class RecordImportPagesTests
{
    private const string Header = "invoicenumber;amount;date;customerNumber;firstname;lastname;email;title\n";

    private static async Task<string> Get(RunningApp app, string address) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(address, UriKind.Relative)));

    private static async Task<HttpResponseMessage> UploadAsync(RunningApp app, string path, string text, string name = "facturen.csv")
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri(path, UriKind.Relative)))), "__RequestVerificationToken" },
            { new StringContent(text), "file", name },
        };
        return await app.Client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    private static async Task<string> Led(RunningApp app, HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            var address = answer.Headers.Location!.ToString();
            for (var tries = 0; tries < 200 && address.StartsWith("/progress/", StringComparison.Ordinal); tries++)
            {
                await Task.Delay(50);
                using var progress = await app.Client.GetAsync(new Uri(address, UriKind.Relative));
                if (progress.StatusCode == HttpStatusCode.SeeOther) address = progress.Headers.Location!.ToString();
            }
            return address;
        }
    }

    private static string RevisionIn(string page) => Regex.Match(page, "name=\"revision\" value=\"([0-9]+)\"").Groups[1].Value;

    private static void Furnish(RunningApp app)
    {
        new CreateRecord(app.Base, ShopKind.Instance, Viewer.System, TimeProvider.System)
            .Do(GivenRecord.New(ShopKind.Instance, (ShopKind.Name, "Webshop"), (ShopKind.Code, "WEB")), Actor.CommandLine);
        new CreateCustomer(app.Base, TimeProvider.System).Do(new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?>
        {
            [CustomerFields.LastName] = "Aerts <b>", [CustomerFields.Number] = "C-1",
        }), Actor.CommandLine);
    }

    private static IReadOnlyList<RecordRow> Invoices(RunningApp app) =>
        new RecordList(app.Base, InvoiceKind.Instance, Viewer.System, "2026-11-30").Page(new RecordQuery(), null, 10).Rows;

    [Theory, EachEngine]
    public async Task Invoices_are_uploaded_seen_confirmed_and_exported(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Furnish(app);
        var list = await Get(app, "/invoices");
        Assert.Contains("href=\"/invoices/import\"", list, StringComparison.Ordinal);
        Assert.Contains("href=\"/invoices/export.csv\"", list, StringComparison.Ordinal);
        Assert.Contains("customer_number", await Get(app, "/invoices/import/template.csv"), StringComparison.Ordinal);
        var preview = await Led(app, await UploadAsync(app, "/invoices/import", Header
            + "F-1;129,00;2026-11-27;C-1;;;;<script>alert(1)</script>\nF-2;64,50;2026-11-27;C-9;New;Person;new@kabel.example;😀\nF-3;1;2026-11-31;C-1;;;;\n"));
        Assert.Matches("^/invoices/import/[0-9]+$", preview);
        var page = await app.Client.GetStringAsync(new Uri(preview, UriKind.Relative));
        Assert.DoesNotContain("<script>alert(1)", page, StringComparison.Ordinal);
        page = WebUtility.HtmlDecode(page);
        Assert.Contains("Confirm 1 row<", page, StringComparison.Ordinal);
        Assert.Contains("1 row more, 1 new customer", page, StringComparison.Ordinal);
        Assert.Contains("No customer has number C-9.", page, StringComparison.Ordinal);
        // Switched in the preview, where another program's address is not followed.
        using (var switched = await RunningApp.PostAsync(app.Client, preview, preview + "/switch", ("creates", "1"), ("back", "https://evil.example/")))
            Assert.Equal(preview + "#switch-creates", switched.Headers.Location!.ToString());
        page = await Get(app, preview);
        Assert.Matches("id=\"switch-creates\" role=\"switch\" aria-checked=\"true\"", page);
        Assert.Contains("Confirm 2 rows and 1 customer", page, StringComparison.Ordinal);
        Assert.Contains("New Person will be added as a customer.", page, StringComparison.Ordinal);
        Assert.Contains("2026-11-31", page, StringComparison.Ordinal);
        Assert.Contains(preview, await Get(app, "/import"), StringComparison.Ordinal);
        Assert.Empty(Invoices(app));
        Assert.Contains("New Person", await Get(app, preview + "?show=Warned"), StringComparison.Ordinal);
        var errors = await Get(app, preview + "/errors.csv");
        Assert.Contains("F-3;1;2026-11-31;C-1;", errors, StringComparison.Ordinal);
        var again = await Led(app, await UploadAsync(app, "/invoices/import", errors.Replace("11-31", "11-30", StringComparison.Ordinal)));
        Assert.Contains("Confirm 1 row", await Get(app, again), StringComparison.Ordinal);
        Assert.DoesNotContain("not imported", await Get(app, again), StringComparison.Ordinal);
        using (var left = await RunningApp.PostAsync(app.Client, preview, preview + "/rows/1", ("out", "1"), ("back", preview)))
            Assert.Equal(preview + "#leave-1", left.Headers.Location!.ToString());
        using (var refused = await RunningApp.PostAsync(app.Client, preview, preview + "/apply", ("revision", RevisionIn(page))))
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using (var taken = await RunningApp.PostAsync(app.Client, preview, preview + "/rows/1", ("out", "0"), ("back", preview)))
            Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        var revision = RevisionIn(await Get(app, preview));
        Assert.Equal("/invoices", await Led(app, await RunningApp.PostAsync(app.Client, preview, preview + "/apply", ("revision", revision))));
        Assert.Equal(2, Invoices(app).Count);
        using (var twice = await RunningApp.PostAsync(app.Client, "/invoices", preview + "/apply", ("revision", revision)))
            Assert.Equal(preview.Replace("/invoices/import/", "/activity/", StringComparison.Ordinal), twice.Headers.Location!.ToString());
        var exported = await Get(app, "/invoices/export.csv?q=F-2");
        Assert.Equal(2, exported.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("😀", exported, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Every_kind_has_a_page_for_files_and_a_bad_file_is_explained_there(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Furnish(app);
        foreach (var kind in RecordKinds.All.Where(k => k.Key is not ("attachments" or "set-offs")))
        {
            Assert.Contains($"action=\"/{kind.Key}/import\"", await Get(app, $"/{kind.Key}/import"), StringComparison.Ordinal);
            Assert.StartsWith("id;version;", await Get(app, $"/{kind.Key}/export.csv"), StringComparison.Ordinal);
            using var refused = await UploadAsync(app, $"/{kind.Key}/import", "colour;size\nred;9\n");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("No column of facturen.csv says which record", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()),
                StringComparison.Ordinal);
        }
        var preview = await Led(app, await UploadAsync(app, "/invoices/import", Header + "F-1;1;2026-11-27;C-1;;;;\n"));
        Assert.Equal("/import", await Led(app, await RunningApp.PostAsync(app.Client, "/import", preview + "/cancel", ("back", "/import"))));
        using var gone = await app.Client.GetAsync(new Uri(preview, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory, EachEngine]
    public async Task Addresses_are_shown_as_a_difference_before_they_are_taken_and_the_button_counts_the_customers(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        Furnish(app);
        var preview = await Led(app, await UploadAsync(app, "/invoices/import",
            "invoicenumber;amount;date;customerNumber;address;city\nF-1;10;2026-11-27;C-1;Kerkstraat 12;<i>Gent</i>\n"));
        var page = await Get(app, preview);
        Assert.Contains("1 customer changes", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"along", page, StringComparison.Ordinal);
        Assert.Contains("class=\"along off\" data-of=\"address\"", await Get(app, preview + "?show=CustomerChanges"), StringComparison.Ordinal);
        using (await RunningApp.PostAsync(app.Client, preview, preview + "/switch", ("updates", "1"), ("back", preview))) { }
        page = await app.Client.GetStringAsync(new Uri(preview, UriKind.Relative));
        Assert.DoesNotContain("<i>Gent", page, StringComparison.Ordinal);
        Assert.Contains("class=\"along\" data-of=\"address\"", page, StringComparison.Ordinal);
        Assert.Contains("Confirm 1 row and 1 customer", page, StringComparison.Ordinal);
        await Led(app, await RunningApp.PostAsync(app.Client, preview, preview + "/apply", ("revision", RevisionIn(page))));
        Assert.Contains("Kerkstraat", await Get(app, "/customers/1/details"), StringComparison.Ordinal);
        // The same file again changes no invoice, and by then no customer.
        Assert.Contains("no customer has another address or number", await Get(app, await Led(app, await UploadAsync(app, "/invoices/import",
            "invoicenumber;amount;date;customerNumber;address;city\nF-1;10;2026-11-27;C-1;Kerkstraat 12;<i>Gent</i>\n"))), StringComparison.Ordinal);
    }
}
