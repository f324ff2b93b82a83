using Stamgast.Changes;
using Stamgast.SampleData;

namespace Stamgast.App.Browser;

/// <summary>What hangs on a customer, on the pages of a small sample world: against the rules of axe-core, and nothing wider than the window.</summary>
public sealed class RecordsLookTests
{
    private const int People = 200;

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

    // One page of each shape: lists, topics, pages and forms of records; the other kinds are made by the same parts.
    private static IEnumerable<string> Pages() =>
    [
        "/orders", "/orders?q=nothing", "/tickets", "/families", "/orders/1", "/invoices/1", "/returns/1", "/agreements/1", "/tickets/1", "/links/1",
        "/customers/2/orders", "/customers/2/invoices", "/customers/2/payments", "/customers/2/conversations", "/customers/2/links",
        "/customers/2/attachments", "/orders/new?customer=2", "/agreements/new?customer=2", "/shops", "/shops/1", "/outbox",
    ];
}
