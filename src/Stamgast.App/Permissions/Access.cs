using Stamgast.Users;

namespace Stamgast.App.Permissions;

/// <summary>The one place that says who may do what. There are no roles yet: who can sign in may do everything.</summary>
public static class Access
{
    /// <param name="user">Null: nobody signed in.</param>
    public static bool Allows(User? user, Permission permission) =>
        permission == Permission.Everyone || user is { Active: true };

    /// <summary>Who runs a command may read and write the files of the base anyway.</summary>
    public static bool AllowsCommandLine(Permission permission) => permission != Permission.OwnAccount;
}
