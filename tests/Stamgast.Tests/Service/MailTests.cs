using System.Text;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Service.Conversations;
using Stamgast.Service.Conversations.Mails;
using Stamgast.Service.Tickets;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Service;

public sealed class MailTests
{
    private static readonly ConversationKind Conversations = ConversationKind.Instance;

    [Fact]
    public void Html_keeps_what_is_read_and_loses_what_runs_loads_or_disguises()
    {
        var clean = SafeHtml.Clean("""
            <html><head><title>t</title><style>p { position: fixed }</style></head><body onload="x()">
            <p style="position:fixed" class="a" onclick="x()">Dag <b>Els</b></p><script>alert(1)</script><img src="https://spy.example/1.png" onerror="x()">
            <a href="javascript:alert(1)">a</a> <a href="https://shop.example/?a=1&amp;b=2">b</a><form action="/x"><input name="y"><button>Pay</button></form>
            <svg><script>alert(2)</script></svg><math><mtext></p><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>
            <iframe src="/settings"></iframe><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example">
            </body></html>
            """)!;
        Assert.Contains("<b>Els</b>", clean, StringComparison.Ordinal);
        Assert.Contains("href=\"https://shop.example/?a=1&amp;b=2\"", clean, StringComparison.Ordinal);
        Assert.Contains("noopener", clean, StringComparison.Ordinal);
        foreach (var bad in new[] { "script", "alert", "style", "onclick", "onload", "onerror", "<img", "spy.example", "form", "input", "iframe", "evil",
            "class", "javascript", "<svg", "<math", "<base", "<meta" })
            Assert.DoesNotContain(bad, clean, StringComparison.OrdinalIgnoreCase);
        Assert.Null(SafeHtml.Clean("<p> </p><img src=x>"));
    }

