using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Language;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary>One's own account: name, language, look, password, and where one is signed in.</summary>
internal static class AccountRoutes
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/account", Permission.OwnAccount, (Requester requester, Sessions sessions) => Show(requester, sessions));
        routes.MapAction("/account", Permission.OwnAccount, Save);
        routes.MapAction("/account/password", Permission.OwnAccount, ChangePassword);
        routes.MapAction("/account/sessions/{id:long}/end", Permission.OwnAccount, End);
        routes.MapAction("/account/sessions/end-others", Permission.OwnAccount, EndOthers);
    }

    private static IResult Show(Requester requester, Sessions sessions, Refusal? refusal = null) => Page.Of<AccountPage>(
        new { User = requester.User!, Current = requester.Session!.Id, Sessions = sessions.Of(requester.User!.Id), Refusal = refusal },
        refusal is null ? StatusCodes.Status200OK : Failing.StatusInForm(refusal));

    private static IResult Save(IFormCollection form, Requester requester, UserAccounts accounts, Sessions sessions)
    {
        var culture = Cultures.Find(form["culture"]) is null ? null : form["culture"].ToString();
        var theme = form["theme"].ToString() is "light" or "dark" ? form["theme"].ToString() : null;
        try
        {
            var name = UserAccounts.CheckedName(form["name"].ToString());
            accounts.Edit(requester.User!.Id, user => (user.Name, user.Culture, user.Theme) = (name, culture, theme));
            return Page.GoTo(DoneTexts.Said("/account", "account.done.saved"));
        }
        catch (RefusedException e)
        {
            return Show(requester, sessions, refusal: e.Refusal);
        }
    }

    private static async Task<IResult> ChangePassword(IFormCollection form, HttpContext context, Requester requester, SignIn signIn, Sessions sessions,
        UserAccounts accounts, KnownBrowser browser)
    {
        var user = requester.User!;
        try
        {
            await signIn.CheckAsync(user.Email, form["current"].ToString(), requester.Address, browser.Read(context.Request), context.RequestAborted);
            accounts.SetPassword(user, SignInRoutes.NewPassword(form));
        }
        catch (RefusedException e)
        {
            return Show(requester, sessions, refusal: e.Refusal.Code == "signin.wrong" ? new Refusal("password.current") : e.Refusal);
        }
        // Every session ended with the old password; this browser goes on with a new one.
        requester.SignIn(user);
        return Page.GoTo(DoneTexts.Said("/account", "account.done.password"));
    }

    private static IResult End(long id, Requester requester, Sessions sessions)
    {
        sessions.End(requester.User!.Id, id);
        return Page.GoTo("/account");
    }

    private static IResult EndOthers(Requester requester, Sessions sessions)
    {
        sessions.EndOthers(requester.User!.Id, requester.Session!.Id);
        return Page.GoTo("/account");
    }
}
