namespace Stamgast.App.Shell;

/// <summary>
/// A question before an action that affects many customers or has no one-click undo: what will happen, to how many, and why you are asked. It is a
/// page (GET) that leads to the form (POST), so it works without script and Back returns to before it.
/// </summary>
/// <param name="Title">The action: "Undo the import of klanten.csv?"</param>
/// <param name="Text">What that means, in a sentence or two.</param>
/// <param name="Action">The target of the form.</param>
/// <param name="Confirm">The words of the button, with the number in it: "Undo for 199 customers".</param>
/// <param name="Cancel">Where cancelling leads.</param>
public sealed record Confirmation(string Title, string Text, string Action, string Confirm, string Cancel)
{
    /// <summary>What it will affect, by name or by kind and number, a line each.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>The hidden values of the form.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>The words of another way to do it, and the address of its own question; null without one.</summary>
    public (string Words, string Href)? Other { get; init; }

    /// <summary>True when it takes something away.</summary>
    public bool IsDangerous { get; init; }

    /// <summary>The menu entry of the page.</summary>
    public string At { get; init; } = "";
}
