using System.Globalization;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Tasks;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.App.Kinds.References;

/// <summary>A record that a form offers.</summary>
/// <param name="Text">What is put into the input: "WEB-2026-0412 (#17)".</param>
/// <param name="Detail">What tells it from others: date, state, amount.</param>
public sealed record OfferedRecord(string Text, string Detail);

/// <summary>The records between which a form lets people choose: those of its customer, the newest first, or those with a number that begins so.</summary>
internal sealed class OfferedRecords(Base customers, Visit visit, RecordNames names, ListMemory memory, KindParts parts, string today)
{
    private const int Offered = 20;

    /// <summary>True for a field whose records are offered.</summary>
    public static bool IsOffered(KindField field) => field is { Kind: FieldKind.Reference, To: not ("customers" or "shops") };

    /// <param name="customer">The customer of the form, as typed or by ID; null for none.</param>
    /// <param name="words">The beginning of a number; empty for any.</param>
    public IReadOnlyList<OfferedRecord> Of(RecordKind kind, KindField field, string? customer, string words)
    {
        if (!IsOffered(field) || parts.Find(field.To!) is not { } to || !visit.May(to.Read)) return [];
        // One that was chosen already.
        if (words.Contains('#', StringComparison.Ordinal)) words = "";
        var of = to.Kind.Customer is null ? null : IdOf(customer);
        if (of is null && words.Length == 0) return [];
        return [.. new RecordList(customers, to.Kind, visit.Viewer, today)
            .Page(new RecordQuery { Customer = of, States = kind.StatesOffered(field), Words = words }, null, Offered).Rows.Select(row => At(to.Kind, row))];
    }

    private long? IdOf(string? customer) => string.IsNullOrWhiteSpace(customer) ? null
        : long.TryParse(customer, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : CustomerPick.Of(customer, customers, visit.Viewer, memory).Id;

    private OfferedRecord At(RecordKind kind, RecordRow row)
    {
        var total = kind.Columns.FirstOrDefault(f => f.Kind == FieldKind.Amount);
        var parts = new[]
        {
            kind.Date is { } date ? names.Show(date, row[date]) : null,
            row.State.Values.Shape.ByName("title") is { } title ? row.State.Values[title] : null,
            kind.ShownState(row) is { } state ? visit.T($"state.{kind.Key}.{state.Code}") : null,
            total is not null ? names.Show(total, row[total], kind.Currency is { } currency ? row[currency] : null) : null,
        };
        return new OfferedRecord(string.Create(CultureInfo.InvariantCulture, $"{names.Of(kind.Key, row.State.Id)} (#{row.State.Id})"),
            string.Join(" · ", parts.Where(p => p is { Length: > 0 })));
    }
}
