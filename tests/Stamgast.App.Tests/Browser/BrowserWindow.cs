using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Stamgast.App.Browser;

/// <summary>One browser window in which nobody is signed in yet, with the errors in it.</summary>
public sealed class BrowserWindow : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    private BrowserWindow(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // The page shows a refusal in words; the browser's line about its status is not an error.
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal)) complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>Errors of scripts and everything that the content security policy held back; should stay empty.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>A new window without cookies.</summary>
    /// <param name="locale">The language of the browser, such as <c>nl-BE</c>.</param>
    public static async Task<BrowserWindow> OpenAsync(RunningApp app, string locale = "en-GB", bool phone = false)
    {
        var context = await (await Chromium.StartAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = app.Address,
            Locale = locale,
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1440, Height = 900 },
            HasTouch = phone,
        });
        context.SetDefaultTimeout(60_000);
        return new BrowserWindow(context, await context.NewPageAsync());
    }

    /// <summary>Signs in as Els Peeters.</summary>
    public async Task SignInAsync()
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("[name=email]", RunningApp.Email);
        await Page.FillAsync("[name=password]", RunningApp.Password);
        await Page.ClickAsync("button.pri");
        await Page.WaitForURLAsync("**/customers**");
    }

    /// <summary>Keeps a picture for a person to look at, when the environment names a folder in STAMGAST_SCREENSHOTS.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("STAMGAST_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
