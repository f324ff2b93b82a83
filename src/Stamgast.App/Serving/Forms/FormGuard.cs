using Microsoft.AspNetCore.Antiforgery;

namespace Stamgast.App.Serving.Forms;

/// <summary>
/// Lets a request that changes something pass only when it comes from one of our own pages: the browser says "same origin" and the
/// form carries the token of this visitor, as a field or, with htmx, as a header.
/// </summary>
internal static class FormGuard
{
    public const string TokenField = "__RequestVerificationToken";
    public const string TokenHeader = "RequestVerificationToken";

    /// <summary>Null when the request may pass, otherwise the reason.</summary>
    public static async Task<string?> RefusalOf(HttpContext context, IAntiforgery forms)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return null;
        if (!ComesFromOurPages(request)) return "page.foreign-form";
        if (StreamedUpload.IsAt(context.GetEndpoint())) return null;
        // Read here, since a form that is too large would pass for one without its token.
        if (request.HasFormContentType) await request.ReadFormAsync(context.RequestAborted);
        return await forms.IsRequestValidAsync(context) ? null : "page.stale-form";
    }

    /// <summary>True when the browser says so, or the caller is not a browser.</summary>
    public static bool ComesFromOurPages(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);
    }
}
