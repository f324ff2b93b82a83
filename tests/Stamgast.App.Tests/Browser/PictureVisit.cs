using Microsoft.Playwright;

namespace Stamgast.App.Browser;

/// <summary>A visit in English that makes pictures for the guide (<c>bin/pictures</c>).</summary>
internal sealed class PictureVisit : IAsyncDisposable
{
    private readonly string suffix;

    private PictureVisit(BrowserVisit visit, string suffix) => (Visit, this.suffix) = (visit, suffix);

    public BrowserVisit Visit { get; }

    private static string Folder => Environment.GetEnvironmentVariable("STAMGAST_PICTURES")
        ?? throw new InvalidOperationException("Run bin/pictures, which says where the pictures go.");

    /// <param name="suffix">The end of the names of its pictures: "-dark".</param>
    public static async Task<PictureVisit> StartAsync(string suffix, ColorScheme scheme, int width, int height) =>
        new(await BrowserVisit.StartAsync(options: new() { Locale = "en-GB", ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height } }),
            suffix);

    /// <summary>Takes a picture of the page that is open, or of another one.</summary>
    public async Task TakeAsync(string name, string? address = null)
    {
        if (address is not null) await Visit.OpenAsync(address);
        await Visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, name + suffix + ".png") });
    }

    public ValueTask DisposeAsync() => Visit.DisposeAsync();
}
