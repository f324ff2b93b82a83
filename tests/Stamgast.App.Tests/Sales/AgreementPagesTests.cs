using System.Net;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Tests.Attachments;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds.Verbs;
using Stamgast.Outbox;
using Stamgast.Sales.Agreements;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Sales;

public sealed class AgreementPagesTests
{
    private static readonly byte[] Pdf = "%PDF-1.7 agreement"u8.ToArray();

    private static async Task<RunningApp> StartAsync(Engine engine)
    {
        var app = await RunningApp.StartSignedInAsync(engine);
        var values = CustomerValues.Blank();
        (values[CustomerFields.LastName], values[CustomerFields.Language]) = ("Aerts", "nl");
        new ChangeSets(app.Base, TimeProvider.System).Create([values], Actor.CommandLine);
        using var made = await RunningApp.PostAsync(app.Client, "/agreements/new?customer=1", "/agreements/new", ("version", "0"), ("title", "Mandate"),
            ("customer", "Aerts (#1)"), ("language", "nl"), ("signer", "1"), ("signer-name", "Jozefien <b>"), ("signer-email", "j@post.example"),
            ("signer", "2"), ("signer-name", ""), ("signer-email", ""), ("customer_note", "Lees <i>goed</i>"));
        Assert.Equal("/agreements/1", made.Headers.Location!.ToString());
        return app;
    }

    private static RecordValues Now(RunningApp app) => AskedRecords.Require(app.Base, AgreementKind.Instance, 1).Values;

