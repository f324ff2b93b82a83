using System.CommandLine;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Stamgast.App.CommandLine;
using Stamgast.App.Duplicates.Scanning;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Users;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Duplicates.Scanning;
using Stamgast.Settings;
using Stamgast.Users;

namespace Stamgast.App.Start;

/// <summary><c>stamgast serve</c>: the pages, until it is stopped.</summary>
internal sealed class ServeCommand : StamgastCommand
{
    private readonly Option<string> urls = new("--urls") { HelpName = "URL", DefaultValueFactory = _ => ServeOptions.DefaultUrl };
    private readonly Option<string?> publicUrl = new("--public-url") { HelpName = "URL" };
    private readonly Option<string[]> proxies = new("--proxy") { HelpName = "ADDRESS" };
    private readonly Option<bool> plainHttp = new("--plain-http");

    public ServeCommand() : base("serve", Permission.Operate)
    {
        Add(urls);
        Add(publicUrl);
        Add(proxies);
        Add(plainHttp);
        proxies.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<string[]>()?.FirstOrDefault(a => !IPAddress.TryParse(a, out _)) is { } wrong)
                given.AddError($"'{wrong}' is no IP address.");
        });
    }

    public override CommandPlace Place => CommandPlace.Alone;

    public override async Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var options = new ServeOptions
        {
            Urls = arguments.GetValue(urls)!,
            PublicUrl = arguments.GetValue(publicUrl)?.TrimEnd('/'),
            PlainHttp = arguments.GetValue(plainHttp),
            Proxies = [.. (arguments.GetValue(proxies) ?? []).Select(IPAddress.Parse)],
        };
        await using var app = WebHost.Build(context.Base, options);
        await StartAsync(app, options);
        app.Services.GetRequiredService<ListMemory>().Begin();
        app.Services.GetRequiredService<ScanFollowing>().Begin();
        await using var handOver = context.Base.Location.IsOnServer ? null : new HandOverServer(context.Base, app.Services.GetRequiredService<MatchMemory>());
        var address = options.PublicUrl ?? AddressOf(app);
        ServedAddress.Keep(context.Base, address);
        Announce(context, address, app.Services.GetRequiredService<SignInLinks>());
        Warn(context, options, context.Base.Location);
        await WaitAsync(app, context.Cancel);
        context.Err.WriteLine(context.T("serve.stopped"));
        return CommandRunner.Done;
    }

    private static async Task StartAsync(WebApplication app, ServeOptions options)
    {
        try
        {
            await app.StartAsync(CancellationToken.None);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new RefusedException("port.taken", options.Urls);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            throw new RefusedException("port.unusable", options.Urls, e.Message);
        }
    }

    private static void Announce(CommandContext context, string address, SignInLinks links)
    {
        context.Err.WriteLine(context.T("serve.ready", address));
        if (links.ForFirstRun() is not { } secret) return;
        context.Err.WriteLine();
        context.Err.WriteLine(context.T("serve.first"));
        context.Err.WriteLine("  " + address + SignInPaths.Link(secret));
        context.Err.WriteLine();
    }

    private static void Warn(CommandContext context, ServeOptions options, BaseLocation location)
    {
        var free = DataFolder.FreeSpace(location.DataFolder);
        if (free < DataFolder.LittleSpace) context.Err.WriteLine(context.T("serve.littlespace", location.DataFolder, free >> 20));
        if (!context.Base.IsForOwnerOnly) context.Err.WriteLine(context.T("serve.openfolder", location.DataFolder));
        var plainAndOpen = options.Urls.Split(';').Any(u => u.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !IsOfThisMachine(u));
        if (plainAndOpen) context.Err.WriteLine(context.T(options.PlainHttp ? "serve.plainhttp.open" : "serve.plainhttp"));
    }

    private static bool IsOfThisMachine(string url) =>
        Uri.TryCreate(url.Replace("*", "0.0.0.0", StringComparison.Ordinal).Replace("+", "0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri)
            && uri.IsLoopback;

    private static async Task WaitAsync(WebApplication app, CancellationToken cancel)
    {
        try { await Task.Delay(Timeout.InfiniteTimeSpan, cancel); }
        catch (OperationCanceledException) { }
        await app.StopAsync(CancellationToken.None);
    }

    // A browser cannot open a wildcard address.
    private static string AddressOf(WebApplication app)
    {
        var address = app.Urls.First();
        return string.Create(CultureInfo.InvariantCulture,
            $"{address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)}").TrimEnd('/');
    }
}
