using System.Text.RegularExpressions;
using Stamgast.App.Browser;

namespace Stamgast.App.Shell;

public sealed class ProgressBarTests
{
    [Fact]
    public async Task Only_a_quarter_that_is_reached_is_said_aloud_and_not_the_figures_of_every_moment()
    {
        await using var visit = await BrowserVisit.StartAsync();
        await visit.OpenAsync("/patterns");
        var bar = visit.Page.Locator(".progress").First;
        Assert.Matches(new Regex(@"^Importing 25\s?%$"), (await bar.GetByRole(Microsoft.Playwright.AriaRole.Status).InnerTextAsync()).Trim());
        Assert.Contains("41", await bar.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await bar.Locator("[role=status], [aria-live]").CountAsync());
    }
}
