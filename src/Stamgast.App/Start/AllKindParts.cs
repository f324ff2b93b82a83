using Stamgast.App.Attachments;
using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Relations;
using Stamgast.App.Said;
using Stamgast.App.Sales;
using Stamgast.App.Sales.Offers;
using Stamgast.App.Sales.Orders;
using Stamgast.App.Sales.Returns;
using Stamgast.App.Serving;
using Stamgast.App.Shops;
using Stamgast.App.Sales.Agreements;
using Stamgast.App.Sales.Invoices;
using Stamgast.App.Service;
using Stamgast.Attachments;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Relations;
using Stamgast.Sales.Agreements;
using Stamgast.Sales.Contracts;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Orders;
using Stamgast.Sales.Payments;
using Stamgast.Sales.Returns;
using Stamgast.Service.Conversations;
using Stamgast.Service.Tickets;
using Stamgast.Shops;

namespace Stamgast.App.Start;

/// <summary>The kinds with pages, in the order of the tabs and topics.</summary>
internal static class AllKindParts
{
    public static readonly KindParts All = new(
    [
        Sale(OrderKind.Instance, "shopping-cart") with
        {
            Facts = typeof(OrderFacts), FactsShown = [OrderKind.DeliveryState], Body = typeof(OrderBody),
            Acts = typeof(OrderActs), Figures = typeof(OrderFiguresPart),
            FormPart = typeof(LinesForm), FormReader = LinesText.Read, ExtraColumns = [OrderColumns.Payment], Sum = OrderKind.OfNet,
        },
        Sale(OfferKind.Instance, "file-text") with
        {
            Body = typeof(DocumentBody), Acts = typeof(OfferActs), FormPart = typeof(LinesForm), FormReader = LinesText.Read, Sum = OfferKind.OfNet,
        },
        Sale(InvoiceKind.Instance, "receipt-euro") with
        {
            Body = typeof(InvoiceBody), FormPart = typeof(LinesForm), FormReader = LinesText.Read, Acts = typeof(InvoiceActs), MenuPart = typeof(InvoiceMenu),
            Beside = typeof(InvoicePreview),
            Figures = typeof(InvoiceFigures), Sum = InvoiceKind.OfTotal, BodyShows = [SetOffKind.Instance.Key],
        },
        Sale(ReturnKind.Instance, "package") with { Body = typeof(ReturnBody), FormPart = typeof(ReturnForm), FormReader = ReturnLinesText.Read },
        Sale(ContractKind.Instance, "scroll-text") with { Sum = ContractKind.OfAmount },
        Sale(AgreementKind.Instance, "pen-line") with
        {
            Body = typeof(AgreementBody), FormPart = typeof(SignersForm), FormReader = SignersText.Read, Acts = typeof(AgreementActs),
            FactsShown = [AgreementKind.Document],
        },
        Sale(PaymentKind.Instance, "wallet"),
        Sale(SetOffKind.Instance, "receipt-euro") with
        {
            IsTopic = false, TopicOf = "invoices", CanBeMade = false, Sum = SetOffKind.OfAmount,
            Heading = (row, names, _) => $"{names.Show(SetOffKind.Note, row[SetOffKind.Note])} → {names.Show(SetOffKind.Invoice, row[SetOffKind.Invoice])}",
        },
        Sale(PaymentLinkKind.Instance, "link") with { Body = typeof(PaymentLinkBody) },
        new KindPart(ConversationKind.Instance, "tickets", "message-square", Permission.ReadService, Permission.EditService)
        {
            Heading = Named, Topic = typeof(CustomerTimeline), Body = typeof(ConversationBody), Above = typeof(UnfiledMails),
            Creates = (pages, given, by) => new AddMessage(pages.Base, pages.Visit.Viewer, pages.Clock).Do(given, by).Outcome,
        },
        new KindPart(TicketKind.Instance, "tickets", "inbox", Permission.ReadService, Permission.EditService)
        {
            Heading = (row, _, _) => row[TicketKind.Subject], Body = typeof(TicketBody), BodyShows = ["conversations"], MenuPart = typeof(TicketMenu),
        },
        new KindPart(ContactKind.Instance, "customers", "contact", Permission.ReadCustomers, Permission.EditCustomers)
        {
            IsTopic = false, TopicOf = "links", Heading = Named,
        },
        new KindPart(FamilyKind.Instance, "customers", "house", Permission.ReadCustomers, Permission.EditCustomers)
        {
            IsTopic = false, TopicOf = "links", Heading = Named, Body = typeof(FamilyBody), BodyShows = ["family-members"],
        },
        new KindPart(FamilyMemberKind.Instance, "customers", "users", Permission.ReadCustomers, Permission.EditCustomers)
        {
            IsTopic = false, TopicOf = "links",
        },
        new KindPart(LinkKind.Instance, "customers", "link", Permission.ReadCustomers, Permission.EditCustomers)
        {
            Heading = (row, names, visit) => $"{names.Show(LinkKind.Sort, row[LinkKind.Sort])} {names.Show(LinkKind.Other, row[LinkKind.Other])}",
            Topic = typeof(RelationsTopic), TopicCount = (customers, viewer, id) => CustomerRelations.Of(customers, id, viewer).Count,
        },
        new KindPart(AttachmentKind.Instance, "customers", "paperclip", Permission.ReadCustomers, Permission.EditCustomers)
            { Heading = Named, CanBeMade = false, Body = typeof(AttachmentBody), Figures = typeof(CustomerFiles) },
        new KindPart(ShopKind.Instance, "settings", "store", Permission.ReadCustomers, Permission.ChangeSettings)
        {
            Heading = Named, IsTopic = false, Section = "shops", Body = typeof(ShopBody), FormPart = typeof(ShopForm), FormReader = ShopSeries.Read,
            FormPartShows = [ShopKind.Languages], SavesByJob = RenameShopJob.For,
        },
    ]) { Files = typeof(AttachedFiles) };

    private static string? Named(RecordRow row, RecordNames names, Visit visit) => row.State.Values.Shape.NameOf(row.State.Values);

    private static KindPart Sale(RecordKind kind, string icon) => new(kind, "sales", icon, Permission.ReadSales, Permission.EditSales);
}
