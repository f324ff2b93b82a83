using System.Text;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Service.Conversations;
using Stamgast.Service.Conversations.Mails;
using Stamgast.Service.Tickets;
using Stamgast.Privacy;
using Stamgast.Settings;
using Stamgast.Shops;
using Stamgast.Start;
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
    public async Task A_mail_that_comes_back_from_the_trash_brings_its_files(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var verb = Verb(place);
        var outcomes = Enumerable.Range(1, 2).Select(i => verb.Do(Mail($"<{i}@post.example>", "leen@post.example", "Foto", ($"foto{i}.jpg", $"picture {i}"),
            ($"tekening{i}.jpg", $"drawing {i}")), 1, place.Actor)).ToList();
        foreach (var outcome in outcomes) new ChangeSets(place.Base, place.Clock).Undo(outcome.Outcome.Set.Id, place.Actor);
        Assert.All(outcomes, o => Assert.Empty(Files(place, o.Id)));
        // One by one, and not those of the other.
        var back = new BringBackRecords(place.Base, Conversations, place.Clock);
        back.Do([outcomes[0].Id], place.Actor);
        Assert.Equal(["foto1.jpg", "tekening1.jpg"], Files(place, outcomes[0].Id).Select(f => f.Values[AttachmentKind.FileName]));
        Assert.Empty(Files(place, outcomes[1].Id));
        // A file that somebody threw away stays away.
        new TrashRecords(place.Base, AttachmentKind.Instance, place.Clock).Do([Files(place, outcomes[0].Id)[0].Id], place.Actor);
        new TrashRecords(place.Base, Conversations, place.Clock).Do([outcomes[0].Id], place.Actor);
        back.Do([outcomes[0].Id, outcomes[1].Id], place.Actor);
        Assert.Equal((1, 2), (Files(place, outcomes[0].Id).Count, Files(place, outcomes[1].Id).Count));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_mail_that_comes_back_with_another_one_of_its_change_brings_only_its_own_files(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var keep = new KeepDocument(place.Base, DocumentStore.Of(place.Base), place.Clock);
        var made = new CreateAlong(place.Base, Conversations, place.Clock).Do(_ => [.. Enumerable.Range(1, 3).Select(i => Talk($"{i}"))], place.Actor,
            ids => [.. ids.Select(id => Attached(keep.Own($"{id}.txt", Encoding.UTF8.GetBytes($"{id}")), id))])!;
        new ChangeSets(place.Base, place.Clock).Undo(made.Set.Id, place.Actor);
        new BringBackRecords(place.Base, Conversations, place.Clock).Do([2], place.Actor);
        Assert.Equal([0, 1, 0], Enumerable.Range(1, 3).Select(id => Files(place, id).Count));
        new BringBackRecords(place.Base, Conversations, place.Clock).Do([1, 2, 3], place.Actor);
        Assert.Equal([1, 1, 1], Enumerable.Range(1, 3).Select(id => Files(place, id).Count));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Erasing_a_customer_reaches_mails_that_are_filed_with_nobody(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var verb = Verb(place);
        // Before there was a customer with the address; from a neighbour; from an address that two have.
        var own = verb.Do(Mail("<1@x.example>", "\"Leen J.\" <Leen@Post.example>", "Qwzjarvikoun", ("umbelquist.txt", "telmuzvaad")),
            null, place.Actor);
        var same = verb.Do(Mail("<2@x.example>", "buur@post.example", "Zomaar", ("zomaar.txt", "gewoon")), null, place.Actor);
        var copied = verb.Do(Mail("<3@x.example>", "leen@post.example", "Nog eens", ("zomaar.txt", "gewoon")), null, place.Actor);
        var shared = verb.Do(Mail("<4@x.example>", "samen@post.example", "Samen"), null, place.Actor);
        var leen = place.AddCustomer("Janssens", email: "LEEN@post.example");
        new Stamgast.CustomerVerbs.EditCustomer(place.Base, place.Clock).Do(leen, 1, new Stamgast.Customers.Rules.GivenValues(
            new Stamgast.Changes.Histories.CustomerLookup(place.Base, Viewer.CommandLine).Find(leen)!.Values,
            new Dictionary<int, string?> { [CustomerFields.OtherEmails] = "samen@post.example" }), place.Actor);
        place.AddCustomer("Peeters", email: "samen@post.example");
        var filed = verb.Do(Mail("<5@x.example>", "leen@post.example", "Ingeschreven"), leen, place.Actor);
        var keys = new[] { own.Id, same.Id }.Select(id => Files(place, id).Single().Values[AttachmentKind.StoreKey]!).ToList();

        Assert.True(new Erasure(place.Base, AllDataPlaces.InOrder, place.Clock).Run(leen, place.Els.Id));

        Assert.Equal([true, false, true, false, false], new[] { own, same, copied, shared, filed }.Select(m => place.Now(Conversations, m.Id).Trashed));
        Assert.All(new[] { own, copied }, mail => Assert.All(Conversations.Fields.Where(f => f.IsPersonal),
            field => Assert.Null(place.Now(Conversations, mail.Id).Values[field])));
        Assert.Equal("Samen", place.Now(Conversations, shared.Id).Values[ConversationKind.Subject]);
        // Those that are filed are kept by law.
        Assert.Equal("Ingeschreven", place.Now(Conversations, filed.Id).Values[ConversationKind.Subject]);
        Assert.Equal([false, true], keys.Select(DocumentStore.Of(place.Base).Has));
        using (var reader = place.Base.OpenReader())
            Assert.Empty(reader.Texts(
                $"select payload from change_item where record_kind in ({Conversations.Shape.Kind}, {AttachmentKind.Instance.Shape.Kind}) "
                + "and (payload like '%arvikoun%' or payload like '%belquist%' or payload like '%een@%')"
                + string.Create(System.Globalization.CultureInfo.InvariantCulture, $" and record_id <> {filed.Id}")));
        place.AssertSound();
        // Twice changes nothing.
        Assert.True(new Erasure(place.Base, AllDataPlaces.InOrder, place.Clock).Run(leen, place.Els.Id));
    }

    [Theory, EachEngine]
    public async Task Files_of_every_kind_are_the_same_after_the_trash(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddOrder();
        var tried = new List<string>();
        foreach (var kind in RecordKinds.All.Where(k => k != AttachmentKind.Instance && k != ShopKind.Instance))
        {
            var values = kind.Shape.Blank();
            foreach (var field in kind.Fields.Where(f => f.To == "customers")) values[field] = "1";
            foreach (var field in kind.Fields.Where(f => f.IsRequired && values[f] is null))
                values[field] = field.Kind switch { FieldKind.Reference => "1", FieldKind.Amount => "1.0000",
                    FieldKind.Date => "2026-11-30", _ => "x" };
            kind.Shape.Derive(values);
            var record = new ChangeSets(place.Base, place.Clock).Create([values], place.Actor);
            var id = CreateRecord.IdOf(place.Base, record);
            new AttachDocument(place.Base, DocumentStore.Of(place.Base), Viewer.CommandLine, place.Clock).Do(kind.Key + ".txt",
                Encoding.UTF8.GetBytes(kind.Key), new AttachedTo(kind.Shape, id), place.Actor);
            if (kind.RefusesTrash(place.Now(kind, id)) is not null) continue;
            new TrashRecords(place.Base, kind, place.Clock).Do([id], place.Actor);
            Assert.True(place.Now(kind, id).Trashed);
            new BringBackRecords(place.Base, kind, place.Clock).Do([id], place.Actor);
            Assert.Equal(kind.Key + ".txt", Assert.Single(AttachmentList.Of(place.Base, kind.Shape, id)).Values[AttachmentKind.FileName]);
            tried.Add(kind.Key);
        }
        Assert.True(tried.Count >= 10, string.Join(' ', tried));
    }

    private static RecordValues Talk(string text)
    {
        var values = Conversations.Shape.Blank();
        (values[ConversationKind.OfCustomer], values[ConversationKind.Body], values[ConversationKind.At]) = ("1", text, "2026-11-30T12:00:00Z");
        Conversations.Shape.Derive(values);
        return values;
    }

    private static RecordValues Attached(RecordValues file, long conversation)
    {
        KeepDocument.Attach(file, new AttachedTo(Conversations.Shape, conversation), "1");
        return file;
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
