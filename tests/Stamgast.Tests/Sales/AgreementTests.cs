using System.Text;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Agreements;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Sales;

public sealed class AgreementTests
{
    private static readonly AgreementKind Kind = AgreementKind.Instance;
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7 agreement");

    private static long Add(KindPlace place) => place.Add(Kind, (AgreementKind.Title, "Mandate"), (AgreementKind.OfCustomer, "1"), (AgreementKind.OfShop, "1"),
        (AgreementKind.Signers, Signer.Map([new Signer { Name = "Jozefien Aerts", Email = "j@post.example" }, new Signer { Name = "Karim" }])));

    [Theory, EachEngine]
    public async Task The_document_of_a_draft_is_kept_with_its_hash_and_fixed_once_it_was_sent(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Add(place);
        var verb = new AgreementDocument(place.Base, DocumentStore.Of(place.Base), Viewer.CommandLine, place.Clock);
        Assert.Equal("agreement.no_pdf", Assert.Throws<RefusedException>(() => verb.Do(id, "a.pdf", "no"u8.ToArray(), place.Actor)).Refusal.Code);
        verb.Do(id, "mandate.pdf", Pdf, place.Actor);
        var values = place.Now(Kind, id).Values;
        Assert.Equal(("1", DocumentStore.KeyOf(Pdf)), (values[AgreementKind.Document], values[AgreementKind.DocumentHash]));
        place.Step(Kind, id, "send");
        Assert.Equal("agreement.fixed", Assert.Throws<RefusedException>(() => verb.Do(id, "b.pdf", Pdf, place.Actor)).Refusal.Code);
        Assert.Equal("record.linked",
            Assert.Throws<LinkedException>(() => new TrashRecords(place.Base, AttachmentKind.Instance, place.Clock).Do([1], place.Actor)).Refusal.Code);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Signers_are_checked_and_get_their_day(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Add(place);
        Assert.Equal("agreement.signer", Assert.Throws<RecordRefusedException>(() => place.Edit(Kind, id, (AgreementKind.Signers, Signer.Map([new Signer
            { Email = "x@y.example" }])))).Problems[0].Code);
        Assert.Throws<RecordRefusedException>(() => place.Edit(Kind, id,
            (AgreementKind.Signers, Signer.Map([new Signer { Name = "A", Email = "jozefien(at)post" }]))));
        place.Step(Kind, id, "send");
        place.Step(Kind, id, "sign_part", (AgreementKind.SignerName, "karim"));
        Assert.Equal(["", "2026-11-30"], Signer.All(place.Now(Kind, id).Values[AgreementKind.Signers]).Select(s => s.Signer.SignedOn));
        place.Step(Kind, id, "sign", (AgreementKind.SignedOn, "2026-11-29"), (AgreementKind.SignerName, "Jozefien Aerts"));
        Assert.Equal(["2026-11-29", "2026-11-30"], Signer.All(place.Now(Kind, id).Values[AgreementKind.Signers]).Select(s => s.Signer.SignedOn));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_link_leads_to_one_agreement_until_it_is_renewed_and_only_its_hash_is_stored(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Add(place);
        var links = new AgreementLinks(place.Base, Viewer.CommandLine, place.Clock);
        var first = links.Renew(id, place.Actor);
        Assert.Equal(id, ReviewLink.Find(place.Base, first)!.Id);
        Assert.DoesNotContain(first, place.Now(Kind, id).Values[AgreementKind.LinkKey]!, StringComparison.Ordinal);
        links.Opened(place.Now(Kind, id), place.Actor);
        Assert.Equal(AgreementKind.Draft, place.Now(Kind, id).Values[AgreementKind.OfState]);
        place.Step(Kind, id, "send");
        var second = links.Renew(id, place.Actor);
        Assert.Null(ReviewLink.Find(place.Base, first));
        foreach (var wrong in new[] { "", "x", second + "x", new string('a', 5000), "' or 1=1 --" }) Assert.Null(ReviewLink.Find(place.Base, wrong));
        links.Opened(place.Now(Kind, id), place.Actor);
        links.Opened(place.Now(Kind, id), place.Actor);
        Assert.Equal(AgreementKind.Opened, place.Now(Kind, id).Values[AgreementKind.OfState]);
        place.Edit(Kind, id, (AgreementKind.ExpiresOn, "2026-11-29"));
        Assert.Equal(ReviewState.Expired, AgreementLinks.StateOf(place.Now(Kind, id).Values, "2026-11-30"));
        Assert.Equal(ReviewState.Open, AgreementLinks.StateOf(place.Now(Kind, id).Values, "2026-11-29"));
        place.Step(Kind, id, "cancel");
        Assert.Equal(ReviewState.Withdrawn, AgreementLinks.StateOf(place.Now(Kind, id).Values, "2026-11-29"));
        Assert.Equal("agreement.over", Assert.Throws<RefusedException>(() => links.Renew(id, place.Actor)).Refusal.Code);
        place.AssertSound();
    }
}
