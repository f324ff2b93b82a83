using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Importing;
using Stamgast.Language;

namespace Stamgast.App.Importing;

/// <summary>What is said of rows that were left out when their import was applied: where, who, why.</summary>
public static class LeftWords
{
    private const int Shown = 20;

    /// <summary>Of the rows that are not offered again; those that are stand in their proposal.</summary>
    /// <param name="left">The first of all rows.</param>
    /// <param name="count">How many rows there are.</param>
    public static IReadOnlyList<string> NotOffered(IReadOnlyList<LeftRow> left, long count, CultureInfo culture)
    {
        var lines = left.Where(r => !r.IsOffered).Take(Shown).Select(row => Texts.Get("import.left.row", culture,
            FileLine.Shown(row.Line ?? 0, culture), row.Name ?? "", ErrorsFile.FieldOf(row.Why, culture), row.Why.What(culture), row.Why.Remedy(culture))).ToList();
        // Of those beyond the first hundred it is not known which of them are offered.
        var more = left.Count(r => !r.IsOffered) - lines.Count + (left.All(r => !r.IsOffered) ? count - left.Count : 0);
        if (more > 0) lines.Add(Texts.Get("import.left.more", culture, more));
        return lines;
    }

    /// <summary>For <c>--json</c>: all that are named.</summary>
    public static IEnumerable<object> Json(IReadOnlyList<LeftRow> left, CultureInfo culture) => left.Select(row => new
    {
        line = row.Line is { } line ? Math.Abs(line) : (long?)null, partner = row.Line < 0, customer = row.CustomerId, name = row.Name, offered = row.IsOffered,
        field = row.Why.Field < 0 ? null : CustomerFields.All[row.Why.Field].Name, code = row.Why.Code, message = row.Why.What(culture), remedy = row.Why.Remedy(culture),
    });
}
