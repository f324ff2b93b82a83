using System.Globalization;
using Stamgast.App.Attachments;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Serving.Queues;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Outbox;
using Stamgast.Sales.Agreements;

namespace Stamgast.App.Sales.Agreements;

/// <summary>What can be done with agreements beyond what every record has: their document, and marking them as signed.</summary>
internal static class AgreementRoutes
{
    private static readonly StateStep Sign = AgreementKind.Instance.Steps.First(s => s.Key == "sign");

    public static void MapAgreements(this IEndpointRouteBuilder routes, KindParts parts)
    {
        var part = parts.Of(AgreementKind.Instance);
        routes.MapUpload("/agreements/{id:long}/document", Permission.EditSales, (long id, HttpContext context, Opened opened) =>
            opened.DocumentAsync(part, id, context));
        routes.MapAction("/agreements/{id:long}/send", Permission.EditSales, (long id, HttpContext context, IFormCollection sent, Opened opened) =>
            opened.Send(part, id, sent["once"].ToString(), $"{context.Request.Scheme}://{context.Request.Host.Value}"));
        routes.MapPage("/agreements/{id:long}/step/sign", Permission.EditSales, (long id, Opened opened) => opened.AskSigned(part, id));
        routes.MapUpload("/agreements/{id:long}/step/sign", Permission.EditSales, (long id, HttpContext context, Opened opened) =>
            opened.SignedAsync(part, id, context));
    }

    /// <summary>What these routes work with.</summary>
    internal sealed class Opened(RecordPages pages, DocumentStore store, Requester requester, WaitingRoom room, DoneForms done)
    {
        private Actor Actor => requester.By(Door.Form);

        public async Task<IResult> DocumentAsync(KindPart part, long id, HttpContext context)
        {
            var upload = await StreamedUpload.ReadAsync(context);
            if (upload.FileName is not { } name) return Page.GoTo(Address(id));
            var bytes = await ReadAsync(upload.Content!, name, context.RequestAborted);
            IResult answer = Results.Empty;
            await room.PassAsync(Permission.EditSales, () =>
            {
                answer = Doing(part, id, () => DoneTexts.Address(Address(id),
                    new AgreementDocument(pages.Base, store, pages.Visit.Viewer, pages.Clock).Do(id, name, bytes, Actor).Set!.Id));
                return Task.CompletedTask;
            }, context.RequestAborted);
            return answer;
        }

        // What went to whom, in which language and why.
        public IResult Send(KindPart part, long id, string once, string site) => Doing(part, id, () => done.Once(once, () =>
        {
            var sent = new SendAgreement(pages.Base, store, pages.Visit.Viewer, pages.Clock).Do(id, site, Actor);
            return DoneTexts.Said(Address(id), "agreement.sent." + sent.Mail.ToString().ToLowerInvariant(), sent.To, sent.Language.Why(pages.Visit.Culture));
        }));

        public IResult AskSigned(KindPart part, long id)
        {
            var state = AskedRecords.Require(pages.Base, part.Kind, id);
            var values = state.Values.Copy();
            values[AgreementKind.SignedOn] ??= pages.Today;
            values[AgreementKind.SignerName] ??= Signer.All(values[AgreementKind.Signers]).Select(s => s.Signer.Name).FirstOrDefault(n => n.Length > 0);
            return Ask(RecordForm.Of(part, values, state.Version), id, StatusCodes.Status200OK);
        }

        public async Task<IResult> SignedAsync(KindPart part, long id, HttpContext context)
        {
            var upload = await StreamedUpload.ReadAsync(context);
            var texts = new Dictionary<int, string?>
            {
                [AgreementKind.SignedOn.Ordinal] = upload.Fields.GetValueOrDefault(AgreementKind.SignedOn.Name),
                [AgreementKind.SignerName.Ordinal] = upload.Fields.GetValueOrDefault(AgreementKind.SignerName.Name),
            };
            var (name, bytes) = (upload.FileName, upload.FileName is { } file ? await ReadAsync(upload.Content!, file, context.RequestAborted) : null);
            IResult answer = Results.Empty;
            await room.PassAsync(Permission.EditSales, () =>
            {
                answer = Doing(part, id, () => Mark(id, texts, name, bytes), refused => Again(part, id, texts, refused));
                return Task.CompletedTask;
            }, context.RequestAborted);
            return answer;
        }

        // The signed copy first: if it is refused, the agreement is as it was.
        private string Mark(long id, Dictionary<int, string?> texts, string? name, byte[]? bytes)
        {
            var verb = new StepRecords(pages.Base, AgreementKind.Instance, pages.Visit.Viewer, pages.Clock);
            var state = AskedRecords.Require(pages.Base, AgreementKind.Instance, id);
            if (verb.Refuses(Sign, state) is { } refusal) throw new RefusedException(refusal);
            if (bytes is { Length: > 0 })
                new AttachDocument(pages.Base, store, pages.Visit.Viewer, pages.Clock).Do(name, bytes,
                    new AttachedTo(AgreementKind.Instance.Shape, id, AgreementDocument.SignedPart), Actor);
            var outcome = verb.Do([id], Sign, texts, Actor);
            return outcome is null ? Address(id) : DoneTexts.Address(Address(id), outcome);
        }

        private IResult Again(KindPart part, long id, Dictionary<int, string?> texts, RecordRefusedException refused)
        {
            var state = AskedRecords.Require(pages.Base, part.Kind, id);
            var values = state.Values.Copy();
            foreach (var (field, text) in texts) values[field] = text;
            var form = RecordForm.Of(part, values, state.Version);
            foreach (var problem in refused.Problems) form.Add(problem, pages.Visit);
            return Ask(form, id, StatusCodes.Status422UnprocessableEntity);
        }

        private static IResult Ask(RecordForm form, long id, int status) => Page.Of<SignPage>(new { Form = form, Back = Address(id) }, status);

        private IResult Doing(KindPart part, long id, Func<string> work, Func<RecordRefusedException, IResult>? again = null)
        {
            try { return Page.GoTo(work()); }
            catch (RecordRefusedException refused) when (again is not null) { return again(refused); }
            catch (RefusedException refused) when (refused.Refusal.Code != "record.unknown") { return pages.Show(part, id, refused.Refusal); }
        }

        private Task<byte[]> ReadAsync(Stream content, string name, CancellationToken cancel) => AttachmentRoutes.ReadAsync(content,
            new AttachDocument(pages.Base, store, pages.Visit.Viewer, pages.Clock).Largest, name, cancel);

        private static string Address(long id) => string.Create(CultureInfo.InvariantCulture, $"/agreements/{id}");
    }
}
