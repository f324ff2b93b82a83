using System.Globalization;
using System.Security.Claims;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Language;
using Stamgast.Settings;
using Stamgast.Users;

namespace Stamgast.App.Serving;

/// <summary>The person behind a request: a user with a session cookie, or nobody.</summary>
public sealed class Requester(Sessions sessions, Lazy<OrganisationSettings> settings, IHttpContextAccessor accessor)
{
    private OrganisationSettings? madeDo;


    private HttpContext Http => accessor.HttpContext!;

    // Read when first asked: a request that needs none is served while the base is away.
    private OrganisationSettings Organisation => madeDo ?? settings.Value;

    /// <summary>Null when nobody is signed in.</summary>
    public User? User { get; private set; }

    /// <summary>The session of <see cref="User"/>.</summary>
    public UserSession? Session { get; private set; }

    /// <summary>The actor for the history of changes made on a page.</summary>
    public Actor Actor => By(Door.Form);

    /// <summary>The same through another door.</summary>
    public Actor By(Door door) => new(User?.Id, door) { Viewer = Viewer };

    /// <summary>The customers that this person may see.</summary>
    public Viewer Viewer => User is null ? Viewer.Nobody : Viewer.Of(User);

    /// <summary>The network address, for sign-in and the list of sessions.</summary>
    public string Address => Http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The user's choice, otherwise the browser's, otherwise the organisation's.</summary>
    public CultureInfo Culture => Cultures.Find(User?.Culture) ?? OfBrowser() ?? Cultures.Find(Organisation.Culture) ?? Cultures.English;

    /// <summary>The country of the browser's first language, such as NL in <c>nl-NL</c>; null without one.</summary>
    public string? Country => Http.Request.Headers.AcceptLanguage.ToString().Split(',', ';')[0].Split('-') is [_, var country]
        ? country.ToUpperInvariant() : null;

    /// <summary>The same for the pages.</summary>
    public Visit Visit => new(Culture, Organisation.TimeZone, User?.Name ?? "", permission => Access.Allows(User, permission))
    {
        Theme = User?.Theme ?? "system",
        Viewer = Viewer,
        Uses = topic => Organisation.Uses(topic),
        Organisation = User is null ? "" : Organisation.Name,
        ReadExtra = () => User is null ? ExtraDefinitions.None : ExtraDefinitions.Of(Http.RequestServices.GetRequiredService<Base>()),
    };

    /// <summary>
    /// Looks up the session of the cookie. Its last use is recorded outside the request, since that may have to wait for an import.
    /// </summary>
    internal void Recognise()
    {
        if (Http.Request.Cookies[Cookies.NameOf(Http.Request, Cookies.Session)] is not { Length: > 0 } secret || sessions.Find(secret) is not { } found) return;
        (Session, User) = found;
        Http.User = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, User.Id.ToString(CultureInfo.InvariantCulture))], "session"));
        if (sessions.WantsToBeSeen(Session)) sessions.SeeSoon(Session.Id);
    }

    /// <summary>From here on, only known data is used: the base does not answer.</summary>
    internal void MakeDo() => madeDo ??= Http.RequestServices.GetRequiredService<KnownSettings>().Last;

    /// <summary>Starts a session of this user and gives the browser its cookie; the session that this browser had ends.</summary>
    internal void SignIn(User user)
    {
        EndSession();
        var secret = sessions.Start(user, Address, Http.Request.Headers.UserAgent.ToString());
        Http.Response.Cookies.Append(Cookies.NameOf(Http.Request, Cookies.Session), secret, Cookies.Form(Http.Request, Sessions.LongestLife));
        User = user;
    }

    /// <summary>
    /// After the password was typed again: a new session, as after signing in. The old one lasts for a moment, since a second click brings its cookie.
    /// </summary>
    internal void Renew(User user)
    {
        if (Session is { } session) sessions.EndSoon(session.Id);
        Session = null;
        SignIn(user);
    }

    /// <summary>Ends the session, here and in the base.</summary>
    internal void SignOut()
    {
        EndSession();
        Http.Response.Cookies.Delete(Cookies.NameOf(Http.Request, Cookies.Session), Cookies.Form(Http.Request, null));
    }

    private void EndSession()
    {
        if (Session is { } session) sessions.End(session.UserId, session.Id);
        (Session, User) = (null, null);
    }

    private CultureInfo? OfBrowser()
    {
        if (!Microsoft.Net.Http.Headers.StringWithQualityHeaderValue.TryParseList(Http.Request.Headers.AcceptLanguage, out var wishes)) return null;
        return wishes.OrderByDescending(w => w.Quality ?? 1).Select(w => Cultures.Match(w.Value.Value, Organisation.HomeCountry))
            .FirstOrDefault(c => c is not null);
    }
}
