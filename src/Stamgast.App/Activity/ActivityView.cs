using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Histories;

namespace Stamgast.App.Activity;

/// <summary>The list of change sets, newest first.</summary>
/// <param name="Next">The number below which the list goes on; null at its end.</param>
public sealed record ActivityView(ActivityQuery Query, IReadOnlyList<ChangeSet> Sets, long? Next, UserNames Users, ChangeTitles Titles)
{
    /// <summary>The latest change of the current user, if it can still be undone.</summary>
    public ChangeSet? Mine { get; init; }
}

/// <summary>One change set with the customers that it touched.</summary>
public sealed record ChangeSetView(ChangeSet Set, IReadOnlyList<ChangedCustomer> Customers, long? Next, UserNames Users, string Title)
{
    /// <summary>True when everything it did has been undone.</summary>
    public bool IsUndone => Set.Undone > 0 && Set.Undone >= Set.Created + Set.Changed;
}
