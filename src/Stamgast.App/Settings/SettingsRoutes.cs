using Stamgast.App.Activity;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Database;
using Stamgast.SampleData;
using Stamgast.Settings;

namespace Stamgast.App.Settings;

/// <summary>The page of the organisation's settings.</summary>
internal static class SettingsRoutes
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/settings", Permission.ChangeSettings, (OrganisationSettings settings, Samples samples) => Show(settings, samples));
        routes.MapAction("/settings", Permission.ChangeSettings, Save);
    }

    /// <summary>The settings of a form, by key. Ticks of one name are joined by spaces; no tick at all is a choice too.</summary>
    public static Dictionary<string, string> ValuesOf(IFormCollection form)
    {
        var values = OrganisationSettings.All.Where(s => form.ContainsKey(s.Key)).ToDictionary(s => s.Key, s => string.Join(' ', form[s.Key].ToArray()), StringComparer.Ordinal);
        values.TryAdd(OrganisationSettings.LanguagesSetting.Key, "en");
        return values;
    }

    private static IResult Show(OrganisationSettings settings, Samples samples, Refusal? refusal = null) => Page.Of<SettingsPage>(
        new { Settings = settings, SampleCustomers = samples.Living().Sum(s => s.Created - s.Undone), Refusal = refusal },
        refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IResult Save(IFormCollection form, Samples samples, Base customers)
    {
        var values = ValuesOf(form);
        try
        {
            customers.Write(t => OrganisationSettings.Save(t, values));
            return Page.GoTo(DoneWords.Said("/settings", "account.done.saved"));
        }
        catch (RefusedException e) when (e.Refusal.Code == "setting.value")
        {
            return Show(new OrganisationSettings(values), samples, e.Refusal);
        }
    }
}
