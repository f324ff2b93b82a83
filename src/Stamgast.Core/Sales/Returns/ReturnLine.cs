using System.Text.Encodings.Web;
using System.Text.Json;
using Stamgast.Formats;

namespace Stamgast.Sales.Returns;

/// <summary>What comes back of one line of an order.</summary>
public sealed record ReturnLine
{
    public const string Resend = "resend";
    public const string Repair = "repair";
    public const string Exchange = "exchange";
    public const string Refund = "refund";

    /// <summary>Why it comes back; texts <c>return.reason.CODE</c>.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["broken", "wrong", "late", "unwanted", "recall", "other"];

    /// <summary>How it comes back; texts <c>return.condition.CODE</c>.</summary>
    public static readonly IReadOnlyList<string> Conditions = ["unopened", "opened", "used", "damaged"];

    /// <summary>What becomes of it; texts <c>return.resolution.CODE</c>.</summary>
    public static readonly IReadOnlyList<string> Resolutions = [Refund, Exchange, Repair, Resend];

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public decimal Quantity { get; init; }

    public string Reason { get; init; } = "";

    public string Condition { get; init; } = "";

    public string Resolution { get; init; } = Refund;

    /// <summary>True when the goods go back into stock. What is repaired or sent again never does.</summary>
    public bool Restocks { get; init; }

    /// <summary>The text of a line, as a map has it under the ID of the line of the order.</summary>
    public string Write()
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["quantity"] = Amount.Write(Quantity), ["resolution"] = Resolution };
        if (Reason.Length > 0) parts["reason"] = Reason;
        if (Condition.Length > 0) parts["condition"] = Condition;
        if (Restocks) parts["restock"] = "1";
        return JsonSerializer.Serialize(parts, Options);
    }

    /// <summary>The line of such a text.</summary>
    public static ReturnLine Read(string text)
    {
        var parts = JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
        return new ReturnLine
        {
            Quantity = Amount.Of(parts.GetValueOrDefault("quantity")), Reason = parts.GetValueOrDefault("reason", ""),
            Condition = parts.GetValueOrDefault("condition", ""), Resolution = parts.GetValueOrDefault("resolution", Refund),
            Restocks = parts.GetValueOrDefault("restock") == "1",
        };
    }

    /// <summary>The lines of a map, in the order of their IDs.</summary>
    public static IReadOnlyList<(string Id, ReturnLine Line)> All(string? map) => [.. MapValue.Read(map)
        .OrderBy(l => l.Key.Length).ThenBy(l => l.Key, StringComparer.Ordinal).Select(l => (l.Key, Read(l.Value)))];
}
