using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary>The users who can sign in: add one, give a new link, deactivate.</summary>
internal static class UsersRoutes
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/users", Permission.ManageUsers, (UserAccounts accounts, Requester requester) => Show(accounts, requester));
        routes.MapAction("/users", Permission.ManageUsers, Add);
        routes.MapAction("/users/{id:long}/link", Permission.ManageUsers, NewLink);
        routes.MapAction("/users/{id:long}/active", Permission.ManageUsers, SetActive);
    }

    private static IResult Show(UserAccounts accounts, Requester requester, Refusal? refusal = null) => Page.Of<UsersPage>(
        new { Users = accounts.All(), Me = requester.User!.Id, Refusal = refusal },
        refusal is null ? StatusCodes.Status200OK : Failing.StatusInForm(refusal));

    private static IResult Add(IFormCollection form, UserAccounts accounts, SignInLinks links, Requester requester, HttpRequest request, ServeOptions options)
    {
        try
        {
            return ShowOnce(accounts.Add(form["email"].ToString(), form["name"]), links, request, options);
        }
        catch (RefusedException e)
        {
            return Show(accounts, requester, refusal: e.Refusal);
        }
    }

    private static IResult NewLink(long id, UserAccounts accounts, SignInLinks links, Requester requester, HttpRequest request, ServeOptions options)
    {
        if (accounts.Find(id) is not { } user) return Results.NotFound();
        try
        {
            return ShowOnce(user, links, request, options);
        }
        catch (RefusedException e)
        {
            return Show(accounts, requester, refusal: e.Refusal);
        }
    }

    private static IResult SetActive(long id, IFormCollection form, UserAccounts accounts, Requester requester)
    {
        if (accounts.Find(id) is null) return Results.NotFound();
        try
        {
            accounts.SetActive(id, form["active"] == "true");
            return Page.GoTo("/users");
        }
        catch (RefusedException e)
        {
            return Show(accounts, requester, refusal: e.Refusal);
        }
    }

    // On the next page: reloading it does not make a second link, which would invalidate the first.
    private static IResult ShowOnce(User user, SignInLinks links, HttpRequest request, ServeOptions options) =>
        Page.GoTo(new Flash { Key = user.PasswordHash is null ? "command.user.invitation" : "command.user.link", With = [user.Email],
            Code = AddressOf(links.ForPassword(user), request, options) }.At("/users"));

    private static string AddressOf(string secret, HttpRequest request, ServeOptions options) =>
        (options.PublicUrl ?? $"{request.Scheme}://{request.Host}") + SignInPaths.Link(secret);
}
