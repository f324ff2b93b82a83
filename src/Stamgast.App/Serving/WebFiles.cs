using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Stamgast.App.Serving;

namespace Stamgast.App.Serving;

/// <summary>
/// Style sheets, scripts and fonts, embedded in the program. Each address carries a hash of the content, so a browser keeps
/// a file for a year and still fetches a new one at once after an upgrade.
/// </summary>
public static class WebFiles
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, Asset> All = Read().ToFrozenDictionary(a => a.Path, StringComparer.Ordinal);

    /// <summary>The address of a file, such as <c>Url("shell.css")</c>. Throws for a file that does not exist.</summary>
    public static string Url(string path) => All.TryGetValue(path, out var asset)
        ? $"/assets/{path}?v={asset.Version}"
        : throw new FileNotFoundException($"No embedded file '{path}'.");

    /// <summary>Serves the files under <c>/assets/</c>.</summary>
    public static IEndpointConventionBuilder MapWebFiles(this IEndpointRouteBuilder routes) =>
        routes.MapForEverybody("/assets/{**path}", Send);

    private static IResult Send(string path, HttpContext context)
    {
        if (!All.TryGetValue(path, out var asset)) return Results.NotFound();
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query["v"] == asset.Version ? "public, max-age=31536000, immutable" : "public, max-age=300";
        headers.Vary = "Accept-Encoding";
        headers.ETag = $"\"{asset.Version}\"";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(asset.Version, StringComparison.Ordinal))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        if (asset.Packed.Value is not { } packed || !context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return Results.Bytes(asset.Content, asset.ContentType);
        headers.ContentEncoding = "br";
        return Results.Bytes(packed, asset.ContentType);
    }

    private static IEnumerable<Asset> Read()
    {
        var assembly = typeof(WebFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            yield return new Asset(name[Prefix.Length..], content);
        }
    }

    private sealed class Asset(string path, byte[] content)
    {
        public string Path { get; } = path;
        public byte[] Content { get; } = content;
        public string Version { get; } = Convert.ToHexStringLower(SHA256.HashData(content))[..12];

        /// <summary>Brotli, compressed at the first request; null for files that are already compressed.</summary>
        public Lazy<byte[]?> Packed { get; } = new(() => path.EndsWith(".woff2", StringComparison.Ordinal) ? null : Pack(content));

        public string ContentType => System.IO.Path.GetExtension(Path) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".woff2" => "font/woff2",
            _ => "application/octet-stream",
        };

        private static byte[] Pack(byte[] content)
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(content);
            return packed.ToArray();
        }
    }
}
