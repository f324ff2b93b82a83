using Stamgast.App.CommandLine;
using Stamgast.App.Serving;
using Stamgast.Settings;
using Stamgast.Users;

namespace Stamgast.App.Users;

/// <summary>The end of the commands that give a user a one-time link.</summary>
internal static class UserLink
{
    public static int Print(CommandContext context, User user)
    {
        var secret = new SignInLinks(context.Base, TimeProvider.System).ForPassword(user);
        var link = (ServedAddress.Of(context.Base) ?? ServeOptions.DefaultUrl) + SignInPaths.Link(secret);
        return context.Done(new { user = user.Id, user.Email, link },
            context.T(user.PasswordHash is null ? "command.user.invitation" : "command.user.link", user.Email) + "\n  " + link);
    }
}
