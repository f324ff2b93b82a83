namespace Stamgast.App.Activity;

/// <summary>A change that was just made: what to say about it, and the set that its Undo takes back.</summary>
public sealed record DoneView(string Text, long? UndoSet, string ReturnTo)
{
    /// <summary>True when the change was itself an undo, so that its Undo brings things in again.</summary>
    public bool WasUndo { get; init; }

    /// <summary>What could not be done, in words, if anything.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}
