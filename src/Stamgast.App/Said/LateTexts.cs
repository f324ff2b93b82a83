using System.Globalization;
using Stamgast.App.Importing;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Language;
using Stamgast.Merging;
using Stamgast.Proposals;

namespace Stamgast.App.Said;

/// <summary>Texts about rows left out when their import was applied: where, who, why.</summary>
public static class LateTexts
{
    private const int Shown = 20;

    /// <summary>For rows that are not offered again; the others are in their proposal.</summary>
    /// <param name="left">The first of all rows.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="of">The kind of the records; null means customers.</param>
    public static IReadOnlyList<string> NotOffered(IReadOnlyList<LateRow> left, long count, CultureInfo culture, RecordShape? of = null)
    {
        var lines = left.Where(r => !r.IsOffered).Take(Shown).Select(row => InWords(row, culture, of)).ToList();
        // Beyond the first hundred, it is unknown which rows are offered again.
        var more = left.Count(r => !r.IsOffered) - lines.Count + (left.All(r => !r.IsOffered) ? count - left.Count : 0);
        if (more > 0) lines.Add(Texts.Get("import.left.more", culture, more));
        return lines;
    }

    /// <summary>For rows that are offered again for another customer, since theirs was merged meanwhile: where, and into whom.</summary>
    public static IReadOnlyList<string> Merged(IReadOnlyList<LateRow> left, CultureInfo culture) => [.. left.Where(IsMerged).Take(Shown)
        .Select(r => Texts.Get("import.left.merged", culture, FileLine.Shown(r.Line ?? 0, culture), r.Why.Text))];

    /// <summary>True for a row that is offered again for the customer that its own was merged into.</summary>
    public static bool IsMerged(LateRow row) => row is { IsOffered: true, Why.Code: "conflict.merged_into" };

    /// <summary>The same rows with the names that their customers have now: an import that was applied keeps none.</summary>
    public static IReadOnlyList<LateRow> NamedNow(IReadOnlyList<LateRow> left, Base customers, Viewer viewer)
    {
        var lookup = new CustomerLookup(customers, viewer);
        var names = left.Where(r => !r.IsOffered).Take(Shown).Select(r => r.CustomerId).OfType<long>().Distinct()
            .ToDictionary(id => id, id => lookup.Find(id)?.Values.DisplayName);
        return [.. left.Select(row => row with { Name = row.CustomerId is { } id ? names.GetValueOrDefault(id) : null, Why = WhyNow(row, customers, lookup) })];
    }

    // Into whom it was merged: the customer that represents it now, by number or ID.
    private static Problem WhyNow(LateRow row, Base customers, CustomerLookup lookup)
    {
        if (row is not { Why: { Code: "conflict.merged_into", Text: "" }, CustomerId: { } id }) return row.Why;
        var root = AbsorbedCustomers.RootOf(customers, id);
        return row.Why with { Text = lookup.Find(root)?.Values[CustomerFields.Number] ?? root.ToString(CultureInfo.InvariantCulture) };
    }

    private static string InWords(LateRow row, CultureInfo culture, RecordShape? of)
    {
        var line = FileLine.Shown(row.Line ?? 0, culture);
        // Without the cell, the problem is described as for all rows with that error.
        var cause = ErrorCause.Of(row.Why);
        var what = row.Why.Text.Length > 0 || row.Why.Code.StartsWith("conflict.", StringComparison.Ordinal)
            ? ProblemTexts.FieldOf(row.Why, culture) + row.Why.What(culture, of) : cause.Caption(culture, "", of) + ".";
        return row.Name is { Length: > 0 } name
            ? Texts.Get("import.left.row", culture, line, name, what, row.Why.Remedy(culture, of))
            : Texts.Get("import.left.row.unnamed", culture, line, what, row.Why.Remedy(culture, of));
    }

    /// <summary>For <c>--json</c>: all that are listed.</summary>
    public static IEnumerable<object> Json(IReadOnlyList<LateRow> left, CultureInfo culture) => left.Select(row => new
    {
        line = row.Line is { } line ? Math.Abs(line) : (long?)null, partner = row.Line < 0, customer = row.CustomerId, name = row.Name, offered = row.IsOffered,
        field = row.Why.Name, code = row.Why.Code, message = row.Why.What(culture), remedy = row.Why.Remedy(culture),
    });
}
