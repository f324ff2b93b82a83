using System.Net;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Outbox;
using Stamgast.Outbox.Sending;
using Stamgast.Settings;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Outbox;

public sealed class OutboxPagesTests
{
    private static async Task<RunningApp> StartAsync(Engine engine)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        AddCustomer(app.Base, "Aerts");
        return app;
    }

    private static void AddCustomer(Base customers, string name)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.LastName], values[CustomerFields.Email], values[CustomerFields.Language]) = (name, "jozefien@example.be", "pt");
        new ChangeSets(customers, TimeProvider.System).Create([values], Actor.CommandLine);
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
        using (var sent = await WriteAsync(app, fields))
            Assert.Contains("waits in the outbox", await app.Client.GetStringAsync(sent.Headers.Location), StringComparison.Ordinal);
        using (await WriteAsync(app, fields)) { }
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
        // The conversations follow.
        for (var i = 0; i < 100 && OutboxRun.IsNeeded(app.Base, TimeProvider.System); i++) await Task.Delay(100);
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
        using var answer = await WriteAsync(app, [("to", "nobody@"), ("subject", "Hi"), ("text", "My text")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("is not an e-mail address", page, StringComparison.Ordinal);
        Assert.Contains("My text", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Files_of_the_customer_and_of_the_computer_go_along_and_too_many_or_too_large_ones_are_refused(Engine engine)
    {
        await using var app = await StartAsync(engine);
        using (await Attachments.AttachmentPagesTests.UploadAsync(app.Client, "/customers/1/attachments", "/customers/1/attachments",
            ("prijs.pdf", "%PDF-1.4"u8.ToArray()))) { }
        AddCustomer(app.Base, "Claes");
        using (await Attachments.AttachmentPagesTests.UploadAsync(app.Client, "/customers/2/attachments", "/customers/2/attachments",
            ("geheim.txt", "x"u8.ToArray()))) { }
        var form = await app.Client.GetStringAsync("/customers/1/mail");
        Assert.Contains("name=\"attach-1\"", form, StringComparison.Ordinal);
        Assert.DoesNotContain("attach-2", form, StringComparison.Ordinal);
        (string, string)[] fields = [("to", "jozefien@example.be"), ("subject", "Hi"), ("text", new string('x', 100_000))];

        foreach (var (chosen, files, said) in new (string, (string, byte[])[], string)[]
        {
            ("attach-2", [], "no longer there"), ("attach-1", [("leeg.txt", [])], "is empty"),
            ("attach-1", [("groot.bin", new byte[(20 << 20) + 1])], "larger than 20 MB"),
            ("attach-1", [.. Enumerable.Range(0, 20).Select(i => ($"{i}.txt", "x"u8.ToArray()))], "too many"),
        })
        {
            using var refused = await WriteAsync(app, [.. fields, (chosen, "1")], files);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            var page = await refused.Content.ReadAsStringAsync();
            Assert.Contains(said, page, StringComparison.Ordinal);
            Assert.Contains("Choose the files from this computer again", page, StringComparison.Ordinal);
        }
        using var sent = await WriteAsync(app, [.. fields, ("attach-1", "1")], ("<b>foto.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.Equal(["prijs.pdf", "_b_foto.png"], new OutboxList(app.Base, Viewer.System).FilesOf(1).Select(f => f.Name));
        using var file = await app.Client.GetAsync("/outbox/1/files/1");
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
    }

    [Theory, EachEngine]
    public async Task Many_uncertain_mails_are_decided_at_once_after_a_preview(Engine engine)
    {
        await using var app = await StartAsync(engine);
        for (var i = 0; i < 4; i++)
            new QueueMail(app.Base, TimeProvider.System).Do(
                new MailDraft { To = ["jozefien@example.be"], Subject = $"Hi {i}", Text = "Hi", Customer = 1 }, Actor.CommandLine);
        app.Base.Write(t => { t.Execute("update outbox_mail set state = 'uncertain', next_at = null"); });
        Assert.Contains("all 4 uncertain mails", await app.Client.GetStringAsync("/outbox?state=uncertain"), StringComparison.Ordinal);
        var asked = await app.Client.GetStringAsync("/outbox/uncertain?what=sent&id=1&id=2");
        Assert.Contains("2 mails will count as sent", asked, StringComparison.Ordinal);
        Assert.Contains("It concerns 1 address", asked, StringComparison.Ordinal);
        Assert.Contains("2 mails count as sent", await PostAsync(app, "/outbox/uncertain?what=sent&id=1&id=2", "/outbox/uncertain",
            ("what", "sent"), ("id", "1"), ("id", "2")), StringComparison.Ordinal);
        var all = await app.Client.GetStringAsync("/outbox/uncertain?what=again&all=1");
        Assert.Contains("2 mails go out again now", all, StringComparison.Ordinal);
        Assert.Contains("name=\"upto\" value=\"4\"", all, StringComparison.Ordinal);
        Assert.Contains("1 mail is sent again now", await PostAsync(app, "/outbox/uncertain?what=again&all=1", "/outbox/uncertain",
            ("what", "again"), ("upto", "3")), StringComparison.Ordinal);
        var list = new OutboxList(app.Base, Viewer.System);
        Assert.Equal([MailState.Accepted, MailState.Accepted], new[] { list.Require(1).State, list.Require(2).State });
        Assert.Equal(["queued", "again"], list.AttemptsOf(3).Select(a => a.What));
        Assert.Equal(MailState.Uncertain, list.Require(4).State);
        using var reader = app.Base.OpenReader();
        Assert.Equal(2, reader.Texts("select message_id from conversation").Count);
    }

    private static async Task<HttpResponseMessage> WriteAsync(RunningApp app, (string Name, string Value)[] fields, params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(RunningApp.TokenOf(await app.Client.GetStringAsync("/customers/1/mail"))), Serving.Forms.FormGuard.TokenField },
        };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        foreach (var (name, bytes) in files) form.Add(new ByteArrayContent(bytes), "file", name);
        return await app.Client.PostAsync(new Uri("/customers/1/mail", UriKind.Relative), form);
    }
}
