namespace Stamgast.Customers.Names;

/// <summary>The colours in which a group or a responsible can be shown. What is kept is the key; the style sheet says how it looks, in light and dark.</summary>
public static class NameColours
{
    public static readonly IReadOnlyList<string> All = ["grey", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown"];

    /// <summary>The colour with this key; null when there is none, such as one that a later version knows.</summary>
    public static string? Known(string? key) => key is not null && All.Contains(key) ? key : null;
}
