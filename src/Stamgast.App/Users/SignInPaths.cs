using Stamgast.App.Serving;

namespace Stamgast.App.Users;

/// <summary>Addresses around signing in.</summary>
public static class SignInPaths
{
    /// <summary>The path of a one-time link.</summary>
    public static string Link(string secret) => "/link/" + secret;

    /// <summary>Where to go after signing in: the requested path if it is ours, otherwise the start. An address of another site is not.</summary>
    public static string Onward(string? to) => OurPath.Or(to, "/");
}
