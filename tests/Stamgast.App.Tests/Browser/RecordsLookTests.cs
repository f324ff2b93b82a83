using Stamgast.Changes;
using Stamgast.SampleData;

namespace Stamgast.App.Browser;

/// <summary>What hangs on a customer, on the pages of a small sample world: against the rules of axe-core, and nothing wider than the window.</summary>
public sealed class RecordsLookTests
{
    private const int People = 40;

    private static readonly string[] Kinds =
    [
        "orders", "offers", "invoices", "returns", "contracts", "agreements", "payments", "tickets", "conversations", "contacts", "links",
    ];

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(390, 844)]
    public async Task The_pages_of_what_hangs_on_a_customer_pass(int width, int height)
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { ViewportSize = new() { Width = width, Height = height } });
        var samples = new Samples(visit.App.Base, TimeProvider.System);
        samples.AddRecords(samples.Add(People, 1, 0, Actor.CommandLine), People, 1, 0, Actor.CommandLine);
        var findings = new List<string>();
        foreach (var address in Pages())
        {
            var answer = await visit.OpenAsync(address);
            if (answer!.Status >= 400) findings.Add($"{address} answers {answer.Status}");
            if (await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth")) findings.Add(address + " is too wide");
            findings.AddRange(await AccessibilityTests.FindingsAsync(visit.Page, address));
        }
        Assert.True(findings.Count == 0, string.Join("\n", findings));
    }

    // The list, the form and the page of each kind, and the topics of the first customer.
    private static IEnumerable<string> Pages() =>
    [
        .. Kinds.Select(k => "/" + k), .. Kinds.Select(k => $"/{k}/1"), .. Kinds.Where(k => k != "conversations").Select(k => $"/{k}/new?customer=1"),
        .. Kinds.Where(k => k != "contacts").Append("attachments").Select(k => "/customers/1/" + k),
        "/orders?q=nothing", "/orders/1/edit", "/families", "/families/new", "/family-members/new", "/shops", "/shops/1", "/shops/1/edit",
        "/invoices/import", "/outbox", "/customers/1/mail", "/settings/topics", "/settings/mail",
    ];
}
