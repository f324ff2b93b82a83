using System.Text.RegularExpressions;
using Stamgast.App.Browser;

namespace Stamgast.App.Shell;

public sealed class ProgressBarTests
{
    [Fact]
    public async Task Progress_is_announced_by_quarters_only()
    {
        await using var visit = await BrowserVisit.StartAsync();
        await visit.OpenAsync("/patterns");
        var bar = visit.Page.Locator(".progress").First;
        Assert.Matches(new Regex(@"^Importing 25\s?%$"), (await bar.GetByRole(Microsoft.Playwright.AriaRole.Status).InnerTextAsync()).Trim());
        Assert.Contains("41", await bar.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await bar.Locator("[role=status], [aria-live]").CountAsync());
    }
}
