using System.Runtime.CompilerServices;
using Stamgast.Attachments;
using Stamgast.Customers;
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
using Stamgast.Tasks;

namespace Stamgast.Start;

/// <summary>The kinds of records of this program. A new kind is added here, and nowhere below.</summary>
internal static class AllKinds
{
    // Code that reads a change item must find its shape, even in a test that touches nothing else.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        RecordShapes.Add(CustomerShape.Instance);
        RecordShapes.Add(TaskShape.Instance);
        RecordKinds.Add(ShopKind.Instance);
        RecordKinds.Add(OrderKind.Instance);
        RecordKinds.Add(OfferKind.Instance);
        RecordKinds.Add(InvoiceKind.Instance);
        RecordKinds.Add(ReturnKind.Instance);
        RecordKinds.Add(ContractKind.Instance);
        RecordKinds.Add(AgreementKind.Instance);
        RecordKinds.Add(PaymentLinkKind.Instance);
        RecordKinds.Add(PaymentKind.Instance);
        RecordKinds.Add(SetOffKind.Instance);
        RecordKinds.Add(ConversationKind.Instance);
        RecordKinds.Add(TicketKind.Instance);
        RecordKinds.Add(ContactKind.Instance);
        RecordKinds.Add(FamilyKind.Instance);
        RecordKinds.Add(FamilyMemberKind.Instance);
        RecordKinds.Add(LinkKind.Instance);
        RecordKinds.Add(AttachmentKind.Instance);
    }
}
