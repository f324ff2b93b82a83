using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Relations;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Orders;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Kinds;

/// <summary>The pages that every declared kind has, with orders as the example.</summary>
public sealed class KindPagesTests
{
    private static async Task<RunningApp> StartAsync(Engine engine)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts";
        new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
        await PostAsync(app, "/shops/new", "/shops/new", ("name", "Webshop BE"), ("code", "web"), ("active", "1"));
        return app;
    }

    private static async Task<string> PostAsync(RunningApp app, string page, string action, params (string, string)[] fields)
    {
        using var answer = await RunningApp.PostAsync(app.Client, page, action, fields);
        return answer.StatusCode == HttpStatusCode.SeeOther ? await app.Client.GetStringAsync(answer.Headers.Location)
            : await answer.Content.ReadAsStringAsync();
    }

    private static Task<string> AddOrderAsync(RunningApp app, params (string, string)[] more) => PostAsync(app, "/orders/new?customer=1&shop=1", "/orders/new",
    [
        ("customer", "Aerts (#1)"), ("shop", "1"), ("line", "1"), ("line-code", "KB-03"), ("line-text", "Box <b>3</b> 🎁"), ("line-quantity", "3"),
        ("line-unit", ""), ("line-price", "89,50"), ("line-discount", ""), ("line-vat", "6"), .. more,
    ]);

    [Theory, EachEngine]
    public async Task An_order_is_made_activated_and_undone_on_its_page(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var page = await AddOrderAsync(app, ("reference", "Christmas"));
        Assert.Contains("Box &lt;b&gt;3&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("284.61", page, StringComparison.Ordinal);
        page = await PostAsync(app, "/orders/1", "/orders/1/step/activate");
        Assert.Contains("WEB-", page, StringComparison.Ordinal);
        Assert.Contains("In progress", page, StringComparison.Ordinal);
        var list = await app.Client.GetStringAsync("/customers/1/orders");
        Assert.Contains("/orders/1\"", list, StringComparison.Ordinal);
        Assert.Contains("Christmas", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await RunningApp.PostAsync(app.Client, "/orders/1", "/orders/1/trash")).StatusCode);
        await PostAsync(app, "/orders/1", "/activity/4/undo", ("back", "/orders/1"));
        Assert.Equal(OrderKind.Draft, AskedRecords.Find(app.Base, OrderKind.Instance, 1)!.Values[OrderKind.OfState]);
    }

    [Theory, EachEngine]
    public async Task A_refused_form_keeps_what_was_typed_and_a_second_click_adds_nothing(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var page = await AddOrderAsync(app, ("date", "31/02/2027"), ("notes", "'; drop table sale_order"));
        Assert.Contains("31/02/2027", page, StringComparison.Ordinal);
        Assert.Contains("&#x27;; drop table sale_order", page, StringComparison.Ordinal);
        Assert.Null(AskedRecords.Find(app.Base, OrderKind.Instance, 1));
        foreach (var _ in new[] { 1, 2 }) await AddOrderAsync(app, ("once", "abc"));
        Assert.NotNull(AskedRecords.Find(app.Base, OrderKind.Instance, 1));
        Assert.Null(AskedRecords.Find(app.Base, OrderKind.Instance, 2));
    }

    [Theory, EachEngine]
    public async Task A_number_of_a_line_that_cannot_be_read_is_refused_and_stays_on_the_form(Engine engine)
    {
        await using var app = await StartAsync(engine);
        foreach (var price in new[] { "8O,50", "<b>", "1.234.5", "0.12345" })
        {
            var page = await PostAsync(app, "/orders/new?customer=1&shop=1", "/orders/new",
                ("customer", "Aerts (#1)"), ("shop", "1"), ("line", "1"), ("line-text", "Box"), ("line-quantity", "2"),
                ("line-price", price), ("line-vat", "6"));
            Assert.Contains("href=\"#lines\"", page, StringComparison.Ordinal);
            Assert.Contains($"name=\"line-price\" value=\"{WebUtility.HtmlEncode(price)}\"", page, StringComparison.Ordinal);
            Assert.Contains("name=\"line-quantity\" value=\"2\"", page, StringComparison.Ordinal);
        }
        Assert.Null(AskedRecords.Find(app.Base, OrderKind.Instance, 1));
    }

    [Theory, EachEngine]
    public async Task A_price_is_read_as_the_form_shows_it(Engine engine)
    {
        await using var app = await StartAsync(engine);
        foreach (var (typed, price) in new[] { ("1.125", 1.125m), ("1,125", 1125m), ("2,5", 2.5m), ("1,234.50", 1234.5m) })
        {
            var page = await PostAsync(app, "/orders/new?customer=1&shop=1", "/orders/new",
                ("customer", "Aerts (#1)"), ("shop", "1"), ("line", "1"), ("line-text", "Box"), ("line-price", typed), ("line-vat", "6"));
            var id = long.Parse(Regex.Match(page, "/orders/([0-9]+)/edit").Groups[1].Value,
                CultureInfo.InvariantCulture);
            Assert.Equal(price, LinePrice(app, id));
            // Saved as it is shown, the price stays.
            var form = await app.Client.GetStringAsync($"/orders/{id}/edit");
            var shown = Regex.Match(form, "name=\"line-price\" value=\"([^\"]*)\"").Groups[1].Value;
            await PostAsync(app, $"/orders/{id}/edit", $"/orders/{id}/edit", ("version", "1"), ("line", "1"), ("line-text", "Crate"),
                ("line-price", shown), ("line-vat", "6"));
            Assert.Equal(price, LinePrice(app, id));
        }
        // So is a quantity that is delivered, for a person who writes numbers otherwise than the organisation.
        await AddOrderAsync(app);
        await PostAsync(app, "/orders/5", "/orders/5/step/activate");
        await PostAsync(app, "/account", "/account", ("name", "Els Peeters"), ("culture", "nl-BE"), ("theme", "light"));
        using var delivered = await RunningApp.PostAsync(app.Client, "/orders/5", "/orders/5/deliveries/new", ("line", "1"), ("quantity", "1,125"));
        Assert.Equal(HttpStatusCode.SeeOther, delivered.StatusCode);

        static decimal LinePrice(RunningApp app, long id) => DocumentLine.All(
            AskedRecords.Find(app.Base, OrderKind.Instance, id)!.Values[OrderKind.Instance.Lines]).Single().Line.Price;
    }

    [Theory, EachEngine]
    public async Task Two_people_who_change_one_field_both_see_it(Engine engine)
    {
        await using var app = await StartAsync(engine);
        await AddOrderAsync(app);
        await PostAsync(app, "/orders/1/edit", "/orders/1/edit", ("version", "1"), ("reference", "Mine"));
        using var second = await RunningApp.PostAsync(app.Client, "/orders/1/edit", "/orders/1/edit", ("version", "1"), ("reference", "Yours"));
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("Mine", await second.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("Mine", AskedRecords.Find(app.Base, OrderKind.Instance, 1)!.Values[OrderKind.Reference]);
    }

    [Theory, EachEngine]
    public async Task A_step_asks_what_it_needs(Engine engine)
    {
        await using var app = await StartAsync(engine);
        await AddOrderAsync(app);
        Assert.Contains("Reason for cancelling", await app.Client.GetStringAsync("/orders/1/step/cancel"), StringComparison.Ordinal);
        using var without = await RunningApp.PostAsync(app.Client, "/orders/1/step/cancel", "/orders/1/step/cancel", ("cancel_reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        Assert.Contains("Cancelled", await PostAsync(app, "/orders/1/step/cancel", "/orders/1/step/cancel", ("cancel_reason", "stock")),
            StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_new_line_has_the_usual_rate_of_the_shop_and_languages_and_currencies_are_chosen(Engine engine)
    {
        await using var app = await StartAsync(engine);
        await PostAsync(app, "/shops/1/edit", "/shops/1/edit", ("version", "1"), ("active", "1"), ("vat_rate", "21"));
        Assert.Contains("21 %", await app.Client.GetStringAsync("/shops/1"), StringComparison.Ordinal);
        var form = await app.Client.GetStringAsync("/orders/new?customer=1&shop=1");
        Assert.Matches("name=\"line-vat\" value=\"21\"", form);
        Assert.Matches("<select id=\"currency\"[^>]*>\\s*<option value=\"\" selected>", form);
        // A line that is there keeps its own rate, none too.
        await AddOrderAsync(app, ("currency", "EUR"));
        var edit = await app.Client.GetStringAsync("/orders/1/edit");
        Assert.Matches("name=\"line-vat\" value=\"6\"", edit);
        Assert.Matches("<option value=\"EUR\" selected>", edit);
        Assert.Matches("<select id=\"language\"[^>]*>.*?<option value=\"en\"", (await app.Client.GetStringAsync("/invoices/new?customer=1&shop=1"))
            .ReplaceLineEndings(""));
    }

    [Theory, EachEngine]
    public async Task A_family_is_found_by_its_name_when_only_one_has_it(Engine engine)
    {
        await using var app = await StartAsync(engine);
        await PostAsync(app, "/families/new", "/families/new", ("name", "Aerts – Peeters 🎁"));
        await PostAsync(app, "/family-members/new?customer=1", "/family-members/new", ("family", " Aerts – Peeters 🎁 "), ("customer", "Aerts (#1)"),
            ("role", "parent"));
        Assert.Equal("1", AskedRecords.Find(app.Base, FamilyMemberKind.Instance, 1)!.Values[FamilyMemberKind.Family]);
        await PostAsync(app, "/families/new", "/families/new", ("name", "Aerts – Peeters 🎁"));
        using var either = await RunningApp.PostAsync(app.Client, "/family-members/new?customer=1", "/family-members/new", ("family", "Aerts – Peeters 🎁"),
            ("customer", "Aerts (#1)"), ("role", "child"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, either.StatusCode);
        Assert.Null(AskedRecords.Find(app.Base, FamilyMemberKind.Instance, 2));
    }

    [Theory, EachEngine]
    public async Task Every_kind_has_a_list_a_form_and_a_topic_that_open(Engine engine)
    {
        await using var app = await StartAsync(engine);
        foreach (var kind in RecordKinds.All)
        {
            using var list = await app.Client.GetAsync("/" + kind.Key);
            Assert.True(list.IsSuccessStatusCode, kind.Key);
            using var form = await app.Client.GetAsync($"/{kind.Key}/new?customer=1");
            Assert.True(form.IsSuccessStatusCode || kind.Key is "attachments" or "set-offs", kind.Key + " new");
            using var unknown = await app.Client.GetAsync($"/{kind.Key}/99");
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        }
    }

    [Theory, EachEngine]
    public async Task An_organisation_sees_only_the_topics_that_it_uses(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Assert.Contains("/customers/1/returns", await app.Client.GetStringAsync("/customers/1"), StringComparison.Ordinal);
        await PostAsync(app, "/settings/topics", "/settings/topics", ("preset", "club"));
        var page = await app.Client.GetStringAsync("/customers/1");
        Assert.DoesNotContain("/customers/1/returns", page, StringComparison.Ordinal);
        Assert.Contains("/customers/1/invoices", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/tickets\"", page, StringComparison.Ordinal);
        await PostAsync(app, "/settings/topics", "/settings/topics", ("topic", "tickets"));
        page = await app.Client.GetStringAsync("/customers/1");
        Assert.Contains("href=\"/tickets\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/sales\"", page, StringComparison.Ordinal);
        using var none = await RunningApp.PostAsync(app.Client, "/settings/topics", "/settings/topics", ("topic", "spaceships"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, none.StatusCode);
    }

    [Theory, EachEngine]
    public async Task The_tabs_of_sales_say_how_many_there_are_and_a_path_leaves_out_what_was_skipped(Engine engine)
    {
        await using var app = await StartAsync(engine);
        await AddOrderAsync(app);
        Assert.Equal(["1"], Totals(await app.Client.GetStringAsync("/invoices")));
        await AddOrderAsync(app);
        Assert.Equal(["2"], Totals(await app.Client.GetStringAsync("/orders")));
        await PostAsync(app, "/orders/2", "/orders/2/trash");
        Assert.Equal(["1"], Totals(await app.Client.GetStringAsync("/orders")));
        var invoice = await PostAsync(app, "/invoices/new?customer=1&shop=1", "/invoices/new", ("customer", "Aerts (#1)"), ("shop", "1"), ("line", "1"),
            ("line-text", "Box"), ("line-price", "10"), ("line-vat", "6"));
        Assert.Equal(["Draft", "Booked", "In progress", "Paid"], Path(invoice));
        await PostAsync(app, "/invoices/1", "/invoices/1/step/book");
        await PostAsync(app, "/invoices/1", "/payments/new", ("customer", "Aerts (#1)"), ("invoice", "#1"), ("amount", "10.60"), ("direction", "payment"),
            ("method", "transfer"));
        Assert.Equal(["Draft", "Booked", "Paid"], Path(await app.Client.GetStringAsync("/invoices/1")));

        static string[] Totals(string page) => [.. Regex.Matches(Regex.Match(page, "<nav class=\"tabset\".*?</nav>", RegexOptions.Singleline).Value,
            "<small>([0-9]+)</small>").Select(m => m.Groups[1].Value)];

        static string[] Path(string page) => [.. Regex.Matches(Regex.Match(page, "<ol class=\"path\">.*?</ol>", RegexOptions.Singleline).Value,
            "<li[^>]*>(.*?)</li>", RegexOptions.Singleline).Select(m => Regex.Replace(m.Groups[1].Value, "<svg.*?</svg>|<[^>]*>", "",
                RegexOptions.Singleline).Trim())];
    }

    [Theory, EachEngine]
    public async Task Shops_are_found_by_name_and_code_and_a_remedy_writes_numbers_as_its_reader_does(Engine engine)
    {
        await using var app = await StartAsync(engine);
        await PostAsync(app, "/shops/new", "/shops/new", ("name", "Boutique Bruxelles"), ("code", "bru"), ("active", "1"));
        var found = await app.Client.GetStringAsync("/shops?q=bout");
        Assert.Contains("placeholder=\"Name or code\"", found, StringComparison.Ordinal);
        Assert.Contains("Boutique Bruxelles", found, StringComparison.Ordinal);
        Assert.DoesNotContain(">Webshop BE<", found, StringComparison.Ordinal);
        Assert.Contains("Webshop BE", await app.Client.GetStringAsync("/shops?q=WEB"), StringComparison.Ordinal);
        Assert.Contains("Write it like 1234.50.", await AddOrderAsync(app, ("line", "2"), ("line-price", "a lot")), StringComparison.Ordinal);
        await PostAsync(app, "/account", "/account", ("name", "Els Peeters"), ("culture", "nl-BE"), ("theme", "light"));
        Assert.Contains("Schrijf het als 1234,50.", await AddOrderAsync(app, ("line", "2"), ("line-price", "veel")), StringComparison.Ordinal);
    }
}
