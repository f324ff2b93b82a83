using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.App.Settings;

/// <summary>The pages of the settings: the organisation and the required fields. The others belong to their features.</summary>
internal static class SettingsRoutes
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/settings", Permission.ChangeSettings, (OrganisationSettings settings) => Show(settings, atRoot: true));
        routes.MapPage("/settings/organisation", Permission.ChangeSettings, (OrganisationSettings settings) => Show(settings));
        routes.MapAction("/settings", Permission.ChangeSettings, (IFormCollection form, Base customers) =>
            Save(ValuesOf(form), "/settings/organisation", customers, (values, refusal) => Show(values, refusal: refusal)));
        routes.MapPage("/settings/required", Permission.ChangeSettings, (OrganisationSettings settings) => ShowRequired(settings));
        routes.MapAction("/settings/required", Permission.ChangeSettings, (IFormCollection form, Base customers) =>
            Save(new(StringComparer.Ordinal) { [OrganisationSettings.RequiredSetting.Key] = form[OrganisationSettings.RequiredSetting.Key].ToString() },
                "/settings/required", customers, ShowRequired));
        routes.MapPage("/settings/duplicates", Permission.ChangeSettings, (OrganisationSettings settings) => ShowDuplicates(settings));
        routes.MapAction("/settings/duplicates", Permission.ChangeSettings, (IFormCollection form, Base customers) =>
            Save(((SettingDeclaration[])[OrganisationSettings.SameEmailSetting, OrganisationSettings.CertainSetting])
                .ToDictionary(s => s.Key, s => form[s.Key].ToString().Replace(',', '.'), StringComparer.Ordinal),
                "/settings/duplicates", customers, ShowDuplicates));
        routes.MapPage("/settings/records", Permission.ChangeSettings, (OrganisationSettings settings) =>
            ShowOfRecords(settings, settings[DocumentSettings.Scan]));
        routes.MapAction("/settings/records", Permission.ChangeSettings, (IFormCollection form, Base customers, OrganisationSettings settings) =>
            Save(OfRecords.Where(s => form.ContainsKey(s.Key)).ToDictionary(s => s.Key, s => form[s.Key].ToString().Trim(), StringComparer.Ordinal),
                "/settings/records", customers, (values, refusal) => ShowOfRecords(values, settings[DocumentSettings.Scan], refusal)));
        routes.MapPage("/settings/topics", Permission.ChangeSettings, (OrganisationSettings settings) => ShowTopics(settings));
        routes.MapAction("/settings/topics", Permission.ChangeSettings, (IFormCollection form, Base customers) =>
            Save(new(StringComparer.Ordinal) { [OrganisationSettings.TopicsSetting.Key] = TopicsOf(form) }, "/settings/topics", customers, ShowTopics));
    }

    /// <summary>The settings of the page about tickets, contracts and files. The virus scanner runs on the server: no page sets it.</summary>
    public static readonly IReadOnlyList<SettingDeclaration> OfRecords = [OrganisationSettings.TicketGraceSetting, OrganisationSettings.NoticeTaskSetting,
        DocumentSettings.Limit, DocumentSettings.Encryption];

    private static IResult ShowOfRecords(OrganisationSettings settings, string scanner, Refusal? refusal = null) =>
        Page.Of<RecordSettingsPage>(new { Settings = settings, Scanner = scanner, Refusal = refusal }, StatusOf(refusal));

    // A button of a preset, or the ticks.
    private static string TopicsOf(IFormCollection form) => form["preset"].ToString() is { Length: > 0 } preset ? preset
        : Topics.ValueOf([.. form["topic"].OfType<string>()]);

    private static IResult ShowTopics(OrganisationSettings settings, Refusal? refusal = null) =>
        Page.Of<TopicsPage>(new { Settings = settings, Refusal = refusal }, StatusOf(refusal));

    /// <summary>The settings of a form, by key. Ticks of one name are joined by spaces; no tick at all is a choice too.</summary>
    public static Dictionary<string, string> ValuesOf(IFormCollection form)
    {
        var values = OrganisationSettings.Asked.Append(OrganisationSettings.TopicsSetting).Where(s => form.ContainsKey(s.Key))
            .ToDictionary(s => s.Key, s => string.Join(' ', form[s.Key].ToArray()), StringComparer.Ordinal);
        values.TryAdd(OrganisationSettings.LanguagesSetting.Key, "en");
        return values;
    }

    private static IResult Show(OrganisationSettings settings, bool atRoot = false, Refusal? refusal = null) => Page.Of<SettingsPage>(
        new { Settings = settings, AtRoot = atRoot, Refusal = refusal }, StatusOf(refusal));

    private static IResult ShowRequired(OrganisationSettings settings, Refusal? refusal = null) =>
        Page.Of<RequiredPage>(new { Settings = settings, Refusal = refusal }, StatusOf(refusal));

    private static IResult ShowDuplicates(OrganisationSettings settings, Refusal? refusal = null) =>
        Page.Of<DuplicatesSettingsPage>(new { Settings = settings, Refusal = refusal }, StatusOf(refusal));

    private static int StatusOf(Refusal? refusal) => refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;

    private static IResult Save(Dictionary<string, string> values, string address, Base customers, Func<OrganisationSettings, Refusal, IResult> again)
    {
        try
        {
            customers.Write(t => OrganisationSettings.Save(t, values));
            return Page.GoTo(DoneTexts.Said(address, "account.done.saved"));
        }
        catch (RefusedException e) when (e.Refusal.Code == "setting.value")
        {
            return again(new OrganisationSettings(values), e.Refusal);
        }
    }
}
