using System.Globalization;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Orders;
using Stamgast.Sales.Orders.Deliveries;

namespace Stamgast.App.Sales.Orders;

/// <summary>What is done with an order beyond its steps: deliveries, and the invoice.</summary>
public static class OrderRoutes
{
    private const string Path = "/orders/{id:long}";

    public static void MapOrders(this IEndpointRouteBuilder routes, KindParts parts)
    {
        var part = parts.Of(OrderKind.Instance);
        routes.MapPage(Path + "/deliveries/new", Permission.EditSales, (long id, RecordPages pages) => Form(part, id, null, pages));
        routes.MapPage(Path + "/deliveries/{delivery}", Permission.EditSales, (long id, string delivery, RecordPages pages) => Form(part, id, delivery, pages));
        routes.MapAction(Path + "/deliveries/new", Permission.EditSales,
            (long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done) => Save(part, id, null, sent, pages, requester, done));
        routes.MapAction(Path + "/deliveries/{delivery}", Permission.EditSales,
            (long id, string delivery, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done) =>
                Save(part, id, delivery, sent, pages, requester, done));
        routes.MapAction(Path + "/deliveries/{delivery}/remove", Permission.EditSales, (long id, string delivery, RecordPages pages, Requester requester) =>
            Act(part, id, pages, () => Done(id, new RecordDelivery(pages.Base, pages.Visit.Viewer, pages.Clock).Remove(id, delivery,
                requester.By(Door.Form)))));
        routes.MapAction(Path + "/invoice", Permission.EditSales,
            (long id, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done) => Act(part, id, pages, () =>
                Page.GoTo(done.Once(sent["once"].ToString(), () =>
                {
                    var made = new InvoiceOrder(pages.Base, pages.Visit.Viewer, pages.Clock).Do(id, requester.By(Door.Form));
                    return DoneTexts.Address(string.Create(CultureInfo.InvariantCulture, $"/invoices/{CreateRecord.IdOf(pages.Base, made)}"), made);
                }))));
    }

    private static IResult Form(KindPart part, long id, string? delivery, RecordPages pages)
    {
        var order = AskedRecords.Require(pages.Base, OrderKind.Instance, id);
        var now = delivery is null ? null : Delivery.All(order.Values[OrderKind.Deliveries]).FirstOrDefault(d => d.Id == delivery).Delivery;
        if (delivery is not null && now is null) return pages.Show(part, id, new Refusal("delivery.unknown", id, order.Values[OrderKind.OwnNumber]));
        var before = Before(order, delivery);
        return Render(order, delivery, now is not null
            ? new GivenDelivery(now.Date, now.IsDone, now.To, now.By, now.Quantities.ToDictionary(q => q.Key, q => Number(Amount.Of(q.Value), pages.Visit)))
            : new GivenDelivery(pages.Today, true, order.Values[OrderKind.ShipTo]?.Split('\n')[^1] ?? "", pages.Visit.UserName,
                DocumentLine.All(order.Values[OrderKind.OfLines]).Select(l => (l.Id, Left: l.Line.Quantity - before.GetValueOrDefault(l.Id)))
                    .Where(l => l.Left > 0).ToDictionary(l => l.Id, l => Number(l.Left, pages.Visit))), before, []);
    }

    private static IResult Save(KindPart part, long id, string? delivery, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done)
    {
        var (lines, texts) = (sent["line"], sent["quantity"]);
        var quantities = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count && i < texts.Count; i++) quantities[lines[i]!] = texts[i] ?? "";
        var given = new GivenDelivery(sent["date"].ToString(), sent["done"] != "0", sent["to"].ToString(), sent["by"].ToString(), quantities);
        var read = given with { Quantities = quantities.ToDictionary(q => q.Key, q => RecordForm.AmountAsShown(q.Value, pages.Visit)) };
        var verb = new RecordDelivery(pages.Base, pages.Visit.Viewer, pages.Clock);
        try
        {
            return Act(part, id, pages, () => Page.GoTo(done.Once(sent["once"].ToString(), () =>
                Address(id, verb.Do(id, delivery, read, requester.By(Door.Form))))));
        }
        catch (RecordRefusedException refused)
        {
            var order = AskedRecords.Require(pages.Base, OrderKind.Instance, id);
            return Render(order, delivery, given, Before(order, delivery),
                [.. refused.Problems.Select(p => p.What(pages.Visit.Culture) + " " + p.Remedy(pages.Visit.Culture))]);
        }
    }

    private static IResult Render(RecordState order, string? delivery, GivenDelivery given, IReadOnlyDictionary<string, decimal> before,
        IReadOnlyList<string> problems) => Page.Of<DeliveryPage>(new { Order = order, Id = delivery, Given = given, Before = before, Problems = problems },
            problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    // What was refused is said on the page of the order.
    private static IResult Act(KindPart part, long id, RecordPages pages, Func<IResult> work)
    {
        try { return work(); }
        catch (RefusedException refused) when (refused is not RecordRefusedException && refused.Refusal.Code != "record.unknown")
        {
            return pages.Show(part, id, refused.Refusal);
        }
    }

    private static IResult Done(long id, ChangeOutcome? outcome) => Page.GoTo(Address(id, outcome));

    private static string Address(long id, ChangeOutcome? outcome)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/orders/{id}");
        return outcome is null ? path : DoneTexts.Address(path, outcome);
    }

    private static Dictionary<string, decimal> Before(RecordState order, string? without) => Delivery.All(order.Values[OrderKind.Deliveries])
        .Where(d => d.Id != without).SelectMany(d => d.Delivery.Quantities).GroupBy(q => q.Key, q => Amount.Of(q.Value), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal);

    private static string Number(decimal number, Visit visit) => Amount.Show(number, 0, visit.Culture).TrimEnd('.', ',')
        .Replace(visit.Culture.NumberFormat.NumberGroupSeparator, "", StringComparison.Ordinal);
}
