using Stamgast.App.Activity;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Database;
using Stamgast.Language;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary>One's own account: name, language, look, password, and where one is signed in.</summary>
internal static class AccountRoutes
{
    private const int LongestName = 120;

    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/account", Permission.OwnAccount, (Visitor visitor, Sessions sessions) => Show(visitor, sessions));
        routes.MapAction("/account", Permission.OwnAccount, Save);
        routes.MapAction("/account/password", Permission.OwnAccount, ChangePassword);
        routes.MapAction("/account/sessions/{id:long}/end", Permission.OwnAccount, End);
        routes.MapAction("/account/sessions/end-others", Permission.OwnAccount, EndOthers);
    }

    private static IResult Show(Visitor visitor, Sessions sessions, Refusal? refusal = null) => Page.Of<AccountPage>(
        new { User = visitor.User!, Current = visitor.Session!.Id, Sessions = sessions.Of(visitor.User!.Id), Refusal = refusal },
        refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IResult Save(IFormCollection form, Visitor visitor, UserAccounts accounts)
    {
        var name = form["name"].ToString().Trim();
        var culture = Cultures.Find(form["culture"]) is null ? null : form["culture"].ToString();
        var theme = form["theme"].ToString() is "light" or "dark" ? form["theme"].ToString() : null;
        accounts.Edit(visitor.User!.Id, user =>
        {
            user.Name = name.Length is 0 or > LongestName ? user.Name : name;
            user.Culture = culture;
            user.Theme = theme;
        });
        return Page.GoTo(DoneWords.Said("/account", "account.done.saved"));
    }

    private static IResult ChangePassword(IFormCollection form, Visitor visitor, SignIn signIn, Sessions sessions, Base customers)
    {
        var user = visitor.User!;
        try
        {
            signIn.Check(user.Email, form["current"].ToString(), visitor.Address);
            var password = SignInRoutes.NewPassword(form);
            customers.Write(t => UserAccounts.SetPassword(t, user.Id, password));
        }
        catch (RefusedException e)
        {
            return Show(visitor, sessions, refusal: e.Refusal.Code == "signin.wrong" ? new Refusal("password.current") : e.Refusal);
        }
        // Every session ended with the old password; this browser goes on with a new one.
        visitor.SignIn(user);
        return Page.GoTo(DoneWords.Said("/account", "account.done.password"));
    }

    private static IResult End(long id, Visitor visitor, Sessions sessions)
    {
        sessions.End(visitor.User!.Id, id);
        return Page.GoTo("/account");
    }

    private static IResult EndOthers(Visitor visitor, Sessions sessions)
    {
        sessions.EndOthers(visitor.User!.Id, visitor.Session!.Id);
        return Page.GoTo("/account");
    }
}
