using System.Text.Json;
using Stamgast.Formats;
using Stamgast.Sales.Lines;

namespace Stamgast.Sales.Orders;

/// <summary>One delivery of an order: the quantities of its lines, by the ID of the line.</summary>
public sealed record Delivery
{
    public const string Open = "open";
    public const string Part = "part";
    public const string Delivered = "delivered";

    /// <summary>All of it came back (<see cref="OrderKind.Shown"/>).</summary>
    public const string Returned = "returned";

    /// <summary>"2026-11-06".</summary>
    public string Date { get; init; } = "";

    /// <summary>True when it took place; false when it is planned.</summary>
    public bool IsDone { get; init; } = true;

    public string To { get; init; } = "";

    public string By { get; init; } = "";

    /// <summary>Quantities by the ID of the line, as canonical amounts.</summary>
    public IReadOnlyDictionary<string, string> Quantities { get; init; } = new Dictionary<string, string>();

    /// <summary>The text of a delivery, as a map has it.</summary>
    public string Write() => JsonSerializer.Serialize(this with { Quantities = new SortedDictionary<string, string>(Quantities.ToDictionary(),
        StringComparer.Ordinal) },
        JsonSerializerOptions.Web);

    /// <summary>The deliveries of a map, by ID.</summary>
    public static IReadOnlyList<(string Id, Delivery Delivery)> All(string? map) => [.. MapValue.Read(map)
        .OrderBy(d => d.Key.Length).ThenBy(d => d.Key, StringComparer.Ordinal)
        .Select(d => (d.Key, JsonSerializer.Deserialize<Delivery>(d.Value, JsonSerializerOptions.Web)!))];

    /// <summary>How much of each line was delivered, by the ID of the line.</summary>
    public static IReadOnlyDictionary<string, decimal> Done(string? deliveries) => All(deliveries).Where(d => d.Delivery.IsDone)
        .SelectMany(d => d.Delivery.Quantities).GroupBy(q => q.Key, q => Amount.Of(q.Value), StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Sum(), StringComparer.Ordinal);

    /// <summary>The state of the deliveries of an order; null without lines.</summary>
    public static string? StateOf(string? lines, string? deliveries)
    {
        if (lines is null) return null;
        var done = Done(deliveries);
        if (done.Count == 0) return Open;
        return DocumentLine.All(lines).All(l => done.GetValueOrDefault(l.Id) >= l.Line.Quantity) ? Delivered : done.Values.Any(q => q > 0) ? Part : Open;
    }
}
