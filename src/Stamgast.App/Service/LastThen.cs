using System.Globalization;
using Stamgast.App.Serving;
using Stamgast.Service.Tickets;

namespace Stamgast.App.Service;

/// <summary>What a user let become of the ticket after the last answer, in this browser: chosen again for the next one.</summary>
public sealed class LastThen(IHttpContextAccessor context, Requester requester)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The states that can be chosen; the empty one leaves the ticket as it is.</summary>
    public static readonly IReadOnlyList<string> States = [TicketKind.Waiting, TicketKind.Resolved, ""];

    private string? Name => requester.User is { } user ? string.Create(CultureInfo.InvariantCulture, $"ticket-then-{user.Id}") : null;

    /// <summary>The state; waiting for the customer when nothing was chosen yet.</summary>
    public string Of() => Name is { } name && context.HttpContext?.Request.Cookies[name] is { } last
        && States.FirstOrDefault(s => s == (last == "stay" ? "" : last)) is { } known ? known : TicketKind.Waiting;

    /// <summary>Remembers what was chosen with an answer.</summary>
    public void Remember(string? state)
    {
        if (Name is not { } name || context.HttpContext is not { } now || !States.Contains(state ?? "")) return;
        now.Response.Cookies.Append(name, string.IsNullOrEmpty(state) ? "stay" : state, new CookieOptions
        {
            Path = "/tickets", HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = now.Request.IsHttps, MaxAge = Kept,
        });
    }
}
