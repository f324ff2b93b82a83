using Stamgast.Formats;

namespace Stamgast.Tasks;

/// <summary>The priority of a task: low, normal or high.</summary>
public static class TaskPriority
{
    public const string Low = "low";
    public const string Normal = "normal";
    public const string High = "high";

    /// <summary>All of them, lowest first.</summary>
    public static readonly IReadOnlyList<string> All = [Low, Normal, High];

    private static readonly WordTable Words = WordTable.Parse("""
        low: low, laag, lage, basse, bas, faible, niedrig
        normal: normal, normaal, normale, gewoon
        high: high, hoog, hoge, haute, haut, élevée, hoch, urgent, dringend
        """);

    /// <summary>The priority named in one of the four languages; null when unknown.</summary>
    public static string? Read(string text) => Words.Find(text.Trim());

    /// <summary>Its rank among tasks with the same due time: most urgent first.</summary>
    internal static int Rank(string? priority) => priority switch { High => 0, Low => 2, _ => 1 };
}
