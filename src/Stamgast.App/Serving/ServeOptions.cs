using System.Net;

namespace Stamgast.App.Serving;

/// <summary>The options of the web server.</summary>
public sealed record ServeOptions
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = DefaultUrl;

    /// <summary>The public address behind a proxy: the start of printed links.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Serve other machines without encryption; passwords and customers travel readable then.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>Proxies trusted about the visitor's address and scheme, in addition to those on this machine.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];
}
