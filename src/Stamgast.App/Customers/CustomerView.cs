using Stamgast.App.Kinds;
using Stamgast.App.Said;
using Stamgast.App.Tasks;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.ExtraFields;
using Stamgast.Merging;

namespace Stamgast.App.Customers;

/// <summary>The content of the page of one customer.</summary>
public sealed record CustomerView(long Id, int Version, CustomerValues Values, bool IsTrashed)
{
    /// <summary>details, tasks or history.</summary>
    public string Topic { get; init; } = "details";

    /// <summary>True on /customers/ID itself: a phone shows the topics as rows, a desk the first of them.</summary>
    public bool AtRoot { get; init; }

    /// <summary>The day it is shown for; null for now.</summary>
    public DateOnly? On { get; init; }

    /// <summary>True when the customer did not exist on that day yet.</summary>
    public bool WasNotThere { get; init; }

    /// <summary>The tasks about the customer; only for the topic tasks.</summary>
    public CustomerTasksView? Tasks { get; init; }

    /// <summary>The records of a kind that hang on the customer; only for the topic of that kind.</summary>
    public RecordListView? Records { get; init; }

    public int HistoryCount { get; init; }

    /// <summary>The customers that were merged into this one.</summary>
    public IReadOnlyList<AbsorbedCustomer> Absorbed { get; init; } = [];

    /// <summary>Where its values came from by a merge; null when nobody was merged into it.</summary>
    public CameFrom? Came { get; init; }

    /// <summary>The customer whose ID or number led here; null for its own.</summary>
    public long? From { get; init; }

    /// <summary>The changes, latest first; only for the topic history.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];

    /// <summary>The names of the users in the history.</summary>
    public UserNames? Users { get; init; }

    /// <summary>The descriptions of the changes; only for the topic history.</summary>
    public ChangeTitles? Titles { get; init; }

    /// <summary>The only field whose history is shown.</summary>
    public RecordField? Only { get; init; }

    /// <summary>The same, of an extra field.</summary>
    public ExtraDefinition? OnlyExtra => (Only as ExtraRecordField)?.Definition;

    public bool IsActive => Values[CustomerFields.Active] != "0";
}

/// <summary>Another customer that may be the same, and why.</summary>
public sealed record AlikeCustomer(long Id, string Name, string? Number, string? Town, string Reason)
{
    /// <summary>True when one of the two may not be merged: they only share a value, and nobody supposes that they are one.</summary>
    public bool IsAnother { get; init; }
}
