using System.Net;

namespace Stamgast.App.Serving;

/// <summary>How the pages are served.</summary>
public sealed record ServeOptions
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Where to listen; several are separated by semicolons.</summary>
    public string Urls { get; init; } = DefaultUrl;

    /// <summary>How people reach it, when a proxy stands in front: the start of the links that are printed.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Serve other machines without encryption; passwords and customers travel readable then.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>Proxies whose word about the visitor's address and scheme is taken, besides those on this machine.</summary>
    public IReadOnlyList<IPAddress> Proxies { get; init; } = [];
}
