using System.Globalization;
using Stamgast.App.Attachments;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Language;
using Stamgast.Sales.Agreements;
using Stamgast.Settings;
using Stamgast.Shops;

namespace Stamgast.App.Sales.Agreements;

/// <summary>What a customer sees behind the personal link of an agreement.</summary>
/// <param name="Path">Of the page.</param>
/// <param name="From">The shop, or the organisation.</param>
public sealed record ReviewView(RecordValues Agreement, ReviewState State, string Path, string? From, CultureInfo Culture);

/// <summary>The pages of customers who follow the link of an agreement. They read; nothing can be signed, sent or changed there.</summary>
internal static class ReviewRoutes
{
    public static void MapReview(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/review/{key}", Permission.Everyone, (string key, HttpContext context, Opened opened) => opened.Show(key, context));
        routes.MapPage("/review/{key}/document", Permission.Everyone, (string key, HttpContext context, Opened opened) => opened.Document(key, context));
    }

    /// <summary>What these pages work with.</summary>
    internal sealed class Opened(Base customers, DocumentStore store, TimeProvider clock, OrganisationSettings organisation)
    {
        private string Today =>
            TimeZoneInfo.ConvertTime(clock.GetUtcNow(), organisation.TimeZone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        public IResult Show(string key, HttpContext context)
        {
            var agreement = Find(key, context);
            var state = AgreementLinks.StateOf(agreement.Values, Today);
            if (state == ReviewState.Open) AgreementLinks.OpenedByCustomer(customers, agreement, clock);
            var shop = agreement.Values[AgreementKind.OfShop] is { } id
                ? AskedRecords.Find(customers, ShopKind.Instance, long.Parse(id, CultureInfo.InvariantCulture))?.Values : null;
            return Page.Of<ReviewPage>(new
            {
                View = new ReviewView(agreement.Values, state, ReviewLink.PathOf(key), shop?[ShopKind.LegalName] ?? shop?[ShopKind.Name]
                    ?? (organisation.Name.Length > 0 ? organisation.Name : null), CultureOf(agreement.Values)),
            }, state == ReviewState.Open ? StatusCodes.Status200OK : StatusCodes.Status410Gone);
        }

        public IResult Document(string key, HttpContext context)
        {
            var agreement = Find(key, context);
            if (AgreementLinks.StateOf(agreement.Values, Today) != ReviewState.Open || agreement.Values[AgreementKind.Document] is not { } id)
                throw new RefusedException("page.missing", context.Request.Path.Value);
            var attachment = AskedRecords.Require(customers, AttachmentKind.Instance, long.Parse(id, CultureInfo.InvariantCulture)).Values;
            var name = attachment[AttachmentKind.FileName] ?? "document.pdf";
            var bytes = store.Read(agreement.Values[AgreementKind.DocumentHash] ?? "");
            if (context.Request.Query.ContainsKey("save")) AttachmentRoutes.Save(context, name);
            else AttachmentRoutes.ShowInBox(context, MediaTypes.Pdf, name);
            return Results.Bytes(bytes, MediaTypes.Pdf);
        }

        // A key that leads nowhere any more looks like one that never existed.
        private RecordState Find(string key, HttpContext context)
        {
            context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
            return ReviewLink.Find(customers, key) ?? throw new RefusedException("page.missing", "/review");
        }

        private CultureInfo CultureOf(RecordValues agreement) =>
            Cultures.Match(agreement[AgreementKind.OfLanguage] ?? IssuedCustomer.Read(agreement[AgreementKind.Issued])[CustomerFields.Language],
                organisation.HomeCountry) ?? Cultures.English;
    }
}
