using Stamgast.App.Serving;

namespace Stamgast.App.Users;

/// <summary>Addresses around signing in.</summary>
public static class SignInPaths
{
    /// <summary>The path of a one-time link.</summary>
    public static string Link(string secret) => "/link/" + secret;

    /// <summary>Where to go after signing in: a path of ours as it was asked, else the start. An address of another site is no path of ours.</summary>
    public static string Onward(string? to) => OurPath.Or(to, "/");
}
