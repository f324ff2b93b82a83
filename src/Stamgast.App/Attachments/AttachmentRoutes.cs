using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Serving.Queues;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds.Verbs;

namespace Stamgast.App.Attachments;

/// <summary>Uploads documents to a customer or a record, and serves them.</summary>
internal static class AttachmentRoutes
{
    // Nothing in a document runs, loads anything or talks to anybody, whatever it says it is.
    private const string InABox = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

    // The viewer of a browser does not start in a sandbox; it runs no scripts of the document with rights of this site.
    private const string OfViewer = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

    public static void MapAttachments(this IEndpointRouteBuilder routes, KindParts parts)
    {
        routes.MapPage("/attachments/{id:long}/file", Permission.ReadCustomers, (long id, HttpContext context, Opened opened) => opened.Serve(id, context));
        routes.MapUpload("/customers/{id:long}/attachments", Permission.EditCustomers, (long id, HttpContext context, Opened opened) =>
            opened.TakeAsync(context, new AttachedTo(CustomerShape.Instance, id), Permission.EditCustomers,
                string.Create(CultureInfo.InvariantCulture, $"/customers/{id}/attachments")));
        foreach (var part in parts.All.Where(p => p.Kind != AttachmentKind.Instance))
            routes.MapUpload(part.Path + "/{id:long}/attachments", part.Edit, (long id, HttpContext context, Opened opened) =>
                opened.TakeAsync(context, new AttachedTo(part.Kind.Shape, id), part.Edit, string.Create(CultureInfo.InvariantCulture, $"{part.Path}/{id}")));
    }

    /// <summary>Says that a browser shows a document itself, within a box.</summary>
    public static void ShowInBox(HttpContext context, string type, string name)
    {
        context.Response.Headers.ContentSecurityPolicy = type == MediaTypes.Pdf ? OfViewer : InABox;
        context.Response.Headers.ContentDisposition = Disposition("inline", name);
    }

    /// <summary>Says that a browser saves a document, and shows nothing of it.</summary>
    public static void Save(HttpContext context, string name)
    {
        context.Response.Headers.ContentSecurityPolicy = InABox;
        context.Response.Headers.ContentDisposition = Disposition("attachment", name);
    }

    /// <summary>Reads a file that arrives, and no more than may be.</summary>
    /// <exception cref="RefusedException">attachment.large</exception>
    public static async Task<byte[]> ReadAsync(Stream content, long largest, string name, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            if (bytes.Length + read > largest) throw new RefusedException("attachment.large", DocumentName.Clean(name), largest >> 20);
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static string Disposition(string way, string name)
    {
        var disposition = new ContentDispositionHeaderValue(way);
        disposition.SetHttpFileName(name);
        return disposition.ToString();
    }

    /// <summary>What the routes of attachments work with.</summary>
    internal sealed class Opened(Base customers, DocumentStore store, KindParts parts, Visit visit, Requester requester, TimeProvider clock, WaitingRoom room)
    {
        /// <summary>Serves a document: to be saved, or shown when it can do no harm.</summary>
        public IResult Serve(long id, HttpContext context)
        {
            var state = AskedRecords.Require(customers, AttachmentKind.Instance, id);
            MustSee(state);
            var bytes = store.Read(state.Values[AttachmentKind.StoreKey] ?? "");
            var (type, name) = (state.Values[AttachmentKind.MediaType], state.Values[AttachmentKind.FileName] ?? "document");
            var isShown = context.Request.Query.ContainsKey("show") && MediaTypes.MayBeShown(type);
            if (isShown) ShowInBox(context, type!, name);
            else Save(context, name);
            return Results.Bytes(bytes, isShown ? type : MediaTypes.Unknown);
        }

        /// <summary>Takes the files of a form in.</summary>
        public async Task<IResult> TakeAsync(HttpContext context, AttachedTo to, Permission permission, string back)
        {
            var upload = await StreamedUpload.ReadAsync(context);
            var attach = new AttachDocument(customers, store, visit.Viewer, clock);
            var (largest, done) = (attach.Largest, new List<ChangeOutcome>());
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is null || upload.FileName is null) return Page.GoTo(back);
            do
            {
                var name = upload.FileName;
                var bytes = await ReadAsync(upload.Content!, largest, name!, context.RequestAborted);
                await room.PassAsync(permission, () =>
                {
                    done.Add(attach.Do(name, bytes, to, requester.By(Door.Form)));
                    return Task.CompletedTask;
                }, context.RequestAborted);
            }
            while (await upload.NextFileAsync(context.RequestAborted));
            return Page.GoTo(done.Count == 1 ? DoneTexts.Address(back, done[0]) : new Flash { Key = "attachments.done", Count = done.Count }.At(back));
        }

        // A document is seen by those who may see what it is attached to.
        private void MustSee(RecordState state)
        {
            var kind = state.Values[AttachmentKind.OfKind] is { } number
                ? parts.All.FirstOrDefault(p => p.Kind.Shape.Kind.ToString(CultureInfo.InvariantCulture) == number) : null;
            if (kind is not null && !visit.May(kind.Read)) throw new RefusedException("page.forbidden");
            if (state.Values[AttachmentKind.OfCustomer] is { } customer
                && new CustomerLookup(customers, visit.Viewer).Find(long.Parse(customer, CultureInfo.InvariantCulture)) is null)
                throw new RefusedException(Refusals.Unknown(AttachmentKind.Instance.Shape), state.Id);
        }
    }
}
