using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Users.Again;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary>Signing in and out, and choosing a password through a one-time link.</summary>
internal static class SignInRoutes
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/sign-in", Permission.Everyone, Show);
        routes.MapAction("/sign-in", Permission.Everyone, Enter);
        routes.MapAction("/sign-out", Permission.OwnAccount, Leave);
        routes.MapPage("/link/{secret}", Permission.Everyone, ShowLink);
        routes.MapAction("/link/{secret}", Permission.Everyone, UseLink);
    }

    private static IResult Show(string? to, string? kept, string? ended, Requester requester, UserAccounts accounts, KeptForms forms)
    {
        if (requester.User is not null) return Page.GoTo(SignInAgain.Onward(kept, SignInPaths.Onward(to), forms, requester.User.Id));
        return Page.Of<SignInPage>(new { To = SignInPaths.Onward(to), Kept = kept, HasEnded = ended is not null, NobodyYet = !accounts.Any() });
    }

    private static async Task<IResult> Enter(IFormCollection form, HttpContext context, Requester requester, SignIn signIn, KnownBrowser browser,
        KeptForms forms)
    {
        var (email, to) = (form["email"].ToString(), SignInPaths.Onward(form["to"]));
        try
        {
            var user = await signIn.CheckAsync(email, form["password"].ToString(), requester.Address, browser.Read(context.Request), context.RequestAborted);
            requester.SignIn(user);
            browser.Mark(context, user);
            return Page.GoTo(SignInAgain.Onward(form["kept"], to, forms, user.Id));
        }
        catch (RefusedException e)
        {
            return Page.Of<SignInPage>(new { To = to, Kept = form["kept"].ToString(), Email = email, e.Refusal }, Failing.StatusInForm(e.Refusal));
        }
    }

    private static IResult Leave(Requester requester, HttpContext context)
    {
        requester.SignOut();
        // Not the cookies: this would also clear those of other ports, that is, of other bases. Ours is cleared separately.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Page.GoTo("/sign-in");
    }

    private static IResult ShowLink(string secret, SignInLinks links, UserAccounts accounts, Requester requester, ShowFirstRun firstRun) =>
        links.Find(secret) switch
    {
        { Purpose: SignInLinkPurpose.FirstRun } => firstRun(secret, requester),
        { UserId: { } userId } => Page.Of<LinkPage>(new { Secret = secret, User = accounts.Find(userId)! }),
        _ => throw new RefusedException("link.used"),
    };

    private static IResult UseLink(string secret, IFormCollection form, SignInLinks links, UserAccounts accounts, Requester requester)
    {
        if (links.Find(secret)?.UserId is not { } userId) throw new RefusedException("link.used");
        try
        {
            requester.SignIn(links.ChoosePassword(secret, NewPassword(form)));
            return Page.GoTo("/");
        }
        catch (RefusedException e) when (e.Refusal.Code != "link.used")
        {
            return Page.Of<LinkPage>(new { Secret = secret, User = accounts.Find(userId)!, e.Refusal }, Failing.StatusInForm(e.Refusal));
        }
    }

    /// <summary>The new password of a form that asks it twice.</summary>
    /// <exception cref="RefusedException">password.different</exception>
    public static string NewPassword(IFormCollection form)
    {
        var password = form["password"].ToString();
        return password == form["again"].ToString() ? password : throw new RefusedException("password.different");
    }
}
