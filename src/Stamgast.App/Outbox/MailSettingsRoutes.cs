using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Database;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;
using Stamgast.Settings;

namespace Stamgast.App.Outbox;

/// <summary>The page of the mail server.</summary>
internal static class MailSettingsRoutes
{
    private const string Address = "/settings/mail";

    public static void MapMailSettings(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Address, Permission.ChangeSettings, (OrganisationSettings settings) => Show(settings));
        routes.MapAction(Address, Permission.ChangeSettings, Save);
        routes.MapAction(Address + "/test", Permission.ChangeSettings, Test);
        routes.MapAction(Address + "/check", Permission.ChangeSettings, Check);
    }

    private static IResult Save(IFormCollection form, Base customers, MailDecisions decide)
    {
        var given = MailSettings.All.Where(s => form.ContainsKey(s.Key)).ToDictionary(s => s.Key, s => form[s.Key].ToString().Trim(), StringComparer.Ordinal);
        var values = SettingSecrets.Sealed(customers, given);
        try
        {
            customers.Write(t => OrganisationSettings.Save(t, values));
        }
        catch (RefusedException e) when (e.Refusal.Code == "setting.value")
        {
            return Show(new OrganisationSettings(values), e.Refusal);
        }
        // What waited for the old settings is tried with the new ones.
        decide.DueAgain();
        return Page.GoTo(DoneTexts.Said(Address, "account.done.saved"));
    }

    private static IResult Test(OrganisationSettings settings, QueueMail queue, Requester requester, Visit visit)
    {
        if (!MailServer.IsGiven(settings)) return Show(settings, new Refusal("mail.held"));
        var mail = queue.Do(new MailDraft
        {
            To = [requester.User!.Email],
            Subject = visit.T("mail.test.subject"),
            Text = visit.T("mail.test.text", visit.Organisation),
            Kind = "test",
        }, requester.Actor);
        return Page.GoTo(DoneTexts.Said(OutboxAddress.Of(mail), "mail.done.test", requester.User.Email));
    }

    private static IResult Check(OrganisationSettings settings, Base customers, HttpContext context)
    {
        try
        {
            CheckServer.Do(MailServer.Of(customers) ?? throw new RefusedException("mail.held"), context.RequestAborted);
            return Page.GoTo(DoneTexts.Said(Address, "mail.done.check"));
        }
        catch (RefusedException e)
        {
            return Show(settings, e.Refusal);
        }
    }

    private static IResult Show(OrganisationSettings settings, Refusal? refusal = null) => Page.Of<MailSettingsPage>(
        new { Settings = settings, HasServer = MailServer.IsGiven(settings), Refusal = refusal },
        refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
