using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;

namespace Stamgast.App.Kinds;

/// <summary>A list of records, of a customer or of all.</summary>
/// <param name="Counts">How many there are in each state.</param>
public sealed record RecordListView(KindPart Part, RecordAddress Address, RecordRows Page, IReadOnlyDictionary<string, long> Counts)
{
    public RecordKind Kind => Part.Kind;

    /// <summary>The customer whose records they are; null for all.</summary>
    public long? Customer { get; init; }

    /// <summary>True when the customer may not get new ones.</summary>
    public bool IsInactive { get; init; }

    /// <summary>The active shops, by ID, for the filter and for a new record.</summary>
    public IReadOnlyList<(long Id, string Name)> Shops { get; init; } = [];

    /// <summary>How many there are of each value of <see cref="RecordKind.ListedBy"/>; empty in a list of all customers.</summary>
    public IReadOnlyDictionary<string, long> Chips { get; init; } = new Dictionary<string, long>();

    /// <summary>The number of those that the user has to see to.</summary>
    public long Mine { get; init; }

    /// <summary>The present day of the organisation, "2026-11-30".</summary>
    public required string Today { get; init; }

    /// <summary>The sum of what is filtered, by currency; null where nothing is summed up.</summary>
    public IReadOnlyDictionary<string, (decimal Sum, long Count)>? Sums { get; init; }

    /// <summary>True when there is so much to sum up that somebody has to ask for it.</summary>
    public bool IsSumLarge { get; init; }

    /// <summary>All of them.</summary>
    public long All => Counts.Values.Sum();

    /// <summary>Those that wait for something.</summary>
    public long Open => Kind.States.Where(s => s.IsOpen).Sum(s => Counts.GetValueOrDefault(s.Code));
}

/// <summary>A linked record: its kind, ID, name and state.</summary>
public sealed record LinkedRecord(KindPart Part, long Id, string Name, KindState? State);

/// <summary>The page of one record.</summary>
public sealed record RecordView(KindPart Part, RecordRow Row, string Today)
{
    public RecordKind Kind => Part.Kind;

    public RecordState State => Row.State;

    /// <summary>The currency of its amounts.</summary>
    public string? Currency => Kind.Currency is { } currency ? Row[currency] : null;

    /// <summary>The records that refer to it or to which it refers.</summary>
    public IReadOnlyList<LinkedRecord> Linked { get; init; } = [];

    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    public UserNames? Users { get; init; }

    public ChangeTitles? Titles { get; init; }

    /// <summary>The steps that its state allows, each with why it cannot be done now.</summary>
    public IReadOnlyList<(StateStep Step, Refusal? Refusal)> Steps { get; init; } = [];

    /// <summary>The records that keep a step from being taken, by its key.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Blocker>> Blockers { get; init; } = new Dictionary<string, IReadOnlyList<Blocker>>();

    /// <summary>The records because of which something was refused.</summary>
    public IReadOnlyList<Blocker> ProblemLinks { get; init; } = [];

    /// <summary>The states in which it has been, by code; null when its history is too long to say.</summary>
    public IReadOnlySet<string>? Passed { get; init; }

    /// <summary>A step that was refused, with its problems.</summary>
    public string? Problem { get; init; }
}
