using Stamgast.App.Kinds;
using Stamgast.App.Permissions;
using Stamgast.App.Sales;
using Stamgast.Attachments;
using Stamgast.Kinds;
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
        Sale(OrderKind.Instance, "shopping-cart") with { Body = typeof(DocumentBody), FormPart = typeof(LinesForm), FormReader = LinesText.Read },
        Sale(OfferKind.Instance, "file-text") with { Body = typeof(DocumentBody), FormPart = typeof(LinesForm), FormReader = LinesText.Read },
        Sale(InvoiceKind.Instance, "receipt-euro") with { Body = typeof(DocumentBody), FormPart = typeof(LinesForm), FormReader = LinesText.Read },
        Sale(ReturnKind.Instance, "package"),
        Sale(ContractKind.Instance, "scroll-text"),
        Sale(AgreementKind.Instance, "pen-line"),
        Sale(PaymentKind.Instance, "wallet"),
        Sale(PaymentLinkKind.Instance, "link"),
        new KindPart(ConversationKind.Instance, "tickets", "message-square", Permission.ReadService, Permission.EditService),
        new KindPart(TicketKind.Instance, "tickets", "inbox", Permission.ReadService, Permission.EditService),
        new KindPart(ContactKind.Instance, "customers", "contact", Permission.ReadCustomers, Permission.EditCustomers),
        new KindPart(FamilyKind.Instance, "customers", "house", Permission.ReadCustomers, Permission.EditCustomers) { IsTopic = false },
        new KindPart(FamilyMemberKind.Instance, "customers", "users", Permission.ReadCustomers, Permission.EditCustomers) { IsTopic = false },
        new KindPart(LinkKind.Instance, "customers", "link", Permission.ReadCustomers, Permission.EditCustomers),
        new KindPart(AttachmentKind.Instance, "customers", "paperclip", Permission.ReadCustomers, Permission.EditCustomers) { CanBeMade = false },
        new KindPart(ShopKind.Instance, "settings", "store", Permission.ReadCustomers, Permission.ChangeSettings) { IsTopic = false },
    ]);

    private static KindPart Sale(RecordKind kind, string icon) => new(kind, "sales", icon, Permission.ReadSales, Permission.EditSales);
}
