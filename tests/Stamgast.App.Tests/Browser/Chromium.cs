using Microsoft.Playwright;
using Stamgast.App.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Stamgast.App.Browser;

/// <summary>The Chromium of this machine: one process for the whole test run, started when the first test asks.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly Lazy<Task<IBrowser>> Started = new(LaunchAsync);

    public static Task<IBrowser> StartAsync() => Started.Value;

    public async ValueTask DisposeAsync()
    {
        if (Started.IsValueCreated) await (await Started.Value).DisposeAsync();
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        // Root has no namespaces of its own for the sandbox; only our own pages are opened.
        string[] arguments = Environment.UserName == "root" ? ["--no-sandbox"] : [];
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Args = arguments, Timeout = 120_000 });
    }

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/usr/bin");
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is needed for the tests in a browser. Install it: apt-get install chromium");
    }
}
