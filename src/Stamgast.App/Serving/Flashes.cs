using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Stamgast.App.Serving;

namespace Stamgast.App.Serving;

/// <summary>
/// Keeps the message of a page from the answer to a form until the page is requested: in a cookie that only we can read, bound to the page and the
/// user, and deleted once shown. Reloading, a shared link and another tab do not show it again.
/// </summary>
public sealed class Flashes(IDataProtectionProvider protection)
{
    // A page is asked for at once; a slow line may need a while.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Stamgast.Flash").ToTimeLimitedDataProtector();

    /// <summary>Takes the message out of an address and keeps it for that page. Returns the address without it.</summary>
    public string Keep(HttpContext context, string address)
    {
        var (clean, said) = Flash.Part(address);
        if (said is null || UserOf(context) is not { } user) return clean;
        var path = clean.Split('?', '#')[0];
        context.Response.Cookies.Append(NameFor(path, context.Request),
            Base64Url.EncodeToString(protector.CreateProtector(Purpose(user, path)).Protect(said.ToBytes(), Kept)), Form(context.Request, path, Kept));
        return clean;
    }

    /// <summary>True when the page that is asked for has something to say.</summary>
    public static bool IsWaiting(HttpContext context) => context.Request.Cookies.ContainsKey(NameFor(context.Request.Path, context.Request));

    /// <summary>The message of the requested page; reading it removes it.</summary>
    public Flash? Take(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var name = NameFor(path, context.Request);
        if (context.Request.Cookies[name] is not { } kept || UserOf(context) is not { } user) return null;
        if (!context.Response.HasStarted) context.Response.Cookies.Delete(name, Form(context.Request, path, null));
        try
        {
            return Flash.Read(protector.CreateProtector(Purpose(user, path)).Unprotect(Base64Url.DecodeFromChars(kept)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            // Too old, or from another user or another base on this machine.
            return null;
        }
    }

    private static long? UserOf(HttpContext context) => context.RequestServices.GetRequiredService<Requester>().User?.Id;

    private static string Purpose(long user, string path) => string.Create(CultureInfo.InvariantCulture, $"{user} {path}");

    // A name for each page, so that two tabs do not take each other's; with the port, since cookies are shared between ports.
    private static string NameFor(string? path, HttpRequest request) =>
        string.Create(CultureInfo.InvariantCulture,
            $"stamgast-said-{request.Host.Port ?? 0}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path ?? "/")).AsSpan(0, 6))}");

    private static CookieOptions Form(HttpRequest request, string path, TimeSpan? maxAge) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = request.IsHttps, Path = path, MaxAge = maxAge, IsEssential = true };
}
