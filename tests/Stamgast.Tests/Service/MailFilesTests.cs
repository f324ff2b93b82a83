using System.Text;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Service.Conversations;
using Stamgast.Service.Conversations.Mails;
using Stamgast.Service.Tickets;
using Stamgast.Settings;
using Stamgast.Testing;
using Stamgast.Tests.Exchange;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Service;

public sealed class MailFilesTests
{
    private static readonly ConversationKind Conversations = ConversationKind.Instance;

    [Theory, EachEngine]
    public async Task The_files_of_a_mail_are_kept_once_with_its_conversation_and_come_and_go_with_it(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.Base.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { [DocumentSettings.Limit.Key] = "1" }));
        var verb = Verb(place);
        var first = verb.Do(Mail("<1@post.example>", "leen@post.example", "Foto", ("foto\u202E.jpg", "picture"), ("leeg.txt", ""),
            ("groot.bin", new string('x', (1 << 20) + 1))), 1, place.Actor);
        var file = Assert.Single(Files(place, first.Id));
        Assert.Equal(("foto.jpg", "1", "7"), (file.Values[AttachmentKind.FileName], file.Values[AttachmentKind.OfCustomer], file.Values[AttachmentKind.Size]));
        Assert.Equal(["attachment.empty", "attachment.large"], first.FilesLeft.Select(r => r.Code));
        var second = verb.Do(Mail("<2@post.example>", "leen@post.example", "Nog eens", ("andere naam.jpg", "picture")), 1, place.Actor);
        Assert.Equal(file.Values[AttachmentKind.StoreKey], Files(place, second.Id).Single().Values[AttachmentKind.StoreKey]);
        Assert.Equal("picture", Encoding.UTF8.GetString(DocumentStore.Of(place.Base).Read(file.Values[AttachmentKind.StoreKey]!)));
        var undone = new ChangeSets(place.Base, place.Clock).Undo(first.Outcome.Set.Id, place.Actor);
        Assert.True(place.Now(Conversations, first.Id).Trashed);
        Assert.Empty(Files(place, first.Id));
        new ChangeSets(place.Base, place.Clock).Undo(undone.Set.Id, place.Actor);
        Assert.False(place.Now(Conversations, first.Id).Trashed);
        Assert.Single(Files(place, first.Id));
        // The same mail again brings nothing, not even its files.
        Assert.Throws<RecordRefusedException>(() => verb.Do(Mail("<1@post.example>", "leen@post.example", "Foto", ("b.txt", "b")), 1, place.Actor));
        Assert.False(DocumentStore.Of(place.Base).Has(DocumentStore.KeyOf("b"u8)));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_mail_of_an_address_that_several_have_waits_until_somebody_says_whose_it_is(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var piet = place.AddCustomer("Piet", email: "samen@post.example");
        var mia = place.AddCustomer("Mia", email: "samen@post.example");
        place.AddCustomer("Neighbour", email: "other@post.example");
        var ticket = place.Add(TicketKind.Instance, (TicketKind.Subject, "Grinder"), (TicketKind.OfCustomer, $"{mia}"));
        place.Step(TicketKind.Instance, ticket, "resolve");
        place.Clock.GoOn(TimeSpan.FromHours(1));
        var verb = Verb(place);
        var mail = Mail("<1@post.example>", "samen@post.example", "Re: [T-2026-0001] Grinder", ("foto.jpg", "picture"));
        Assert.Equal([piet, mia], verb.Look(mail, null).Customers.Select(c => c.Id));
        var added = verb.Do(mail, null, place.Actor);
        Assert.Equal((null, null), (place.Now(Conversations, added.Id).Values[ConversationKind.OfCustomer], added.Ticket));
        var list = new RecordList(place.Base, Conversations, Viewer.CommandLine, "2026-11-30");
        Assert.Equal(added.Id, list.Page(new RecordQuery { Special = ConversationKind.Unfiled }, null, 10).Rows.Single().State.Id);
        Assert.Equal([piet, mia], verb.Candidates(place.Now(Conversations, added.Id)).Select(c => c.Id));
        var given = verb.Give(place.Now(Conversations, added.Id), mia, place.Actor);
        Assert.Equal((ticket, TicketTurn.Reopened), (given.Ticket, given.Turn));
        Assert.Equal($"{mia}", place.Now(Conversations, added.Id).Values[ConversationKind.OfCustomer]);
        Assert.Equal($"{mia}", Files(place, added.Id).Single().Values[AttachmentKind.OfCustomer]);
        Assert.Equal(0, list.Count(new RecordQuery { Special = ConversationKind.Unfiled }));
        Assert.Equal("conversation.filed", Assert.Throws<RefusedException>(() =>
            verb.Give(place.Now(Conversations, added.Id), piet, place.Actor)).Refusal.Code);
        Assert.Empty(verb.Candidates(place.Now(Conversations, verb.Do(Mail("<2@x.example>", "nobody@post.example", "Hi"), null, place.Actor).Id)));
        place.AssertSound();
    }

    private static FileMail Verb(KindPlace place) => new(place.Base, DocumentStore.Of(place.Base), Viewer.CommandLine, place.Clock);

    private static IReadOnlyList<RecordState> Files(KindPlace place, long conversation) =>
        [.. AttachmentList.Of(place.Base, Conversations.Shape, [conversation])[conversation]];

    private static ReadMail Mail(string id, string from, string subject, params (string Name, string Text)[] files)
    {
        var text = new StringBuilder($"From: {from}\r\nTo: els@branderij.example\r\nMessage-ID: {id}\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
            + "Date: Mon, 30 Nov 2026 14:30:00 +0100\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
            + "Zie bijlage\r\n");
        foreach (var (name, content) in files)
            text.Append("--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
                + $"Content-Disposition: attachment; filename*=utf-8''{Uri.EscapeDataString(name)}\r\n\r\n"
                + Convert.ToBase64String(Encoding.UTF8.GetBytes(content), Base64FormattingOptions.InsertLineBreaks) + "\r\n");
        return ReadMail.Of(new MemoryStream(Encoding.UTF8.GetBytes(text.Append("--b--\r\n").ToString())), "mail.eml");
    }
}