    [Theory, EachEngine]
    public async Task The_document_is_uploaded_and_the_agreement_marked_as_signed_with_its_copy(Engine engine)
    {
        await using var app = await StartAsync(engine);
        var page = await app.Client.GetStringAsync("/agreements/1");
        Assert.Contains("Jozefien &lt;b&gt;", page, StringComparison.Ordinal);
        using (var wrong = await AttachmentPagesTests.UploadAsync(app.Client, "/agreements/1", "/agreements/1/document", ("a.pdf", "no"u8.ToArray())))
            Assert.Contains("is a PDF file", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var right = await AttachmentPagesTests.UploadAsync(app.Client, "/agreements/1", "/agreements/1/document", ("mandate.pdf", Pdf)))
            Assert.Contains(DocumentStore.KeyOf(Pdf), await app.Client.GetStringAsync(right.Headers.Location), StringComparison.Ordinal);
        var ask = await app.Client.GetStringAsync("/agreements/1/step/sign");
        Assert.Contains("Signed copy (PDF)", ask, StringComparison.Ordinal);
        Assert.Contains("value=\"Jozefien &lt;b&gt;\"", ask, StringComparison.Ordinal);
        using (var bad = await SignAsync(app, "31 February")) Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        using (var signed = await SignAsync(app, "2026-11-29", ("signed.pdf", Pdf))) Assert.Equal("/agreements/1", signed.Headers.Location!.ToString());
        Assert.Equal(("signed", "2026-11-29"), (Now(app)[AgreementKind.OfState], Now(app)[AgreementKind.SignedOn]));
        Assert.Single(AttachmentList.Of(app.Base, AgreementKind.Instance.Shape, 1, AgreementDocument.SignedPart));
        using var again = await SignAsync(app, "2026-11-30");
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Theory, EachEngine]
    public async Task A_customer_reads_the_agreement_behind_the_link_without_signing_in_and_can_do_nothing_else(Engine engine)
    {
        await using var app = await StartAsync(engine);
        new AgreementDocument(app.Base, DocumentStore.Of(app.Base), Viewer.CommandLine, TimeProvider.System).Do(1, "mandate.pdf", Pdf, Actor.CommandLine);
        var links = new AgreementLinks(app.Base, Viewer.CommandLine, TimeProvider.System);
        var key = links.Renew(1, Actor.CommandLine);
        using var customer = app.NewClient();
        using (var answer = await customer.GetAsync(new Uri("/review/" + key, UriKind.Relative)))
        {
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("Dit is de overeenkomst", page, StringComparison.Ordinal);
            Assert.Contains("Lees &lt;i&gt;goed&lt;/i&gt;", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
            Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
        }
        Assert.Equal("draft", Now(app)[AgreementKind.OfState]);
        Assert.Equal(Pdf, await customer.GetByteArrayAsync(new Uri($"/review/{key}/document", UriKind.Relative)));
        using (var sent = await RunningApp.PostAsync(app.Client, "/agreements/1", "/agreements/1/step/send"))
            Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        await customer.GetStringAsync("/review/" + key);
        var version = AskedRecords.Require(app.Base, AgreementKind.Instance, 1).Version;
        await customer.GetStringAsync("/review/" + key);
        Assert.Equal(("opened", version), (Now(app)[AgreementKind.OfState], AskedRecords.Require(app.Base, AgreementKind.Instance, 1).Version));
        using (var wrong = await customer.GetAsync(new Uri("/review/" + key[1..], UriKind.Relative))) Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        using (var post = await customer.PostAsync(new Uri("/review/" + key, UriKind.Relative), RunningApp.Form())) Assert.False(post.IsSuccessStatusCode);
        using (var cancelled = await RunningApp.PostAsync(app.Client, "/agreements/1/step/cancel", "/agreements/1/step/cancel", ("cancel_comment", "Mistake")))
            Assert.Equal(HttpStatusCode.SeeOther, cancelled.StatusCode);
        using (var gone = await customer.GetAsync(new Uri("/review/" + key, UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            Assert.DoesNotContain("Mistake", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var closed = await customer.GetAsync(new Uri($"/review/{key}/document", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, closed.StatusCode);
    }

    [Theory, EachEngine]
    public async Task The_paper_plane_invites_reminds_and_sends_again_and_says_what_went_to_whom(Engine engine)
    {
        await using var app = await StartAsync(engine);
        Assert.Contains("has no document yet", await FlyAsync(app, HttpStatusCode.Conflict), StringComparison.Ordinal);
        new AgreementDocument(app.Base, DocumentStore.Of(app.Base), Viewer.CommandLine, TimeProvider.System).Do(1, "mandate.pdf", Pdf, Actor.CommandLine);
        Assert.Contains("The invitation to j@post.example is in the outbox. Gets Dutch", await FlyAsync(app), StringComparison.Ordinal);
        Assert.Equal("sent", Now(app)[AgreementKind.OfState]);
        var first = LinkOf(app, 1);
        using var customer = app.NewClient();
        Assert.Contains("Dit is de overeenkomst", await customer.GetStringAsync(first), StringComparison.Ordinal);
        Assert.Contains("The reminder to j@post.example", await FlyAsync(app), StringComparison.Ordinal);
        Assert.Equal("opened", Now(app)[AgreementKind.OfState]);
        using (var old = await customer.GetAsync(first)) Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);
        using (await SignAsync(app, "2026-11-29")) { }
        Assert.Contains("for j@post.example to look at again", await FlyAsync(app), StringComparison.Ordinal);
        Assert.Contains("ondertekend", await customer.GetStringAsync(LinkOf(app, 3)), StringComparison.Ordinal);
        Assert.Equal("signed", Now(app)[AgreementKind.OfState]);
        // The same button twice is one mail.
        foreach (var _ in new[] { 1, 2 })
            using (await RunningApp.PostAsync(app.Client, "/agreements/1", "/agreements/1/send", ("once", "x"))) { }
        var mails = new OutboxList(app.Base, Viewer.CommandLine);
        Assert.Equal(4, mails.Page(null, 1, null, 10).Mails.Count);
        Assert.Equal("mandate.pdf", Assert.Single(mails.FilesOf(4)).Name);
    }

    private static async Task<string> FlyAsync(RunningApp app, HttpStatusCode expected = HttpStatusCode.SeeOther)
    {
        using var answer = await RunningApp.PostAsync(app.Client, "/agreements/1", "/agreements/1/send");
        Assert.Equal(expected, answer.StatusCode);
        return expected == HttpStatusCode.SeeOther ? await app.Client.GetStringAsync(answer.Headers.Location) : await answer.Content.ReadAsStringAsync();
    }

    private static Uri LinkOf(RunningApp app, long mail) => new(System.Text.RegularExpressions.Regex.Match(
        new OutboxList(app.Base, Viewer.CommandLine).Require(mail).Text, "/review/[A-Za-z0-9_-]+").Value, UriKind.Relative);

    [Theory, EachEngine]
    public async Task A_customer_who_is_needed_stays_and_the_page_says_by_what_and_what_to_do(Engine engine)
    {
        await using var app = await StartAsync(engine);
        using (await RunningApp.PostAsync(app.Client, "/agreements/1", "/agreements/1/step/send")) { }
        using (var refused = await RunningApp.PostAsync(app.Client, "/customers/1", "/customers/1/trash"))
        {
            var page = await refused.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("Aerts cannot go to the trash", page, StringComparison.Ordinal);
            Assert.Contains("href=\"/agreements/1\"", page, StringComparison.Ordinal);
            Assert.Contains("/customers/1/deactivate", page, StringComparison.Ordinal);
        }
    }

    private static async Task<HttpResponseMessage> SignAsync(RunningApp app, string day, params (string Name, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(RunningApp.TokenOf(await app.Client.GetStringAsync("/customers"))), FormGuard.TokenField },
            { new StringContent(day), "signed_on" },
            { new StringContent("Jozefien"), "signer_name" },
        };
        foreach (var (name, bytes) in files) form.Add(new ByteArrayContent(bytes), "file", name);
        return await app.Client.PostAsync(new Uri("/agreements/1/step/sign", UriKind.Relative), form);
    }
}
