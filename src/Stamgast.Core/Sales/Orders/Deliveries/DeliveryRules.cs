using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Sales.Lines;

namespace Stamgast.Sales.Orders.Deliveries;

/// <summary>What deliveries of an order may say: lines that it has, and never more than was ordered, planned deliveries included.</summary>
internal static class DeliveryRules
{
    public static void Check(RecordValues values, ICollection<FieldProblem> problems)
    {
        var deliveries = Delivery.All(values[OrderKind.Deliveries]);
        if (deliveries.Count == 0) return;
        var lines = DocumentLine.All(values[OrderKind.OfLines]).ToDictionary(l => l.Id, l => l.Line, StringComparer.Ordinal);
        foreach (var line in deliveries.SelectMany(d => d.Delivery.Quantities).GroupBy(q => q.Key, q => Amount.Of(q.Value), StringComparer.Ordinal))
        {
            var ordered = lines.GetValueOrDefault(line.Key);
            var name = ordered is null ? line.Key : ordered.Text.Length > 0 ? ordered.Text : ordered.Code;
            if (ordered is null) problems.Add(new FieldProblem(OrderKind.Deliveries, "delivery.line", name));
            else if (line.Any(q => q < 0)) problems.Add(new FieldProblem(OrderKind.Deliveries, "delivery.negative", name));
            else if (line.Sum() > Math.Max(0, ordered.Quantity))
                problems.Add(new FieldProblem(OrderKind.Deliveries, "delivery.too_many", name, Amount.Plain(ordered.Quantity)));
        }
        if (deliveries.Any(d => d.Delivery.Quantities.Count == 0)) problems.Add(new FieldProblem(OrderKind.Deliveries, "delivery.empty", ""));
    }
}
