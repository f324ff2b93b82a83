using System.Net;
using Stamgast.Database;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Settings;

public sealed class RecordSettingsTests
{
    [Theory, EachEngine]
    public async Task Days_of_grace_and_the_limits_of_files_have_a_page_which_leaves_the_scanner_to_the_command_line(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        app.Base.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { [DocumentSettings.Scan.Key] = "clamdscan -" }));
        var page = await app.Client.GetStringAsync("/settings/records");
        Assert.Contains("<code>clamdscan -</code>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"attachments.scan\"", page, StringComparison.Ordinal);
        using var saved = await PostAsync(("tickets.grace_days", "14"), ("contracts.notice_task", "60"), ("attachments.limit_mb", "50"),
            ("attachments.encrypt", "yes"), ("attachments.scan", "rm -rf /"));
        Assert.Equal("/settings/records", saved.Headers.Location!.ToString().Split('?')[0]);
        var settings = OrganisationSettings.Of(app.Base);
        Assert.Equal((14, 60, "50", "yes", "clamdscan -"), (settings.TicketGraceDays, settings.NoticeTaskDays, settings[DocumentSettings.Limit],
            settings[DocumentSettings.Encryption], settings[DocumentSettings.Scan]));
        using var refused = await PostAsync(("tickets.grace_days", "many"), ("attachments.limit_mb", "60"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("50", OrganisationSettings.Of(app.Base)[DocumentSettings.Limit]);

        Task<HttpResponseMessage> PostAsync(params (string, string)[] fields) =>
            RunningApp.PostAsync(app.Client, "/settings/records", "/settings/records", fields);
    }
}
