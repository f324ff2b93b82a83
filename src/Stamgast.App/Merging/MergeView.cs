using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary>The page of a merge.</summary>
/// <param name="Address">The choices, with the kept customer filled in.</param>
public sealed record MergeView(MergeAddress Address, MergePreview Preview, IReadOnlyList<MergeCandidate> Candidates, KeptSuggestion Suggested)
{
    /// <summary>The rows of all fields that one of the customers has.</summary>
    public IReadOnlyList<MergeRow> Rows { get; init; } = [];

    /// <summary>By the key of a kind, how many records refer to any of them: one that refers to two counts once.</summary>
    public IReadOnlyDictionary<string, long> Along { get; init; } = new Dictionary<string, long>();

    /// <summary>What is unusual about this merge.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Why the merge was refused just now; null on other visits.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Marks this page, so that its form is done once.</summary>
    public string Once { get; init; } = "";

    /// <summary>The customers in the order of the columns.</summary>
    public IEnumerable<MergeCandidate> Columns => Candidates;
}

/// <summary>One field, or a few that belong together.</summary>
/// <param name="Name">The field that stands for them in the address.</param>
public sealed record MergeRow(string Name, string Caption, IReadOnlyList<MergeCell> Cells, IReadOnlyList<MergeLine> Result)
{
    /// <summary>True when all customers have the same.</summary>
    public bool IsEqual { get; init; }

    /// <summary>True when somebody changed it since the page was shown.</summary>
    public bool IsChanged { get; init; }
}

/// <summary>What one customer has in a row.</summary>
/// <param name="Was">The value that the page showed before somebody changed it.</param>
public sealed record MergeCell(long Customer, IReadOnlyList<MergeOption> Options, string? Was = null);

/// <summary>A value that can be chosen.</summary>
/// <param name="Kind">A radio, a tick, or nothing to choose.</param>
/// <param name="Name">The name of the control.</param>
public sealed record MergeOption(MergeOptionKind Kind, string Name, string Value, string Text, bool IsOn)
{
    /// <summary>A tag behind it: main, same, left out.</summary>
    public string? Tag { get; init; }

    /// <summary>True when the tag is a property that the result has, rather than a remark.</summary>
    public bool IsTagOn { get; init; }

    /// <summary>A button behind it: its name, value and words.</summary>
    public MergeButton? Button { get; init; }
}

/// <summary>A small button within a cell.</summary>
public sealed record MergeButton(string Name, string Value, string Words, bool IsOn);

/// <summary>One line of the result.</summary>
public sealed record MergeLine(string Text, string? Note = null);

/// <summary>How a value is chosen.</summary>
public enum MergeOptionKind
{
    /// <summary>One of several.</summary>
    Radio,
    /// <summary>In or out.</summary>
    Tick,
    /// <summary>It follows another choice.</summary>
    Text,
}
