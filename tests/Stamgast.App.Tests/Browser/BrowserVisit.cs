using Microsoft.Playwright;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Browser;

/// <summary>
/// Els Peeters in Chromium on pages of her own. Errors in the browser console, such as a violated content security policy, fail the test at the end.
/// </summary>
public sealed class BrowserVisit : IAsyncDisposable
{
    private const string GivenUp = "htmx:sendAbort";

    // The console reports intended things as errors: a refused form answers 4xx, and a request overtaken by a newer one is aborted. A lost request is
    // also reported by htmx:sendError.
    private static readonly string[] Meant = ["Failed to load resource", GivenUp, "htmx:afterRequest"];

    private readonly IBrowserContext context;

    private BrowserVisit(RunningApp app, IBrowserContext context)
    {
        App = app;
        this.context = context;
        context.SetDefaultTimeout(30_000);
        context.Console += (_, message) =>
        {
            if (message.Text.StartsWith(GivenUp, StringComparison.Ordinal)) Overtaken++;
            if (message.Type == "error" && !Array.Exists(Meant, m => message.Text.StartsWith(m, StringComparison.Ordinal))) Complaints.Add(message.Text);
        };
        context.WebError += (_, error) => Complaints.Add(error.Error);
    }

    public RunningApp App { get; }

    public IPage Page { get; private set; } = null!;

    /// <summary>Errors in the browser's console.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The number of requests aborted for a newer one.</summary>
    public int Overtaken { get; private set; }

    /// <summary>A request that was refused on purpose; the console calls that an error too.</summary>
    public void ForgiveRefused() =>
        Complaints.RemoveAll(c => c.StartsWith("Response Status Error Code", StringComparison.Ordinal));

    public static async Task<BrowserVisit> StartAsync(Engine engine = Engine.Sqlite, BrowserNewContextOptions? options = null,
        params IReadOnlyList<JobKind> kinds)
    {
        var app = await RunningApp.StartAsync(engine, null, kinds);
        app.AddEls();
        var visit = new BrowserVisit(app, await (await Chromium.StartAsync()).NewContextAsync(Settled(options ?? new(), app)));
        visit.Page = await visit.context.NewPageAsync();
        await visit.context.AddCookiesAsync([new() { Name = app.SessionCookie, Value = app.NewSession(), Url = app.Address, HttpOnly = true }]);
        await visit.OpenAsync("/customers");
        return visit;
    }

    public Task<IResponse?> OpenAsync(string path) => Page.GotoAsync(App.Address + path);

    /// <summary>A second tab of the same person.</summary>
    public Task<IPage> NewTabAsync() => context.NewPageAsync();

    /// <summary>The visible text of the first element that matches.</summary>
    public Task<string> TextAsync(string selector) => Page.Locator(selector).First.InnerTextAsync();

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        await App.DisposeAsync();
        Assert.Empty(Complaints);
    }

    private static BrowserNewContextOptions Settled(BrowserNewContextOptions options, RunningApp app)
    {
        options.BaseURL = app.Address;
        options.Locale ??= "nl-BE";
        options.ViewportSize ??= new ViewportSize { Width = 1440, Height = 900 };
        return options;
    }
}
