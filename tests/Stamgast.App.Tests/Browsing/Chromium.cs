using Microsoft.Playwright;
using Stamgast.App.Browsing;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Stamgast.App.Browsing;

/// <summary>The Chromium of this machine, started when the first browser test asks.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly SemaphoreSlim gate = new(1, 1);
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>A new window without cookies.</summary>
    /// <param name="locale">What the browser says it reads, such as <c>nl-BE</c>.</param>
    public async Task<BrowserWindow> OpenAsync(RunningApp app, string locale = "en-GB", bool dark = false, bool phone = false)
    {
        var started = await StartAsync();
        var context = await started.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = app.Address,
            Locale = locale,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1440, Height = 900 },
            HasTouch = phone,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(60_000);
        return new BrowserWindow(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        gate.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await gate.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            // Root has no namespaces of its own for the sandbox; only our own pages are opened.
            string[] arguments = Environment.UserName == "root" ? ["--no-sandbox"] : [];
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Args = arguments, Timeout = 120_000 });
        }
        finally
        {
            gate.Release();
        }
    }

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/usr/bin");
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is needed for the tests in a browser. Install it: apt-get install chromium");
    }
}
