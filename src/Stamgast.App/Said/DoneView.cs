namespace Stamgast.App.Said;

/// <summary>A change that was just made: its confirmation and the set that Undo reverses.</summary>
public sealed record DoneView(string Text, long? UndoSet, string ReturnTo)
{
    /// <summary>True when the change was itself an undo, so its Undo redoes something.</summary>
    public bool WasUndo { get; init; }

    /// <summary>What could not be done, if anything.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>More information or next steps, each with a link.</summary>
    public IReadOnlyList<DoneLine> More { get; init; } = [];

    /// <summary>True when all is not well yet.</summary>
    public bool Warns { get; init; }

    /// <summary>Something to copy, shown this once.</summary>
    public string? Code { get; init; }
}
