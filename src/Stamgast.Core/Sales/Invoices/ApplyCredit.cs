using System.Data.Common;
using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.Sales.Invoices;

/// <summary>Sets a booked credit note that takes no invoice back yet off against an invoice of the same customer.</summary>
/// <param name="viewer">Whose customers it may concern.</param>
public sealed class ApplyCredit(Base customers, Viewer viewer, TimeProvider clock)
{
    private static readonly InvoiceKind Kind = InvoiceKind.Instance;

    /// <summary>The invoices on which something is open and against which the note can be set off, the newest first.</summary>
    /// <param name="today">"2026-11-30".</param>
    public IReadOnlyList<RecordRow> Offered(RecordState note, string today, int limit)
    {
        if (note.Values[InvoiceKind.OfCustomer] is not { } customer) return [];
        using var context = new KindContext(customers, viewer, clock);
        if (context.CustomerOf(Id(customer)) is not { } now) return [];
        return [.. new RecordList(customers, Kind, viewer, today).Page(new RecordQuery
        {
            Customer = now.Id, States = [InvoiceKind.Booked, InvoiceKind.InProgress],
        }, null, limit).Rows.Where(r => InvoiceKind.OpenAmount(r) > 0 && Refuses(note, r.State, context) is null)];
    }

    /// <summary>Sets it off, as a change of the credit note.</summary>
    /// <param name="to">The ID of the invoice.</param>
    /// <exception cref="RefusedException">record.unknown; record.trashed; credit.not_open: the note is a draft, no credit note, set off or paid out already;
    /// credit.other: the invoice is of another customer or in another currency; invoice.not_booked; invoice.is_credit; invoice.credited;
    /// invoice.overcredited; busy</exception>
    public ChangeOutcome Do(long id, long to, Actor actor) => new ChangeSets(customers, clock).ApplyEach(Kind.Shape, ChangeKind.Edit, actor, transaction =>
    {
        using var context = new KindContext(customers, viewer, clock, transaction);
        var (note, invoice) = (Living(id, context), Living(to, context));
        if (!IsOpen(note, context.Reader)) throw new RefusedException("credit.not_open", note.Id, note.Values[InvoiceKind.OwnNumber]);
        if (Refuses(note, invoice, context) is { } refusal) throw new RefusedException(refusal);
        var after = note.Values.Copy();
        after[InvoiceKind.Credits] = to.ToString(CultureInfo.InvariantCulture);
        after.Shape.Derive(after);
        return [(note, (IReadOnlyList<FieldChange>)Difference.Between(note.Values, after))];
    })!;

    private static Refusal? Refuses(RecordState note, RecordState invoice, KindContext context) =>
        note.Id == invoice.Id ? new Refusal("invoice.is_credit", note.Values[InvoiceKind.OwnNumber])
        : Root(note, context) is not { } of || of != Root(invoice, context)
            || note.Values[InvoiceKind.InCurrency] != invoice.Values[InvoiceKind.InCurrency]
            ? new Refusal("credit.other", invoice.Values[InvoiceKind.OwnNumber], note.Values[InvoiceKind.OwnNumber])
        : CreditInvoice.RefusesAmount(invoice, Amount.Of(note.Values[InvoiceKind.OfTotal]), context);

    private static RecordState Living(long id, KindContext context) =>
        (context.Find(Kind.Shape, id) ?? throw new RefusedException(Refusals.Unknown(Kind.Shape), id)) is { Trashed: false } found ? found
        : throw new RefusedException(Refusals.Trashed(Kind.Shape), id);

    // All of it must be open: what was paid out can no longer be set off.
    private static bool IsOpen(RecordState note, DbConnection reader)
    {
        if (note.Values[InvoiceKind.OfState] == InvoiceKind.Draft || note.Values[InvoiceKind.Credits] is not null
            || Amount.Of(note.Values[InvoiceKind.OfTotal]) >= 0) return false;
        using var command = reader.Query("select c.open_amount from invoice c where c.id = @id", ("id", note.Id));
        return Amount.OfColumn(Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture)) == Amount.Of(note.Values[InvoiceKind.OfTotal]);
    }

    private static long? Root(RecordState record, KindContext context) =>
        record.Values[InvoiceKind.OfCustomer] is { } id ? context.CustomerOf(Id(id))?.Id : null;

    private static long Id(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
