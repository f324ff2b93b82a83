using Stamgast.Users;

namespace Stamgast.App.Permissions;

/// <summary>The only place that decides who may do what. There are no roles yet: everybody who can sign in may do everything.</summary>
public static class Access
{
    /// <param name="user">Null when nobody is signed in.</param>
    public static bool Allows(User? user, Permission permission) =>
        permission == Permission.Everyone || user is { Active: true };

    /// <summary>A user who runs commands can read and write the files of the base anyway.</summary>
    public static bool AllowsCommandLine(Permission permission) => permission != Permission.OwnAccount;
}
