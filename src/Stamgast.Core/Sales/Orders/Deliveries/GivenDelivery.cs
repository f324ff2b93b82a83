using Stamgast.Formats;
using Stamgast.Kinds;

namespace Stamgast.Sales.Orders.Deliveries;

/// <summary>A delivery as a person typed it.</summary>
/// <param name="Quantities">By the ID of the line; empty ones are left out.</param>
public sealed record GivenDelivery(string Date, bool IsDone, string To, string By, IReadOnlyDictionary<string, string> Quantities)
{
    private const int Longest = 200;

    /// <summary>The delivery, and what is wrong with it.</summary>
    internal (Delivery Delivery, List<FieldProblem> Problems) Read(KindContext context)
    {
        var problems = new List<FieldProblem>();
        var date = string.IsNullOrWhiteSpace(Date) ? context.Today
            : Value(Date, DateText.Read(Date, context.Rules.DateOrder, context.Rules.Today.AddYears(50)));
        var quantities = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (line, text) in Quantities.Where(q => !string.IsNullOrWhiteSpace(q.Value)))
            if (Value(text, Amount.Read(text, context.Rules.PointIsDecimal)) is { } quantity && Amount.Of(quantity) != 0) quantities[line] = quantity;
        if (quantities.Count == 0 && problems.Count == 0) problems.Add(new FieldProblem(OrderKind.Deliveries, "delivery.empty", ""));
        return (new Delivery
        {
            Date = date ?? "", IsDone = IsDone, To = Value(To, PlainText.Line(To, Longest)) ?? "", By = Value(By, PlainText.Line(By, Longest)) ?? "",
            Quantities = quantities,
        }, problems);

        string? Value(string text, Reading read)
        {
            if (read.Problem is { } code) problems.Add(new FieldProblem(OrderKind.Deliveries, code, text.Length > 80 ? text[..80] + "…" : text, read.Detail));
            return read.Value;
        }
    }
}
