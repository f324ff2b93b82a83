using System.Globalization;

namespace Stamgast.App.Serving;

/// <summary>
/// Names and options of our cookies. Browsers share cookies between ports, so two bases on one machine would overwrite each other's.
/// </summary>
internal static class Cookies
{
    public const string Session = "stamgast";
    public const string Forms = "stamgast-forms";
    public const string Browser = "known-stamgast";

    /// <param name="cookie">One of those above.</param>
    public static string NameOf(HttpRequest request, string cookie) =>
        request.IsHttps ? "__Host-" + cookie : cookie + "-" + (request.Host.Port ?? 80).ToString(CultureInfo.InvariantCulture);

    public static CookieOptions Form(HttpRequest request, TimeSpan? maxAge) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = "/", MaxAge = maxAge, IsEssential = true };

    /// <summary>The cookie of the forms, by the port under which the browser sees it.</summary>
    public sealed class OfForms(IHttpContextAccessor accessor) : CookieBuilder
    {
        public override string? Name
        {
            get => accessor.HttpContext is { } context ? NameOf(context.Request, Forms) : Forms;
            set { }
        }
    }
}
