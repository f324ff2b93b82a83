using System.Globalization;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Orders;

namespace Stamgast.Sales.Returns;

/// <summary>What a return may say: lines of its order, and never more than was ordered and not returned before.</summary>
public static class ReturnRules
{
    /// <summary>The lines of an order with what can still come back of each; those returned wholly have 0.</summary>
    /// <param name="was">The values of the return that is edited, whose own goods do not count; blank for a new one.</param>
    public static IReadOnlyList<(string Id, DocumentLine Line, decimal Left)> Left(KindContext context, RecordState order, RecordValues was)
    {
        var returned = Returned(context, order.Id);
        if (was[ReturnKind.Order] == order.Id.ToString(CultureInfo.InvariantCulture)
            && was[ReturnKind.OfState] is not (ReturnKind.Refused or ReturnKind.Cancelled))
            foreach (var (id, line) in ReturnLine.All(was[ReturnKind.Lines])) returned[id] = returned.GetValueOrDefault(id) - line.Quantity;
        return [.. DocumentLine.All(order.Values[OrderKind.OfLines])
            .Select(l => (l.Id, l.Line, Math.Max(0, l.Line.Quantity - returned.GetValueOrDefault(l.Id))))];
    }

    internal static void Check(RecordValues values, RecordState order, RecordValues was, KindContext context, ICollection<FieldProblem> problems)
    {
        var left = Left(context, order, was).ToDictionary(l => l.Id, StringComparer.Ordinal);
        foreach (var (line, given) in ReturnLine.All(values[ReturnKind.Lines]))
        {
            var of = left.GetValueOrDefault(line);
            var name = of.Line is null ? line : of.Line.Text.Length > 0 ? of.Line.Text : of.Line.Code;
            if (of.Line is null) Add("return.line", name);
            else if (given.Quantity <= 0) Add("return.quantity", name);
            else if (given.Quantity > of.Left) Add("return.too_many", name, Amount.Plain(of.Left));
            if (!ReturnLine.Resolutions.Contains(given.Resolution)) Add("record.choice", given.Resolution, string.Join(", ", ReturnLine.Resolutions));
            if (given.Reason.Length > 0 && !ReturnLine.Reasons.Contains(given.Reason))
                Add("record.choice", given.Reason, string.Join(", ", ReturnLine.Reasons));
            if (given.Condition.Length > 0 && !ReturnLine.Conditions.Contains(given.Condition))
                Add("record.choice", given.Condition, string.Join(", ", ReturnLine.Conditions));
            if (given.Restocks && given.Resolution is ReturnLine.Repair or ReturnLine.Resend) Add("return.restock", name);
        }

        void Add(string code, string text, string? detail = null) => problems.Add(new FieldProblem(ReturnKind.Lines, code, text, detail));
    }

    private static Dictionary<string, decimal> Returned(KindContext context, long order)
    {
        using var command = context.Reader.Query($"""
            select c.lines from sale_return c where c.order_id = @order and {context.Engine.No("c.trashed")}
                and c.state not in ('{ReturnKind.Refused}', '{ReturnKind.Cancelled}') and c.lines is not null
            """, ("order", order));
        using var rows = command.ExecuteReader();
        var returned = new Dictionary<string, decimal>(StringComparer.Ordinal);
        while (rows.Read())
            foreach (var (id, line) in ReturnLine.All(rows.GetString(0))) returned[id] = returned.GetValueOrDefault(id) + line.Quantity;
        return returned;
    }
}
