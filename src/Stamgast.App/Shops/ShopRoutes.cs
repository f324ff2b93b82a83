using System.Globalization;
using Stamgast.App.Attachments;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Sales.Invoices.Paper;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.App.Serving.Queues;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Shops;

namespace Stamgast.App.Shops;

/// <summary>The next numbers of the series of a shop.</summary>
public static class ShopRoutes
{
    public static void MapShops(this IEndpointRouteBuilder routes, KindParts parts)
    {
        var part = parts.Of(ShopKind.Instance);
        routes.MapUpload("/shops/{id:long}/logo", Permission.ChangeSettings, (long id, HttpContext context, Opened opened) =>
            opened.SetLogoAsync(part, id, context));
        routes.MapAction("/shops/{id:long}/logo/remove", Permission.ChangeSettings, (long id, IFormCollection _, Opened opened) => opened.RemoveLogo(part, id));
        routes.MapAction("/shops/{id:long}/next", Permission.ChangeSettings, (long id, IFormCollection sent, RecordPages pages) =>
        {
            var shop = AskedRecords.Require(pages.Base, ShopKind.Instance, id);
            var kind = RecordKinds.Of(sent["kind"].ToString());
            try
            {
                new NextNumber(pages.Base).Set(kind, shop, int.Parse(pages.Today.AsSpan(0, 4), CultureInfo.InvariantCulture), sent["next"].ToString());
            }
            catch (RefusedException refused) { return pages.Show(part, id, refused.Refusal); }
            return Page.GoTo(DoneTexts.Said(string.Create(CultureInfo.InvariantCulture, $"/shops/{id}"), "shop.series.done"));
        });
    }

    /// <summary>What the routes of the logo work with.</summary>
    internal sealed class Opened(RecordPages pages, DocumentStore store, Requester requester, WaitingRoom room)
    {
        private ShopLogo Logo => new(pages.Base, store, pages.Visit.Viewer, pages.Clock);

        public async Task<IResult> SetLogoAsync(KindPart part, long id, HttpContext context)
        {
            var upload = await StreamedUpload.ReadAsync(context);
            if (upload.FileName is not { } name) return Page.GoTo(Address(id));
            IResult answer = Results.Empty;
            try
            {
                var bytes = await AttachmentRoutes.ReadAsync(upload.Content!,
                    new AttachDocument(pages.Base, store, pages.Visit.Viewer, pages.Clock).Largest, name, context.RequestAborted);
                await room.PassAsync(Permission.ChangeSettings, () =>
                {
                    answer = Doing(part, id, () => Logo.Set(id, name, bytes, LogoPicture.CanBeDrawn, requester.By(Door.Form)));
                    return Task.CompletedTask;
                }, context.RequestAborted);
            }
            catch (RefusedException refused) when (refused.Refusal.Code == "attachment.large") { return pages.Show(part, id, refused.Refusal); }
            return answer;
        }

        public IResult RemoveLogo(KindPart part, long id) => Doing(part, id, () => Logo.Remove(id, requester.By(Door.Form)));

        private IResult Doing(KindPart part, long id, Func<EditOutcome> work)
        {
            try { return Page.GoTo(work().Set is { } set ? DoneTexts.Address(Address(id), set.Id) : DoneTexts.Said(Address(id), "records.nothingChanged")); }
            catch (RefusedException refused) when (refused.Refusal.Code != "record.unknown") { return pages.Show(part, id, refused.Refusal); }
        }

        private static string Address(long id) => string.Create(CultureInfo.InvariantCulture, $"/shops/{id}");
    }
}