    [Theory, EachEngine]
    public async Task A_mail_is_filed_with_the_one_customer_who_has_its_address_once_and_never_by_its_domain(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        Customer(place, "Leen", "leen@post.example");
        Customer(place, "Jan", "jan@post.example");
        Customer(place, "Piet", "samen@post.example");
        Customer(place, "Mia", "samen@post.example");
        var verb = new FileMail(place.Base, Stamgast.Attachments.DocumentStore.Of(place.Base), Viewer.CommandLine, place.Clock);
        var mail = Mail("Leen Aerts <LEEN@post.example>", "els@branderij.example", "<1@post.example>", "Molen 🙂 <script>");
        var look = verb.Look(mail, null);
        Assert.Equal(("Leen", false), (look.Customers.Single().Values[CustomerFields.LastName], look.IsOurs));
        Assert.Null(look.Known);
        var filed = verb.Do(mail, look.Customers[0].Id, place.Actor);
        var values = place.Now(Conversations, filed.Id).Values;
        Assert.Equal(("email", "in", "Molen 🙂 <script>", "2026-11-28T09:12:00Z", "1@post.example"), (values[ConversationKind.Medium],
            values[ConversationKind.Direction], values[ConversationKind.Subject], values[ConversationKind.At], values[ConversationKind.MessageId]));
        Assert.Equal(filed.Id, verb.Look(mail, null).Known);
        var again = Assert.Throws<RecordRefusedException>(() => verb.Do(mail, look.Customers[0].Id, place.Actor)).Problems.Single();
        Assert.Equal(("conversation.there", $"{filed.Id}"), (again.Code, again.Detail));
        Assert.Equal(2, verb.Look(Mail("samen@post.example", "x@y.example", "<2@post.example>", "S"), null).Customers.Count);
        Assert.Empty(verb.Look(Mail("nobody@post.example", "x@y.example", "<3@post.example>", "S"), null).Customers);
        // Ours: with whom it went to; a forwarded one with who wrote it.
        var ours = verb.Look(Mail("els@branderij.example", "jan@post.example", "<4@x.example>", "S"), null);
        Assert.Equal(("Jan", true), (ours.Customers.Single().Values[CustomerFields.LastName], ours.IsOurs));
        var forwarded = Mail("els@branderij.example", "info@branderij.example", "<5@x.example>", "Fwd: S",
            "Zie onder\n\n---------- Forwarded message ---------\nVan: Jan <Jan@post.example>\nDatum: gisteren\n\nHallo");
        var jan = verb.Do(forwarded, verb.Look(forwarded, null).Customers.Single().Id, place.Actor);
        Assert.Equal(("in", "jan@post.example"), (place.Now(Conversations, jan.Id).Values[ConversationKind.Direction],
            place.Now(Conversations, jan.Id).Values[ConversationKind.From]));
        Assert.Equal("mail.unreadable", Assert.Throws<RefusedException>(() =>
            ReadMail.Of(new MemoryStream([0, 1, 2, 3]), "x.eml")).Refusal.Code);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_mail_continues_the_ticket_whose_message_it_answers_or_whose_number_it_names(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        Customer(place, "Leen", "leen@post.example");
        var verb = new FileMail(place.Base, Stamgast.Attachments.DocumentStore.Of(place.Base), Viewer.CommandLine, place.Clock);
        var ticket = place.Add(TicketKind.Instance, (TicketKind.Subject, "Grinder"), (TicketKind.OfCustomer, "2"));
        var other = place.Add(TicketKind.Instance, (TicketKind.Subject, "Other"), (TicketKind.OfCustomer, "1"));
        var first = verb.Do(Mail("leen@post.example", "x@y.example", "<1@post.example>", "Re: [T-2026-0001] Grinder"), 2, place.Actor);
        Assert.Equal(ticket, first.Ticket);
        var second = verb.Do(Mail("leen@post.example", "x@y.example", "<2@post.example>", "Re: Grinder", answers: "<1@post.example>"), 2, place.Actor);
        Assert.Equal(ticket, second.Ticket);
        // The number of somebody else's ticket leads nowhere.
        Assert.Null(verb.Do(Mail("leen@post.example", "x@y.example", "<3@post.example>", "Re: [T-2026-0002]"), 2, place.Actor).Ticket);
        Assert.Equal(0, place.Row(TicketKind.Instance, other).SummedUp["message_count"]);
    }

    [Theory, EachEngine]
    public async Task A_mail_from_the_sender_or_the_answer_address_of_the_settings_is_ours(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        Customer(place, "Leen", "leen@post.example");
        var settings = new Dictionary<string, string> { ["mail.from"] = "Info@ourorg.example", ["mail.reply-to"] = "answers@ourorg.example" };
        place.Base.Write(t => Stamgast.Settings.OrganisationSettings.Save(t, settings));
        var verb = new FileMail(place.Base, Stamgast.Attachments.DocumentStore.Of(place.Base), Viewer.CommandLine, place.Clock);
        var ticket = place.Add(TicketKind.Instance, (TicketKind.Subject, "Grinder"), (TicketKind.OfCustomer, "2"));
        place.Step(TicketKind.Instance, ticket, "resolve");
        foreach (var from in new[] { "info@ourorg.example", "Branderij <ANSWERS@ourorg.example>" })
        {
            var answer = Mail(from, "leen@post.example", $"<{from.Length}@x.example>", "Re: [T-2026-0001] Grinder");
            Assert.True(verb.Look(answer, null).IsOurs);
            var filed = verb.Do(answer, verb.Look(answer, null).Customers.Single().Id, place.Actor);
            Assert.Equal(("out", $"{ticket}"), (place.Now(Conversations, filed.Id).Values[ConversationKind.Direction], $"{filed.Ticket}"));
            Assert.Equal(TicketKind.Resolved, place.Now(TicketKind.Instance, ticket).Values[TicketKind.OfState]);
        }
        Assert.False(verb.Look(Mail("other@ourorg.example", "leen@post.example", "<9@x.example>", "S"), null).IsOurs);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task The_timeline_is_searched_in_subject_and_body_and_counted_by_medium(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.Add(Conversations, (ConversationKind.OfCustomer, "1"), (ConversationKind.Body, "Wants 100% arabica"));
        place.Add(Conversations, (ConversationKind.OfCustomer, "1"), (ConversationKind.Medium, "call"), (ConversationKind.Subject, "The third BOX"));
        var list = new RecordList(place.Base, Conversations, Viewer.CommandLine, "2026-11-30");
        var all = new RecordQuery { Customer = 1 };
        Assert.Equal((1, 1), ((int)list.CountsBy(ConversationKind.Medium, all)["note"], (int)list.CountsBy(ConversationKind.Medium, all)["call"]));
        Assert.Equal(1, list.Count(all with { Words = "third box" }));
        Assert.Equal(1, list.Count(all with { Words = "100% a" }));
        Assert.Equal(0, list.Count(all with { Words = "100_ a" }));
        Assert.Equal(0, list.Count(all with { Words = "% or 1 = 1 --" }));
        Assert.Equal(1, list.Count(all with { Only = (ConversationKind.Medium, "call") }));
    }

    private static void Customer(KindPlace place, string name, string email) => new CreateCustomer(place.Base, place.Clock).Do(new GivenValues(
        CustomerValues.Blank(), new Dictionary<int, string?> { [CustomerFields.LastName] = name, [CustomerFields.Email] = email }), place.Actor);

    private static ReadMail Mail(string from, string to, string id, string subject, string body = "Goedemorgen", string? answers = null)
    {
        var text = $"From: {from}\r\nTo: {to}\r\nMessage-ID: {id}\r\nSubject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(subject))}?=\r\n"
            + (answers is null ? "" : $"In-Reply-To: {answers}\r\n")
            + $"Date: Sat, 28 Nov 2026 10:12:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n";
        return ReadMail.Of(new MemoryStream(Encoding.UTF8.GetBytes(text)), "mail.eml");
    }
}
