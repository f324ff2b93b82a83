using Stamgast.Changes;

namespace Stamgast.App.Activity;

/// <summary>One change of one customer, as its history shows it.</summary>
public sealed record HistoryEntry(long SetId, DateTimeOffset At, string Who, string Door, string Title)
{
    public bool IsCreation { get; init; }

    /// <summary>Taken back since: it does not count any more.</summary>
    public bool IsUndone { get; init; }
    public bool CanUndo { get; init; }
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];
}

/// <summary>A change that was just made: what to say about it, and the set that its Undo takes back.</summary>
public sealed record DoneView(string Text, long? UndoSet, string ReturnTo)
{
    /// <summary>What could not be done, in words, if anything.</summary>
    public IReadOnlyList<string> Kept { get; init; } = [];
}
