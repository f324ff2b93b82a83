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
        routes.MapPage("/first-run/{secret}", Permission.Everyone, (string secret, string? country, SignInLinks links, Requester requester) =>
        {
            Require(links, secret);
            return Show(secret, requester, country);
        });
        routes.MapPage("/first-run/{secret}/usual", Permission.Everyone, (string secret, HttpRequest request, SignInLinks links, Requester requester) =>
        {
            Require(links, secret);
            return Page.IsFragment(request) ? Page.Of<UsualFields>(
                new { Settings = UsualIn(request.Query[OrganisationSettings.HomeCountrySetting.Key], requester) }) : Page.GoTo("/first-run/" + secret);
        });
        routes.MapAction("/first-run/{secret}", Permission.Everyone, Begin);
    }

    /// <summary>The questions, filled in as is usual in a country.</summary>
    public static IResult Show(string secret, Requester requester, string? country = null) =>
        Page.Of<FirstRunPage>(new { Secret = secret, Settings = UsualIn(country, requester) });

    /// <summary>The key of the caption of a field that may be wrong.</summary>
    public static string CaptionOf(string field) => field switch
    {
        "name" or "email" => "user." + field,
        "password" => "user.password.new",
        "again" => "user.password.again",
        _ => "setting." + field,
    };

    private static OrganisationSettings UsualIn(string? country, Requester requester)
    {
        var known = OrganisationSettings.HomeCountrySetting;
        var home = new[] { country, requester.Country, known.Default }.First(c => c is not null && known.Allows(c))!;
        return OrganisationSettings.UsualIn(home, Cultures.TagOf(requester.Culture));
    }

    private static IResult Begin(string secret, IFormCollection form, SignInLinks links, UserAccounts accounts, Samples samples, Base customers,
        Requester requester, Visit visit)
    {
        Require(links, secret);
        var settings = SettingsRoutes.ValuesOf(form);
        var (name, email) = (form["name"].ToString(), form["email"].ToString());
        var problems = ProblemsOf(form, settings, visit);
        if (problems.Count > 0) return Again(null);
        try
        {
            var first = customers.Write(transaction =>
            {
                OrganisationSettings.Save(transaction, settings);
                return accounts.AddFirst(transaction, email, name, form["password"].ToString());
            });
            requester.SignIn(first);
            if (form["samples"] == "yes") samples.AddUsual(requester.Actor);
            return Page.GoTo("/");
        }
        catch (RefusedException e) when (e.Refusal.Code is not ("user.notfirst" or "busy"))
        {
            return Again(e.Refusal);
        }

        IResult Again(Refusal? refusal) => Page.Of<FirstRunPage>(
            new { Secret = secret, Settings = new OrganisationSettings(settings), Name = name, Email = email, WithSamples = form["samples"] == "yes",
                Refusal = refusal, Problems = problems },
            refusal is null ? StatusCodes.Status422UnprocessableEntity : Failing.StatusInForm(refusal));
    }

    // All at once, so that fixing one does not reveal the next.
    private static Dictionary<string, string> ProblemsOf(IFormCollection form, Dictionary<string, string> settings, Visit visit)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var setting in OrganisationSettings.All.Where(s => settings.ContainsKey(s.Key))) Try(setting.Key, () => setting.Check(settings[setting.Key]));
        if (string.IsNullOrWhiteSpace(form["name"])) problems["name"] = visit.T("firstrun.name.missing");
        Try("email", () => UserAccounts.CheckEmail(form["email"].ToString().Trim()));
        Try("password", () => Passwords.Check(form["password"].ToString(), form["email"].ToString()));
        Try("again", () => SignInRoutes.NewPassword(form));
        return problems;

        void Try(string field, Action check)
        {
            try
            {
                check();
            }
            catch (RefusedException e)
            {
                // For an empty field the caption says enough.
                var open = e.Refusal.Code is "user.missing" or "password.missing";
                problems[field] = open ? e.Refusal.Remedy(visit.Culture) : e.Refusal.What(visit.Culture) + " " + e.Refusal.Remedy(visit.Culture);
            }
        }
    }

    private static void Require(SignInLinks links, string secret)
    {
        if (links.Find(secret) is not { Purpose: SignInLinkPurpose.FirstRun }) throw new RefusedException("link.used");
    }
}
