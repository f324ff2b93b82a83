namespace Stamgast.Customers.Names;

/// <summary>The colours for groups and responsibles. The key is stored; the style sheet defines how it looks, in light and dark.</summary>
public static class NameColours
{
    public static readonly IReadOnlyList<string> All = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown"];

    /// <summary>The colour with this key; null for an unknown one, such as one of a later version.</summary>
    public static string? Known(string? key) => key is not null && All.Contains(key) ? key : null;
}
