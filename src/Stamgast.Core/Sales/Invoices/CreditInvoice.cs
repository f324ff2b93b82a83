using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Sales.Lines;

namespace Stamgast.Sales.Invoices;

/// <summary>Makes the draft of a credit note that takes a booked invoice back: the same lines with negative quantities, to be shortened by a person.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class CreditInvoice(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Why an invoice cannot be credited; null when it can.</summary>
    public static Refusal? Refuses(RecordRow row) => Refuses(row.State, Amount.OfColumn(row.SummedUp["credited"]));

    /// <summary>Adds the draft.</summary>
    /// <exception cref="RefusedException">record.unknown; record.trashed; invoice.not_booked; invoice.is_credit; invoice.credited; busy</exception>
    public ChangeOutcome Do(long id, Actor actor) => new ChangeSets(customers, clock).Create(InvoiceKind.Instance.Shape, transaction =>
    {
        using var context = new KindContext(customers, viewer, clock, transaction);
        var shape = InvoiceKind.Instance.Shape;
        var invoice = context.Find(shape, id) ?? throw new RefusedException(Refusals.Unknown(shape), id);
        if (invoice.Trashed) throw new RefusedException(Refusals.Trashed(shape), id);
        if (Refuses(invoice, Credited(id, context)) is { } refusal) throw new RefusedException(refusal);
        var was = invoice.Values;
        var lines = DocumentLine.All(was[InvoiceKind.OfLines])
            .Select(l => KeyValuePair.Create(l.Id, (l.Line with { Quantity = -l.Line.Quantity }).Write())).ToList();
        var given = GivenRecord.New(InvoiceKind.Instance,
            (InvoiceKind.OfShop, was[InvoiceKind.OfShop]), (InvoiceKind.OfCustomer, was[InvoiceKind.OfCustomer]),
            (InvoiceKind.Order, was[InvoiceKind.Order]), (InvoiceKind.Credits, id.ToString(CultureInfo.InvariantCulture)),
            (InvoiceKind.Title, was[InvoiceKind.OwnNumber]), (InvoiceKind.InCurrency, was[InvoiceKind.InCurrency]),
            (InvoiceKind.Recipient, was[InvoiceKind.Recipient]), (InvoiceKind.DeliveryMethod, was[InvoiceKind.DeliveryMethod]),
            (InvoiceKind.OfLanguage, was[InvoiceKind.OfLanguage]), (InvoiceKind.BillTo, was[InvoiceKind.BillTo]),
            (InvoiceKind.OfLines, lines.Count > 0 ? MapValue.Write(lines) : null),
            (InvoiceKind.WithoutLines, lines.Count > 0 ? null : Amount.Write(-Amount.Of(was[InvoiceKind.OfTotal]))));
        return [RecordRules.Judge(InvoiceKind.Instance, given, context, GivenBy.Steps).ValuesOrRefusal()];
    }, actor);

    /// <summary>Why a draft credit note cannot be booked: it would take back more than the invoice says.</summary>
    internal static Refusal? RefusesBooking(RecordState note, KindContext context)
    {
        if (note.Values[InvoiceKind.Credits] is not { } credits || context.Find(InvoiceKind.Instance, credits) is not { } invoice) return null;
        return RefusesAmount(invoice, Amount.Of(note.Values[InvoiceKind.OfTotal]), context);
    }

    /// <summary>Why so much cannot be taken back from an invoice; null when it can.</summary>
    /// <param name="amount">Negative.</param>
    internal static Refusal? RefusesAmount(RecordState invoice, decimal amount, KindContext context)
    {
        if (Refuses(invoice, Credited(invoice.Id, context)) is { } refusal) return refusal;
        var left = Amount.Of(invoice.Values[InvoiceKind.OfTotal]) + Credited(invoice.Id, context);
        return left + amount < 0
            ? new Refusal("invoice.overcredited", invoice.Values[InvoiceKind.OwnNumber], left.ToString("0.00", CultureInfo.InvariantCulture)) : null;
    }

    private static Refusal? Refuses(RecordState invoice, decimal credited) =>
        invoice.Values[InvoiceKind.OfState] == InvoiceKind.Draft ? new Refusal("invoice.not_booked", invoice.Id)
        : invoice.Values[InvoiceKind.Credits] is not null || Amount.Of(invoice.Values[InvoiceKind.OfTotal]) < 0
            ? new Refusal("invoice.is_credit", invoice.Values[InvoiceKind.OwnNumber])
        : credited < 0 && Amount.Of(invoice.Values[InvoiceKind.OfTotal]) + credited <= 0
            ? new Refusal("invoice.credited", invoice.Values[InvoiceKind.OwnNumber])
        : null;

    private static decimal Credited(long invoice, KindContext context)
    {
        using var command = context.Reader.Query(
            $"select coalesce(sum(total), 0) from invoice where credits = @id and state <> '{InvoiceKind.Draft}' and {context.Engine.No("trashed")}",
            ("id", invoice));
        return Amount.OfColumn(Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture));
    }
}
