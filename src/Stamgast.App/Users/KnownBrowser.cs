using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Stamgast.App.Serving;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary>
/// Marks a browser in which somebody has signed in, for a year, so that failed attempts of others behind the same address do not slow it down. The
/// mark opens nothing: the password is still required.
/// </summary>
internal sealed class KnownBrowser(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);
    private const int LongestCookie = 1_000;

    private readonly IDataProtector protector = protection.CreateProtector("stamgast.known-browser");

    /// <summary>The user of the browser, and the mark; null without one of our marks.</summary>
    public (long UserId, string Mark)? Read(HttpRequest request)
    {
        if (request.Cookies[Cookies.NameOf(request, Cookies.Browser)] is not { Length: > 0 and < LongestCookie } cookie) return null;
        try
        {
            return protector.Unprotect(cookie).Split(' ') is [var id, var mark] ? (long.Parse(id, CultureInfo.InvariantCulture), mark) : null;
        }
        catch (CryptographicException) { return null; }
    }

    public void Mark(HttpContext context, User user)
    {
        if (Read(context.Request)?.UserId == user.Id) return;
        context.Response.Cookies.Append(Cookies.NameOf(context.Request, Cookies.Browser),
            protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{user.Id} {Stamgast.Users.Secret.New()}")), Cookies.Form(context.Request, Life));
    }
}
