namespace Stamgast.Settings;

/// <summary>
/// What an organisation uses of what can hang on a customer: a club has no returns. Menu, customer page and lists show only that; the rest stays where it
/// is and can be opened by its address.
/// </summary>
public static class Topics
{
    /// <summary>The preset with everything.</summary>
    public const string Everything = "all";

    /// <summary>All topics, by the keys of their kinds, in order.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "contacts", "families", "links", "orders", "offers", "invoices", "returns", "contracts", "agreements", "payments", "payment-links", "conversations",
        "tickets", "tasks", "attachments",
    ];

    /// <summary>Topics by the name of a preset.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> Presets = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        [Everything] = All,
        ["shop"] = ["contacts", "links", "orders", "offers", "invoices", "returns", "payments", "payment-links", "conversations", "tickets", "tasks",
            "attachments"],
        ["accountant"] = ["contacts", "families", "links", "invoices", "contracts", "agreements", "payments", "conversations", "tasks", "attachments"],
        ["club"] = ["families", "links", "invoices", "agreements", "payments", "conversations", "tasks", "attachments"],
    };

    /// <summary>The topics of a value: the name of a preset, or keys joined by spaces.</summary>
    public static IReadOnlyList<string> Of(string value) => Presets.TryGetValue(value, out var preset) ? preset : value.Split(' ',
        StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True for such a value.</summary>
    public static bool Are(string value) => Of(value) is { Count: > 0 } topics && topics.All(All.Contains) && topics.Distinct().Count() == topics.Count;

    /// <summary>The value for these topics: a preset if they are just those of one.</summary>
    public static string ValueOf(IReadOnlyCollection<string> topics) =>
        Presets.FirstOrDefault(p => p.Value.Count == topics.Count && p.Value.All(topics.Contains)).Key ?? string.Join(' ', All.Where(topics.Contains));
}
