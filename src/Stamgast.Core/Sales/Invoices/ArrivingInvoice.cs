using System.Collections.Frozen;
using System.Globalization;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Sales.Lines;
using Stamgast.Text;

namespace Stamgast.Sales.Invoices;

/// <summary>What the files of other programs say of invoices: they are booked, and "paid" is a status of theirs.</summary>
internal static class ArrivingInvoice
{
    private static readonly FrozenSet<string> PaidWords = FrozenSet.ToFrozenSet(["paid", "betaald", "paye", "payee", "bezahlt"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> OpenWords =
        FrozenSet.ToFrozenSet(["open", "unpaid", "expired", "overdue", "openstaand", "vervallen", "impaye", "impayee", "offen", "uberfallig"],
            StringComparer.Ordinal);

    /// <summary>The recipient of this invoice is the address in the file; the customer keeps their own.</summary>
    public static readonly IReadOnlyDictionary<string, string> Columns = new Dictionary<string, string>
    {
        ["email"] = "recipient_email", ["paid"] = "paid_elsewhere", ["paydate"] = "paid_on", ["paymentdate"] = "paid_on",
    };

    public static void Complete(IDictionary<int, string?> given, RecordValues was, long? id, KindContext context)
    {
        var isNew = id is null;
        var hasLines = given.ContainsKey(InvoiceKind.OfLines.Ordinal) || was[InvoiceKind.OfLines] is not null;
        var isDraft = was[InvoiceKind.OfState] is null or InvoiceKind.Draft;
        var status = given.TryGetValue(InvoiceKind.OfState.Ordinal, out var said) ? Folding.Letters(said ?? "") : null;
        if (status is null && isNew) given[InvoiceKind.OfState.Ordinal] = InvoiceKind.Booked;
        else if (status is not null && (PaidWords.Contains(status) || OpenWords.Contains(status)))
        {
            if (isDraft) given[InvoiceKind.OfState.Ordinal] = InvoiceKind.Booked;
            else given.Remove(InvoiceKind.OfState.Ordinal);
            if (PaidWords.Contains(status)) Pay(given, was, isDraft ? null : id, context);
        }
        if (!isDraft && id is { } booked) Limit(given, was, booked, context);
        // The amount of an invoice with lines is their sum.
        if (hasLines && given.TryGetValue(InvoiceKind.WithoutLines.Ordinal, out var amount) && (isNew || IsTotal(amount, was, context)))
            given.Remove(InvoiceKind.WithoutLines.Ordinal);
    }

    private static void Pay(IDictionary<int, string?> given, RecordValues was, long? booked, KindContext context)
    {
        var total = given.TryGetValue(InvoiceKind.OfLines.Ordinal, out var lines) && lines is not null
            ? Totals.Within(DocumentLine.All(lines).Select(l => l.Line)) is { } totals ? Amount.Write(totals.Total) : null
            : given.TryGetValue(InvoiceKind.WithoutLines.Ordinal, out var amount) ? amount : was[InvoiceKind.OfTotal];
        if (!given.ContainsKey(InvoiceKind.PaidElsewhere.Ordinal) && booked is { } id)
        {
            total = Amount.Write(Most(was, id, context));
            if (Amount.Of(total) == Amount.Of(was[InvoiceKind.PaidElsewhere]))
            {
                // All was paid here, on the days that its payments say.
                if (Amount.Of(total) == 0) given.Remove(InvoiceKind.PaidOn.Ordinal);
                return;
            }
        }
        if (!given.ContainsKey(InvoiceKind.PaidElsewhere.Ordinal)) given[InvoiceKind.PaidElsewhere.Ordinal] = total;
        if (given.ContainsKey(InvoiceKind.PaidOn.Ordinal)) return;
        var day = was[InvoiceKind.PaidOn] ?? (given.TryGetValue(InvoiceKind.Dated.Ordinal, out var date) ? date : was[InvoiceKind.Dated]);
        if (day is not null) given[InvoiceKind.PaidOn.Ordinal] = day;
    }

    // More than is open was paid here too, and would be counted twice.
    private static void Limit(IDictionary<int, string?> given, RecordValues was, long booked, KindContext context)
    {
        if (!given.TryGetValue(InvoiceKind.PaidElsewhere.Ordinal, out var text) || text is null
            || Amount.Read(text, context.Rules.PointIsDecimal) is not { Value: { } read }) return;
        var most = Most(was, booked, context);
        if (most >= 0 ? Amount.Of(read) > most : Amount.Of(read) < most) given[InvoiceKind.PaidElsewhere.Ordinal] = Amount.Write(most);
    }

    // What was paid elsewhere so far, with what is open.
    private static decimal Most(RecordValues was, long booked, KindContext context)
    {
        var open = InvoiceKind.OpenAmount(booked, context);
        return Amount.Of(was[InvoiceKind.PaidElsewhere]) + (Amount.Of(was[InvoiceKind.OfTotal]) < 0 ? Math.Min(open, 0) : Math.Max(open, 0));
    }

    private static bool IsTotal(string? text, RecordValues was, KindContext context) =>
        text is not null && Amount.Read(text, context.Rules.PointIsDecimal) is { Value: { } read } && read == was[InvoiceKind.OfTotal];
}
