using System.Net;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Outbox;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Outbox;

public sealed class OutboxPagesTests
{
    private static async Task<RunningApp> StartAsync(Engine engine)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        var values = CustomerValues.Blank();
        (values[CustomerFields.LastName], values[CustomerFields.Email], values[CustomerFields.Language]) = ("Aerts", "jozefien@example.be", "pt");
        new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
        return app;
    }

    private static async Task<string> PostAsync(RunningApp app, string page, string action, params (string, string)[] fields)
    {
        using var answer = await RunningApp.PostAsync(app.Client, page, action, fields);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return await app.Client.GetStringAsync(answer.Headers.Location);
    }

    private static Task<string> ConfigureAsync(RunningApp app, MailSink sink) => PostAsync(app, "/settings/mail", "/settings/mail",
        ("mail.server", "127.0.0.1"), ("mail.port", $"{sink.Port}"), ("mail.security", "none"), ("mail.user", "els"), ("mail.password", "geheim woord"),
        ("mail.from", "info@branderij.example"), ("mail.from-name", "Branderij Peeters"), ("mail.reply-to", ""), ("mail.per-minute", "0"),
        ("mail.connections", "2"));

    private static async Task<OutboxMail> UntilAsync(RunningApp app, long id, MailState state)
    {
        for (var i = 0; i < 200; i++)
        {
            var mail = new OutboxList(app.Base, Viewer.System).Require(id);
            if (mail.State == state) return mail;
            await Task.Delay(100);
        }
        throw new TimeoutException($"Not {state}: {new OutboxList(app.Base, Viewer.System).Require(id)}");
    }

    [Theory, EachEngine]
    public async Task A_mail_to_a_customer_waits_for_a_server_and_then_goes_by_itself(Engine engine)
    {
        using var sink = new MailSink { Extensions = ["AUTH PLAIN"] };
        sink.Answers = line => line.StartsWith("AUTH", StringComparison.Ordinal) ? "235 welcome" : null;
        await using var app = await StartAsync(engine);
        var form = await app.Client.GetStringAsync("/customers/1/mail");
        Assert.Contains("value=\"jozefien@example.be\"", form, StringComparison.Ordinal);
        Assert.Contains("since Portuguese is not one of the languages", form, StringComparison.Ordinal);
        (string, string)[] fields = [("to", "jozefien@example.be"), ("cc", ""), ("language", "en"), ("subject", "Hi <script>alert(1)</script> 🙂"),
            ("text", "=HYPERLINK(\"x\")\n.\nEnd"), ("once", "abc")];
        var page = await PostAsync(app, "/customers/1/mail", "/customers/1/mail", fields);
        Assert.Contains("waits in the outbox", page, StringComparison.Ordinal);
        await PostAsync(app, "/customers/1/mail", "/customers/1/mail", fields);
        Assert.Single(new OutboxList(app.Base, Viewer.System).Page(null, 1, null, 10).Mails);
        await UntilAsync(app, 1, MailState.Held);
        Assert.Contains("held", await app.Client.GetStringAsync("/outbox"), StringComparison.Ordinal);
        Assert.Contains("=?utf-8?", await app.Client.GetStringAsync("/outbox/1/eml"), StringComparison.Ordinal);

        var settings = await ConfigureAsync(app, sink);
        Assert.Contains("value=\"***\"", settings, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", OrganisationSettings.Of(app.Base)[MailSettings.Password], StringComparison.Ordinal);
        var mail = await UntilAsync(app, 1, MailState.Accepted);
        Assert.Equal("jozefien@example.be", Assert.Single(sink.Taken).Recipients.Single());
        var shown = await app.Client.GetStringAsync("/outbox/1");
        Assert.DoesNotContain("<script>alert", shown, StringComparison.Ordinal);
        Assert.Contains("The mail server took it", shown, StringComparison.Ordinal);
        Assert.Contains(mail.MessageId, shown, StringComparison.Ordinal);
        Assert.Contains("Hi &lt;script&gt;", await app.Client.GetStringAsync("/customers/1/conversations"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uncertain_mail_is_counted_in_the_menu_and_decided_by_a_person()
    {
        using var sink = new MailSink();
        sink.Answers = line => line == "." ? "" : null;
        await using var app = await StartAsync(Engine.Sqlite);
        await PostAsync(app, "/settings/mail", "/settings/mail", ("mail.server", "127.0.0.1"), ("mail.port", $"{sink.Port}"), ("mail.security", "none"),
            ("mail.from", "info@branderij.example"));
        await PostAsync(app, "/settings/mail", "/settings/mail/test");
        await UntilAsync(app, 1, MailState.Uncertain);
        var list = await app.Client.GetStringAsync("/outbox");
        Assert.Contains("1 mail is uncertain", list, StringComparison.Ordinal);
        Assert.Contains("class=\"late\"", list, StringComparison.Ordinal);
        Assert.Contains("counts as sent", await PostAsync(app, "/outbox/1", "/outbox/1/sent"), StringComparison.Ordinal);
        using var late = await RunningApp.PostAsync(app.Client, "/outbox/1", "/outbox/1/retry");
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(MailState.Accepted, new OutboxList(app.Base, Viewer.System).Require(1).State);
    }

    [Fact]
    public async Task The_HTML_of_a_mail_can_do_nothing()
    {
        await using var app = await StartAsync(Engine.Sqlite);
        new QueueMail(app.Base, TimeProvider.System).Do(new MailDraft
        {
            To = ["jozefien@example.be"], Subject = "Hi", Text = "Hi", Html = "<b>Hi</b><script>alert(1)</script><img src=https://evil.example/x.png>",
        }, Actor.CommandLine);
        using var html = await app.Client.GetAsync("/outbox/1/html");
        var policy = html.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("sandbox; default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Contains("<iframe class=\"mail-html\" sandbox", await app.Client.GetStringAsync("/outbox/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_mail_is_said_and_the_text_stays()
    {
        await using var app = await StartAsync(Engine.Sqlite);
        using var answer = await RunningApp.PostAsync(app.Client, "/customers/1/mail", "/customers/1/mail",
            ("to", "nobody@"), ("subject", "Hi"), ("text", "My text"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("is not an e-mail address", page, StringComparison.Ordinal);
        Assert.Contains("My text", page, StringComparison.Ordinal);
    }
}
