namespace Stamgast.App.Shell;

/// <summary>
/// A question before something that touches many, or that is not undone by one click: what will happen, to how many, why it is asked.
/// It is a page (GET) that leads to the form (POST), so it works without script and Back comes out before it.
/// </summary>
/// <param name="Title">What will happen: "Undo the import of klanten.csv?"</param>
/// <param name="Text">What that means, in a sentence or two.</param>
/// <param name="Action">Where the form is sent.</param>
/// <param name="Confirm">The words of the button, with the number in it: "Undo for 199 customers".</param>
/// <param name="Cancel">Where one goes instead.</param>
public sealed record Confirmation(string Title, string Text, string Action, string Confirm, string Cancel)
{
    /// <summary>What it will touch, by name or kind and number, a line each.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>What the form sends along.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>True when it takes something away.</summary>
    public bool IsDangerous { get; init; }

    /// <summary>The menu entry to which the page belongs.</summary>
    public string At { get; init; } = "";
}
