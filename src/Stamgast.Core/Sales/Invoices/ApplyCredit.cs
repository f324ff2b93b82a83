using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.Sales.Invoices;

/// <summary>An amount of a credit note for an invoice.</summary>
public readonly record struct SetOffPart(long Invoice, decimal Amount);

/// <summary>
/// Sets a booked credit note that takes no invoice back yet, or what was paid and credited too much of an invoice, off against invoices of the same
/// customer, in whole or in part: never more than what is open of each, and than what is left.
/// </summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class ApplyCredit(Base customers, Viewer viewer, TimeProvider clock)
{
    private static readonly InvoiceKind Kind = InvoiceKind.Instance;

    /// <summary>The invoices on which something is open and against which the note can be set off, the oldest first.</summary>
    /// <param name="today">"2026-11-30".</param>
    public IReadOnlyList<RecordRow> Offered(RecordState note, string today, int limit)
    {
        if (note.Values[InvoiceKind.OfCustomer] is not { } customer) return [];
        using var context = new KindContext(customers, viewer, clock);
        if (context.CustomerOf(Id(customer)) is not { } now) return [];
        // Whatever cannot be offered does not count for the limit.
        return [.. new RecordList(customers, Kind, viewer, today).Oldest(new RecordQuery
        {
            Customer = now.Id, Special = InvoiceKind.ToSetOff,
            Only = note.Values[InvoiceKind.InCurrency] is { } currency ? (InvoiceKind.InCurrency, currency) : null,
        }, limit).Where(r => Refuses(note, r.State, context) is null)];
    }

    /// <summary>An amount for each of these invoices, in their order, as far as the note goes: a proposal.</summary>
    public static IReadOnlyList<SetOffPart> Proposed(RecordRow note, IEnumerable<RecordRow> invoices)
    {
        var left = -InvoiceKind.OpenAmount(note);
        var parts = new List<SetOffPart>();
        foreach (var invoice in invoices)
        {
            var amount = Math.Max(0, Math.Min(left, InvoiceKind.OpenAmount(invoice)));
            parts.Add(new SetOffPart(invoice.State.Id, amount));
            left -= amount;
        }
        return parts;
    }

    /// <summary>Sets it off: a set-off for each invoice, all in one change.</summary>
    /// <param name="id">The credit note, or the invoice of which too much was paid.</param>
    /// <param name="parts">Each invoice once.</param>
    /// <exception cref="RefusedException">record.unknown; record.trashed; credit.not_open: nothing is left: a draft, set off or paid out already;
    /// credit.nothing: no invoice; credit.twice: an invoice twice; credit.amount: not above 0; credit.other: the invoice is of another customer or in another
    /// currency; invoice.not_booked; invoice.is_credit; credit.more_than_open; credit.more_than_left; busy</exception>
    public ChangeOutcome Do(long id, IReadOnlyList<SetOffPart> parts, Actor actor) =>
        new ChangeSets(customers, clock).Create(SetOffKind.Instance.Shape, transaction =>
        {
            using var context = new KindContext(customers, viewer, clock, transaction);
            var note = Living(id, context);
            var left = -InvoiceKind.OpenAmount(note.Id, context);
            if (left <= 0) throw new RefusedException("credit.not_open", note.Id, note.Values[InvoiceKind.OwnNumber]);
            if (parts.Count == 0) throw new RefusedException("credit.nothing", note.Values[InvoiceKind.OwnNumber]);
            var sum = 0m;
            foreach (var part in parts)
            {
                var invoice = Living(part.Invoice, context);
                var number = invoice.Values[InvoiceKind.OwnNumber];
                if (parts.Count(p => p.Invoice == part.Invoice) > 1) throw new RefusedException("credit.twice", number);
                if (part.Amount <= 0) throw new RefusedException("credit.amount", number, part.Amount);
                if (Refuses(note, invoice, context) is { } refusal) throw new RefusedException(refusal);
                if (InvoiceKind.OpenAmount(invoice.Id, context) is var open && part.Amount > open)
                    throw new RefusedException("credit.more_than_open", number, open, part.Amount);
                sum += part.Amount;
            }
            if (sum > left)
                throw new RefusedException("credit.more_than_left", note.Values[InvoiceKind.OwnNumber], left, sum);
            return [.. parts.Select(part => Values(note, part, context))];
        }, actor);

    private static RecordValues Values(RecordState note, SetOffPart part, KindContext context)
    {
        var values = SetOffKind.Instance.Shape.Blank();
        values[SetOffKind.OfCustomer] = note.Values[InvoiceKind.OfCustomer];
        values[SetOffKind.Note] = note.Id.ToString(CultureInfo.InvariantCulture);
        values[SetOffKind.Invoice] = part.Invoice.ToString(CultureInfo.InvariantCulture);
        values[SetOffKind.Dated] = context.Today;
        values[SetOffKind.OfAmount] = Amount.Write(part.Amount);
        values[SetOffKind.InCurrency] = note.Values[InvoiceKind.InCurrency];
        return values;
    }

    private static Refusal? Refuses(RecordState note, RecordState invoice, KindContext context) =>
        note.Id == invoice.Id || invoice.Values[InvoiceKind.Credits] is not null || Amount.Of(invoice.Values[InvoiceKind.OfTotal]) < 0
            ? new Refusal("invoice.is_credit", invoice.Values[InvoiceKind.OwnNumber])
        : invoice.Values[InvoiceKind.OfState] == InvoiceKind.Draft ? new Refusal("invoice.not_booked", invoice.Id)
        : Root(note, context) is not { } of || of != Root(invoice, context)
            || note.Values[InvoiceKind.InCurrency] != invoice.Values[InvoiceKind.InCurrency]
            ? new Refusal("credit.other", invoice.Values[InvoiceKind.OwnNumber], note.Values[InvoiceKind.OwnNumber])
        : null;

    private static RecordState Living(long id, KindContext context) =>
        (context.Find(Kind.Shape, id) ?? throw new RefusedException(Refusals.Unknown(Kind.Shape), id)) is { Trashed: false } found ? found
        : throw new RefusedException(Refusals.Trashed(Kind.Shape), id);

    private static long? Root(RecordState record, KindContext context) =>
        record.Values[InvoiceKind.OfCustomer] is { } id ? context.CustomerOf(Id(id))?.Id : null;

    private static long Id(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
