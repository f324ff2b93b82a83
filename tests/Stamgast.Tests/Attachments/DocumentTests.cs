using System.Text;
using Stamgast.Attachments;
using Stamgast.Backups;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds.Verbs;
using Stamgast.Privacy;
using Stamgast.Sales.Orders;
using Stamgast.Settings;
using Stamgast.Start;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Attachments;

public sealed class DocumentTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\nsome pages");

    private static long Attach(KindPlace place, string name, byte[] bytes, AttachedTo to) => CreateRecord.IdOf(place.Base,
        new AttachDocument(place.Base, DocumentStore.Of(place.Base), Viewer.CommandLine, place.Clock).Do(name, bytes, to, place.Actor));

    private static void Set(KindPlace place, SettingDeclaration setting, string value) =>
        place.Base.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { [setting.Key] = value }));

    [Theory, EachEngine]
    public async Task A_document_hangs_on_a_record_and_on_its_customer_and_is_kept_once(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var store = DocumentStore.Of(place.Base);
        var order = place.AddOrder();
        var first = Attach(place, "C:\\scans\\plan \u202Efdp.exe", Pdf, new AttachedTo(OrderKind.Instance.Shape, order));
        var second = Attach(place, "../../etc/passwd", Pdf, new AttachedTo(CustomerShape.Instance, 1, "document"));
        var values = place.Now(AttachmentKind.Instance, first).Values;
        Assert.Equal("plan fdp.exe|application/pdf|19|1|4|1|2026-11-30", string.Join("|", new[] { AttachmentKind.FileName, AttachmentKind.MediaType,
            AttachmentKind.Size, AttachmentKind.OfCustomer, AttachmentKind.OfKind, AttachmentKind.OfRecord, AttachmentKind.Added }.Select(f => values[f])));
        Assert.Equal("passwd", place.Now(AttachmentKind.Instance, second).Values[AttachmentKind.FileName]);
        var key = values[AttachmentKind.StoreKey]!;
        Assert.Equal(key, place.Now(AttachmentKind.Instance, second).Values[AttachmentKind.StoreKey]);
        Assert.Equal(Pdf, store.Read(key));
        Assert.Equal([first], AttachmentList.Of(place.Base, OrderKind.Instance.Shape, order).Select(a => a.Id));
        Assert.Empty(AttachmentList.Of(place.Base, OrderKind.Instance.Shape, order, "document"));
        Assert.Equal("attachment.gone", Assert.Throws<RefusedException>(() => store.Read("../../etc/passwd")).Refusal.Code);
        Assert.Equal("record.unknown", Assert.Throws<RefusedException>(() => Attach(place, "a", Pdf, new AttachedTo(OrderKind.Instance.Shape, 99)))
            .Refusal.Code);
        Assert.Equal("customer.unknown", Assert.Throws<RefusedException>(() => Attach(place, "a", Pdf, new AttachedTo(CustomerShape.Instance, 99)))
            .Refusal.Code);
        Assert.Equal("attachment.empty", Assert.Throws<RefusedException>(() => Attach(place, "a", [], new AttachedTo(CustomerShape.Instance, 1))).Refusal.Code);
        Set(place, DocumentSettings.Limit, "1");
        Assert.Equal("attachment.large", Assert.Throws<RefusedException>(() => Attach(place, "a", new byte[(1 << 20) + 1],
            new AttachedTo(CustomerShape.Instance, 1))).Refusal.Code);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Documents_to_which_nothing_leads_go_after_thirty_days_and_others_stay(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var store = DocumentStore.Of(place.Base);
        var clean = new CleanDocuments(place.Base, store, place.Clock);
        var to = new AttachedTo(CustomerShape.Instance, 1);
        var trashed = Attach(place, "a.pdf", Pdf, to);
        Attach(place, "b.txt", "kept"u8.ToArray(), to);
        var lost = store.Keep("lost"u8.ToArray(), false, place.Clock.GetUtcNow().UtcDateTime);
        place.Clock.GoOn(TimeSpan.FromDays(20));
        new TrashRecords(place.Base, AttachmentKind.Instance, place.Clock).Do([trashed], place.Actor);
        place.Clock.GoOn(TimeSpan.FromDays(11));
        Assert.Equal(1, clean.Run());
        Assert.False(store.Has(lost));
        Assert.True(store.Has(DocumentStore.KeyOf(Pdf)));
        place.Clock.GoOn(TimeSpan.FromDays(20));
        Assert.Equal(1, clean.Run());
        Assert.False(store.Has(DocumentStore.KeyOf(Pdf)));
        Assert.True(store.Has(DocumentStore.KeyOf("kept"u8)));
        Assert.Equal(0, clean.Run());
    }

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Sqlite)]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    [InlineData(Engine.Postgres, Engine.Postgres)]
    public async Task A_backup_holds_the_documents_and_each_engine_restores_them(Engine from, Engine to)
    {
        await using var place = await KindPlace.CreateAsync(from);
        await using var other = await TestPlace.CreateAsync(to, isEmpty: true);
        Attach(place, "a.pdf", Pdf, new AttachedTo(CustomerShape.Instance, 1));
        var file = Path.Combine(place.Folder, "monday.zip");
        new Backup(place.Base).To(file);
        new Restore(other.Location).From(file);
        using var restored = Base.Open(other.Location);
        Assert.Equal(Pdf, DocumentStore.Of(restored).Read(DocumentStore.KeyOf(Pdf)));
        var again = Path.Combine(other.Folder, "again.zip");
        new Backup(restored).To(again);
        await using var third = await TestPlace.CreateAsync(from, isEmpty: true);
        new Restore(third.Location).From(again);
        using var last = Base.Open(third.Location);
        Assert.Equal(Pdf, DocumentStore.Of(last).Read(DocumentStore.KeyOf(Pdf)));
    }

    [Theory, EachEngine]
    public async Task An_erasure_deletes_the_bytes_unless_somebody_else_has_them_too(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Claes");
        Attach(place, "a.pdf", Pdf, new AttachedTo(CustomerShape.Instance, 1));
        Attach(place, "own.txt", "own"u8.ToArray(), new AttachedTo(CustomerShape.Instance, 1));
        Attach(place, "a.pdf", Pdf, new AttachedTo(CustomerShape.Instance, 2));
        Assert.True(new Erasure(place.Base, AllDataPlaces.InOrder, place.Clock).Run(1, null));
        var store = DocumentStore.Of(place.Base);
        Assert.False(store.Has(DocumentStore.KeyOf("own"u8)));
        Assert.True(store.Has(DocumentStore.KeyOf(Pdf)));
    }

    [Theory, EachEngine]
    public async Task Documents_can_be_encrypted_where_they_are_stored(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var store = DocumentStore.Of(place.Base, new Turned());
        var key = store.Keep(Pdf, encrypted: true, place.Clock.GetUtcNow().UtcDateTime);
        Assert.Equal(Pdf, store.Read(key));
        Assert.Equal("attachment.locked", Assert.Throws<RefusedException>(() => DocumentStore.Of(place.Base).Read(key)).Refusal.Code);
        if (engine == Engine.Sqlite)
            Assert.DoesNotContain("%PDF", Encoding.Latin1.GetString(File.ReadAllBytes(Directory.GetFiles(place.Location.DocumentFolder, "*.enc",
                SearchOption.AllDirectories).Single())), StringComparison.Ordinal);
        store.Delete(key);
        Assert.False(store.Has(key));
    }

    [Theory, EachEngine]
    public async Task A_virus_scanner_decides_and_nothing_is_kept_when_it_refuses_or_cannot_answer(Engine engine)
    {
        if (OperatingSystem.IsWindows()) return;
        await using var place = await KindPlace.CreateAsync(engine);
        var to = new AttachedTo(CustomerShape.Instance, 1);
        Set(place, DocumentSettings.Scan, "/bin/sh -c \"! grep -q EICAR\"");
        Attach(place, "clean.txt", "clean; $(touch /tmp/never)"u8.ToArray(), to);
        Assert.Equal("attachment.infected", Assert.Throws<RefusedException>(() => Attach(place, "bad.txt", "EICAR"u8.ToArray(), to)).Refusal.Code);
        Set(place, DocumentSettings.Scan, "/no/such/program -");
        Assert.Equal("attachment.scan", Assert.Throws<RefusedException>(() => Attach(place, "b.txt", "b"u8.ToArray(), to)).Refusal.Code);
        Assert.False(DocumentStore.Of(place.Base).Has(DocumentStore.KeyOf("EICAR"u8)));
        // One that does not read its input.
        Set(place, DocumentSettings.Scan, "/bin/true");
        Attach(place, "large.bin", new byte[5 << 20], to);
    }

    [Theory]
    [InlineData("%PDF-1.4", "application/pdf")]
    [InlineData("<html><script>alert(1)</script>", "text/plain")]
    [InlineData("<svg onload=alert(1)>", "text/plain")]
    [InlineData("GIF89a", "image/gif")]
    [InlineData("MZ\u0001", "application/x-executable")]
    [InlineData("PK\u0003\u0004broken", "application/zip")]
    [InlineData("", "text/plain")]
    public void The_type_is_found_in_the_bytes(string text, string type) => Assert.Equal(type, MediaTypes.Of(Encoding.Latin1.GetBytes(text)));

    [Theory]
    [InlineData("", "document")]
    [InlineData("...", "document")]
    [InlineData("a\0b\nc.pdf", "abc.pdf")]
    [InlineData("=HYPERLINK(\"x\").pdf", "=HYPERLINK(_x_).pdf")]
    [InlineData("factuur 👍.pdf", "factuur 👍.pdf")]
    [InlineData("<script>.pdf", "_script_.pdf")]
    public void A_name_is_made_harmless(string given, string clean) => Assert.Equal(clean, DocumentName.Clean(given));

    [Fact]
    public void A_long_name_keeps_its_end()
    {
        var clean = DocumentName.Clean(new string('x', 500) + ".pdf");
        Assert.Equal(150, clean.Length);
        Assert.EndsWith(".pdf", clean, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task What_is_to_be_encrypted_is_not_kept_without_a_key(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        Set(place, DocumentSettings.Encryption, "yes");
        Assert.Equal("attachment.no_key", Assert.Throws<RefusedException>(() => DocumentStore.Of(place.Base).MustHaveKey()).Refusal.Code);
        Assert.Equal("attachment.no_key", Assert.Throws<RefusedException>(() => Attach(place, "a.pdf", Pdf, new AttachedTo(CustomerShape.Instance, 1)))
            .Refusal.Code);
        Assert.False(DocumentStore.Of(place.Base).Has(DocumentStore.KeyOf(Pdf)));
        DocumentStore.Of(place.Base, new Turned()).MustHaveKey();
    }

    private sealed class Turned : IDocumentCipher
    {
        public byte[] Protect(byte[] bytes) => [.. bytes.Reverse()];

        public byte[] Unprotect(byte[] bytes) => [.. bytes.Reverse()];
    }
}
