using Stamgast.Changes;

namespace Stamgast.App.Customers;

/// <summary>What is about to be done with the selected customers, and to whom.</summary>
public sealed record SelectionView(SelectionAct Act, Selected Selected, long Count)
{
    /// <summary>What was typed and refused, and why.</summary>
    public string? Typed { get; init; }
    public string? Problem { get; init; }

    /// <summary>How many customers will be different.</summary>
    public long Changed { get; init; }

    /// <summary>Some of them, in the order of the list, with what becomes of each.</summary>
    public IReadOnlyList<(string? Name, long Id, IReadOnlyList<FieldChange> Changes)> Shown { get; init; } = [];

    /// <summary>Where the others begin; null when these are the last.</summary>
    public string? Next { get; init; }

    /// <summary>True on a page after the first.</summary>
    public bool IsLater { get; init; }

    /// <summary>True when the number was another one when the button was pressed.</summary>
    public bool HasMoved { get; init; }
    public string Once { get; init; } = "";

    /// <summary>The address of this page.</summary>
    public string Href(string? after = null) => Selected.Address("/customers/selection",
        new[] { ("act", Act.Name), ("value", Act.Value), ("remove", Act.Remove ? "1" : ""), ("after", after ?? "") }.Where(p => p.Item2.Length > 0));
}
