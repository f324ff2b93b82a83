using Microsoft.Net.Http.Headers;

namespace Stamgast.App.Serving;

/// <summary>
/// Rejects requests that no browser sends and no page can handle: an address without a host, forms in another encoding, zero characters, which
/// PostgreSQL cannot store.
/// </summary>
internal static class SoundRequest
{
    /// <summary>The largest form of a visitor who is not signed in, in bytes.</summary>
    public const long LargestOfStrangers = 64 * 1024;

    public static bool HasHost(HttpRequest request) =>
        request.Host.HasValue && Uri.TryCreate($"{request.Scheme}://{request.Host.Value}/", UriKind.Absolute, out var address) && address.Host.Length > 0;

    public static bool IsReadable(HttpRequest request)
    {
        if (request.Path.Value?.Contains('\0', StringComparison.Ordinal) == true) return false;
        if (request.QueryString.HasValue && request.Query.Any(q => HasZero(q.Key) || q.Value.Any(HasZero))) return false;
        return request.ContentType is null || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));
    }

    public static bool IsReadable(IFormCollection form) => !form.Any(f => HasZero(f.Key) || f.Value.Any(HasZero));

    private static bool HasZero(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
