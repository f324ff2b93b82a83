using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Settings;
using Stamgast.App.Users;
using Stamgast.Database;
using Stamgast.Language;
using Stamgast.SampleData;
using Stamgast.Settings;
using Stamgast.Users;

namespace Stamgast.App.FirstRun;

/// <summary>The first start: who the organisation is, and its first administrator.</summary>
internal static class FirstRunRoutes
{
    public static void MapFirstRun(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/first-run/{secret}", Permission.Everyone, (string secret, string? country, SignInLinks links, Visitor visitor) =>
        {
            Require(links, secret);
            return Show(secret, visitor, country);
        });
        routes.MapAction("/first-run/{secret}", Permission.Everyone, Begin);
    }

    /// <summary>The questions, filled in as is usual in a country.</summary>
    public static IResult Show(string secret, Visitor visitor, string? country = null)
    {
        var known = OrganisationSettings.HomeCountrySetting;
        var home = new[] { country, visitor.Country, known.Default }.First(c => c is not null && known.Allows(c))!;
        var settings = OrganisationSettings.UsualIn(home, Cultures.TagOf(visitor.Culture));
        return Page.Of<FirstRunPage>(new { Secret = secret, Settings = settings });
    }

    private static IResult Begin(string secret, IFormCollection form, SignInLinks links, UserAccounts accounts, Samples samples, Base customers, Visitor visitor)
    {
        Require(links, secret);
        var settings = SettingsRoutes.ValuesOf(form);
        var (name, email) = (form["name"].ToString(), form["email"].ToString());
        try
        {
            var password = SignInRoutes.NewPassword(form);
            var first = customers.Write(transaction =>
            {
                OrganisationSettings.Save(transaction, settings);
                return accounts.AddFirst(transaction, email, name, password);
            });
            visitor.SignIn(first);
            if (form["samples"] == "yes") samples.AddUsual(visitor.Actor);
            return Page.GoTo("/");
        }
        catch (RefusedException e) when (e.Refusal.Code is not ("user.notfirst" or "busy"))
        {
            return Page.Of<FirstRunPage>(
                new { Secret = secret, Settings = new OrganisationSettings(settings), Name = name, Email = email, WithSamples = form["samples"] == "yes", e.Refusal },
                StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static void Require(SignInLinks links, string secret)
    {
        if (links.Find(secret) is not { Purpose: SignInLinkPurpose.FirstRun }) throw new RefusedException("link.used");
    }
}
