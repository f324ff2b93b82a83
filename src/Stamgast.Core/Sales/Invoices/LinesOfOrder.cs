using System.Globalization;
using Stamgast.Records;
using Stamgast.Sales.Lines;

namespace Stamgast.Sales.Invoices;

/// <summary>Which lines of an invoice bill its order: those with the ID of a line of the order.</summary>
internal static class LinesOfOrder
{
    // Above the IDs that lines of an order have, now and later.
    private const int Own = 100_000;

    /// <summary>The lines, in which those that were added to the invoice have IDs of their own: they bill nothing of the order.</summary>
    /// <param name="was">The lines so far.</param>
    public static string? WithOwn(string? lines, string? was)
    {
        if (lines is null || lines == was) return lines;
        var (now, before) = (DocumentLine.All(lines), DocumentLine.All(was));
        var known = before.Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        var next = now.Concat(before).Max(l => Math.Max(Number(l.Id), Own));
        return MapValue.Write(now.Select(l => KeyValuePair.Create(
            known.Contains(l.Id) || Number(l.Id) > Own ? l.Id : (++next).ToString(CultureInfo.InvariantCulture), l.Line.Write())));
    }

    private static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);
}
