namespace Stamgast.App.Said;

/// <summary>A change that was just made: what to say about it, and the set that its Undo takes back.</summary>
public sealed record DoneView(string Text, long? UndoSet, string ReturnTo)
{
    /// <summary>True when the change was itself an undo, so that its Undo brings things in again.</summary>
    public bool WasUndo { get; init; }

    /// <summary>What could not be done, in words, if anything.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>What else there is to know or to do, each with where that is done.</summary>
    public IReadOnlyList<DoneLine> More { get; init; } = [];

    /// <summary>True when all is not well yet.</summary>
    public bool Warns { get; init; }

    /// <summary>Something to copy, shown this once.</summary>
    public string? Code { get; init; }
}
