using System.Globalization;
using System.Net;
using System.Text;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Relations;
using Stamgast.Service.Conversations;
using Stamgast.Service.Tickets;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Service;

public sealed class ServicePagesTests
{
    [Theory, EachEngine]
    public async Task A_ticket_is_a_thread_that_is_answered_merged_and_split(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var page = await DoneAsync(app, "/tickets/new", "/tickets/new", ("subject", "Noisy <grinder>"), ("customer", "Aerts (#1)"), ("channel", "email"),
            ("priority", "high"), ("assignee", "1"), ("then", "open"));
        Assert.Contains("Noisy &lt;grinder&gt;", page, StringComparison.Ordinal);
        Assert.Contains("id=\"composer\"", page, StringComparison.Ordinal);
        Add(app, TicketKind.Instance, (TicketKind.Subject, "The same again"), (TicketKind.OfCustomer, "1"));
        page = await DoneAsync(app, "/tickets/1", "/tickets/1/messages", ("kind", "reply"), ("to", "a@post.example"), ("body", "Good <b>day</b>"),
            ("then", "waiting"), ("until", "2030-01-01"), ("seen", "0"));
        Assert.Contains("Good &lt;b&gt;day&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("to a@post.example", page, StringComparison.Ordinal);
        Assert.Contains("The mail waits in the outbox", page, StringComparison.Ordinal);
        Assert.Equal("waiting 2030-01-01", Standing(app, 1));
        using (var wrong = await RunningApp.PostAsync(app.Client, "/tickets/1", "/tickets/1/messages", ("kind", "reply"), ("to", "nobody"),
            ("body", "Kept text")))
            Assert.Contains("Kept text</textarea>", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // A message that came in meanwhile is read first; the text is kept.
        Say(app, 1, "in", "It still does");
        using (var between = await RunningApp.PostAsync(app.Client, "/tickets/1", "/tickets/1/messages", ("kind", "reply"), ("body", "My answer"),
            ("seen", "0"), ("then", "resolved")))
        {
            var again = await between.Content.ReadAsStringAsync();
            Assert.Contains("A new message came in meanwhile.", again, StringComparison.Ordinal);
            Assert.Contains("My answer</textarea>", again, StringComparison.Ordinal);
        }
        Assert.Equal("open ", Standing(app, 1));
        page = await DoneAsync(app, "/tickets/1/merge", "/tickets/1/merge", ("other", "2"));
        Assert.Contains("The tickets are merged.", page, StringComparison.Ordinal);
        Assert.Contains("Part of this one", page, StringComparison.Ordinal);
        Assert.Contains("This ticket was merged into T-", await app.Client.GetStringAsync("/tickets/2"), StringComparison.Ordinal);
        Assert.Contains(">merged<", await app.Client.GetStringAsync("/tickets?q=T-"), StringComparison.Ordinal);
        using (var refused = await RunningApp.PostAsync(app.Client, "/tickets/1/merge", "/tickets/1/merge", ("number", "T-9999")))
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("There is no ticket “T-9999” to merge.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        var set = page[(page.IndexOf("/activity/", page.IndexOf("Part of this one", StringComparison.Ordinal), StringComparison.Ordinal) + 10)..];
        await DoneAsync(app, "/tickets/1", $"/activity/{set[..set.IndexOf('/', StringComparison.Ordinal)]}/undo", ("back", "/tickets/1"));
        Assert.Null(AskedRecords.Find(app.Base, TicketKind.Instance, 2)!.Values[TicketKind.KeptIn]);
        var list = await app.Client.GetStringAsync("/tickets?show=-mine");
        Assert.Contains("Noisy &lt;grinder&gt;", list, StringComparison.Ordinal);
        Assert.DoesNotContain("The same again", list, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task The_timeline_takes_notes_and_calls_reads_mails_once_and_shows_them_without_scripts(Engine engine)
    {
        await using var app = await StartAsync(engine);
        const string Path = "/customers/1/conversations";
        Assert.Contains("Nothing was said yet", await app.Client.GetStringAsync(Path), StringComparison.Ordinal);
        foreach (var _ in new[] { 1, 2 })
            await DoneAsync(app, Path, Path, ("medium", "call"), ("way", "out"), ("minutes", "4,5"), ("body", "Told her: Wednesday"), ("once", "x"));
        var page = await DoneAsync(app, Path, Path, ("medium", "note"), ("body", "VIP 🙂 =HYPERLINK(\"x\")"));
        Assert.Contains("Everything 2", page, StringComparison.Ordinal);
        Assert.Contains("Today", page, StringComparison.Ordinal);
        Assert.Contains("Call, ", page, StringComparison.Ordinal);
        var mail = "From: A <a@post.example>\r\nTo: b@x.example\r\nMessage-ID: <1@post.example>\r\nSubject: Opening hours\r\n"
            + "Date: Sat, 28 Nov 2026 10:12:00 +0100\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p onclick=\"x()\">Good <i>day</i></p><script>alert(1)</script>"
            + "<img src=\"https://spy.example/x\">\r\n";
        page = await UploadAsync(app, ("mail.eml", mail));
        Assert.Contains("The mail was read.", page, StringComparison.Ordinal);
        Assert.Contains("from A &lt;a@post.example&gt;", page, StringComparison.Ordinal);
        Assert.Contains("This mail is there already", await UploadAsync(app, ("mail.eml", mail)), StringComparison.Ordinal);
        Assert.Contains("These files are no mails: x.eml", await UploadAsync(app, ("x.eml", "\0\0\0")), StringComparison.Ordinal);
        var body = await app.Client.GetStringAsync("/conversations/3/body");
        Assert.Contains("<i>day</i>", body, StringComparison.Ordinal);
        foreach (var bad in new[] { "alert", "onclick", "spy.example" }) Assert.DoesNotContain(bad, body, StringComparison.Ordinal);
        Assert.Contains("<i>day</i>", await app.Client.GetStringAsync("/conversations/3"), StringComparison.Ordinal);
        var calls = await app.Client.GetStringAsync(Path + "?only=call");
        Assert.Contains("Wednesday", calls, StringComparison.Ordinal);
        Assert.DoesNotContain("VIP", calls, StringComparison.Ordinal);
        Assert.Contains("VIP", await app.Client.GetStringAsync(Path + "?q=vip"), StringComparison.Ordinal);
        Assert.Contains("Nothing found", await app.Client.GetStringAsync(Path + "?q=%25%27"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_mail_that_several_may_have_written_is_filed_by_a_page_and_its_files_are_served_safely(Engine engine)
    {
        await using var app = await StartAsync(engine);
        foreach (var name in new[] { "Piet", "Mia <b>" }) AddCustomer(app.Base, name, "samen@post.example");
        var mail = "From: samen@post.example\r\nTo: b@x.example\r\nMessage-ID: <1@post.example>\r\nSubject: Photo\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee below\r\n--b\r\nContent-Type: text/html\r\n"
            + "Content-Disposition: attachment; filename=\"a <b>.html\"\r\n\r\n<script>alert(1)</script>\r\n--b--\r\n";
        var page = await UploadAsync(app, "/conversations", "/conversations/mails", ("mail.eml", mail));
        Assert.Contains("Whose mail is it?", page, StringComparison.Ordinal);
        Assert.Contains("Several customers have the address samen@post.example.", page, StringComparison.Ordinal);
        Assert.Contains("Mia &lt;b&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Aerts<", page, StringComparison.Ordinal);
        Assert.Contains("/conversations/1/customer", await app.Client.GetStringAsync("/conversations/1"), StringComparison.Ordinal);
        Assert.Contains(">Photo<", await app.Client.GetStringAsync("/conversations?show=-unfiled"), StringComparison.Ordinal);
        foreach (var (field, value) in new[] { ("customer", ""), ("named", "Nobody at all") })
        {
            using var refused = await RunningApp.PostAsync(app.Client, "/conversations/1/customer", "/conversations/1/customer", (field, value));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }
        await DoneAsync(app, "/conversations/1/customer", "/conversations/1/customer", ("customer", "3"));
        Assert.DoesNotContain(">Photo<", await app.Client.GetStringAsync("/conversations?show=-unfiled"), StringComparison.Ordinal);
        page = await app.Client.GetStringAsync("/customers/3/conversations");
        Assert.Contains("a _b_.html", page, StringComparison.Ordinal);
        Assert.Contains("a _b_.html", await app.Client.GetStringAsync("/customers/3/attachments"), StringComparison.Ordinal);
        using var file = await app.Client.GetAsync("/attachments/1/file?show=1");
        Assert.Equal(("attachment", "application/octet-stream"), (file.Content.Headers.ContentDisposition!.DispositionType,
            file.Content.Headers.ContentType!.MediaType));
        // A second time, or somebody else at the same time: it has its customer.
        using var late = await RunningApp.PostAsync(app.Client, "/conversations/1", "/conversations/1/customer", ("customer", "2"));
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Theory, EachEngine]
    public async Task What_becomes_of_a_ticket_after_an_answer_is_proposed_again_for_the_next_one(Engine engine)
    {
        await using var app = await StartAsync(engine);
        foreach (var subject in new[] { "One", "Two" }) Add(app, TicketKind.Instance, (TicketKind.Subject, subject), (TicketKind.OfCustomer, "1"));
        Assert.Equal("waiting", await ProposedAsync());
        foreach (var (then, proposed) in new[] { ("resolved", "resolved"), ("", "") })
        {
            await DoneAsync(app, "/tickets/1", "/tickets/1/messages", ("kind", "reply"), ("body", "Done"), ("then", then), ("seen", "9"));
            Assert.Equal(proposed, await ProposedAsync());
        }
        // A note says nothing of answers.
        await DoneAsync(app, "/tickets/1", "/tickets/1/messages", ("kind", "note"), ("body", "Psst"), ("then", "waiting"), ("seen", "9"));
        Assert.Equal("", await ProposedAsync());

        async Task<string> ProposedAsync() => System.Text.RegularExpressions.Regex.Match(await app.Client.GetStringAsync("/tickets/2"),
            "name=\"then\" value=\"([a-z]*)\" checked").Groups[1].Value;
    }

    [Theory, EachEngine]
    public async Task Tasks_stand_beside_tickets_among_the_topics_and_links_beside_the_details(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var page = await app.Client.GetStringAsync("/customers/1/details");
        var groups = page[page.IndexOf("class=\"topics\"", StringComparison.Ordinal)..].Split("class=\"group\"")[1..];
        Assert.Contains("/customers/1/links", groups[0], StringComparison.Ordinal);
        Assert.Contains("/customers/1/details", groups[0], StringComparison.Ordinal);
        Assert.Contains("/customers/1/orders", groups[1], StringComparison.Ordinal);
        Assert.Contains("/customers/1/tickets", groups[2], StringComparison.Ordinal);
        Assert.Contains("/customers/1/tasks", groups[2], StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task Links_show_people_on_both_sides_and_a_family_is_asked_to_move_along(Engine engine)
    {
        await using var app = await StartAsync(engine);
        AddCustomer(app.Base, "Claes");
        await DoneAsync(app, "/links/new?customer=1", "/links/new", ("customer", "Aerts (#1)"), ("link_type", "works_for"), ("other", "Claes (#2)"),
            ("about", "1"), ("then", "close"));
        Assert.Contains("works for", await app.Client.GetStringAsync("/customers/1/links"), StringComparison.Ordinal);
        Assert.Contains("employs", await app.Client.GetStringAsync("/customers/2/links"), StringComparison.Ordinal);
        Add(app, FamilyKind.Instance, (FamilyKind.Name, "Aerts"), (FamilyKind.OfCustomer, "1"));
        foreach (var member in new[] { "1", "2" })
            Add(app, FamilyMemberKind.Instance, (FamilyMemberKind.Family, "1"), (FamilyMemberKind.OfCustomer, member), (FamilyMemberKind.Role, "parent"));
        var family = await app.Client.GetStringAsync("/families/1");
        Assert.Contains("Dear Aerts and Claes", family, StringComparison.Ordinal);
        Assert.Contains("Aerts", await app.Client.GetStringAsync("/families"), StringComparison.Ordinal);
        var saved = await DoneAsync(app, "/customers/1/edit", "/customers/1/edit", ("version", "1"), ("last_name", "Aerts"), ("street", "Meir"),
            ("house_number", "1"));
        Assert.Contains("/customers/1/family-address", saved, StringComparison.Ordinal);
        var proposed = await DoneAsync(app, "/customers/1/family-address", "/customers/1/family-address", ("member", "2"));
        Assert.Contains("Meir", proposed, StringComparison.Ordinal);
        Add(app, ContactKind.Instance, (ContactKind.OfCustomer, "2"), (ContactKind.FirstName, "Karim"));
        Assert.Contains("main contact", await DoneAsync(app, "/customers/2/links", "/contacts/1/main"), StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task A_task_is_added_on_the_page_of_a_record(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Add(app, TicketKind.Instance, (TicketKind.Subject, "Noisy"), (TicketKind.OfCustomer, "1"));
        var page = await DoneAsync(app, "/tickets/1", "/tasks/new", ("title", "Ask for the number"), ("about_kind", "tickets"), ("about_id", "1"),
            ("back", "/tickets/1"));
        Assert.Contains("Ask for the number", page, StringComparison.Ordinal);
        Assert.Contains("Ticket T-", await app.Client.GetStringAsync("/customers/1/tasks"), StringComparison.Ordinal);
        Assert.Contains("href=\"/tickets/1\"", await app.Client.GetStringAsync("/tasks/1"), StringComparison.Ordinal);
        Assert.Contains("The task was not added.", await DoneAsync(app, "/tickets/1", "/tasks/new", ("title", " "), ("about_kind", "tickets"),
            ("about_id", "1"), ("back", "/tickets/1")), StringComparison.Ordinal);
    }

    private static async Task<RunningApp> StartAsync(Engine engine)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        AddCustomer(app.Base, "Aerts");
        return app;
    }

    private static async Task<string> DoneAsync(RunningApp app, string page, string action, params (string, string)[] fields)
    {
        using var answer = await RunningApp.PostAsync(app.Client, page, action, fields);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await app.Client.GetStringAsync(answer.Headers.Location);
    }

    private static Task<string> UploadAsync(RunningApp app, params (string Name, string Text)[] files) =>
        UploadAsync(app, "/customers/1/conversations", "/customers/1/mails", files);

    private static async Task<string> UploadAsync(RunningApp app, string from, string to, params (string Name, string Text)[] files)
    {
        var page = await app.Client.GetStringAsync(from);
        using var form = new MultipartFormDataContent { { new StringContent(RunningApp.TokenOf(page)), Stamgast.App.Serving.Forms.FormGuard.TokenField } };
        foreach (var (name, text) in files) form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "mails", name);
        using var answer = await app.Client.PostAsync(to, form);
        Assert.True(answer.StatusCode == HttpStatusCode.SeeOther, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await app.Client.GetStringAsync(answer.Headers.Location);
    }

    private static void AddCustomer(Base customers, string name, string? email = null)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = name;
        values[CustomerFields.Email] = email;
        new ChangeSets(customers, TimeProvider.System).Create([values], Actor.CommandLine);
    }

    private static void Add(RunningApp app, RecordKind kind, params (KindField Field, string? Text)[] texts) =>
        new CreateRecord(app.Base, kind, Viewer.CommandLine, TimeProvider.System).Do(GivenRecord.New(kind, texts), Actor.CommandLine, GivenBy.Steps);

    private static void Say(RunningApp app, long ticket, string way, string body) => new AddMessage(app.Base, Viewer.CommandLine, TimeProvider.System).Do(
        GivenRecord.New(ConversationKind.Instance, (ConversationKind.Ticket, ticket.ToString(CultureInfo.InvariantCulture)),
            (ConversationKind.Medium, "email"), (ConversationKind.Direction, way), (ConversationKind.Body, body)), Actor.CommandLine);

    private static string Standing(RunningApp app, long ticket) => AskedRecords.Find(app.Base, TicketKind.Instance, ticket)!.Values is var values
        ? $"{values[TicketKind.OfState]} {values[TicketKind.WaitingUntil]}" : "";
}
