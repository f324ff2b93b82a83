using Stamgast.Changes;

namespace Stamgast.App.Activity;

/// <summary>The list of change sets, newest first.</summary>
/// <param name="Filter">all, mine, forms, imports or undos.</param>
/// <param name="Next">The number below which the list goes on; null at its end.</param>
public sealed record ActivityView(string Filter, IReadOnlyList<ChangeSet> Sets, long? Next, UserNames Users)
{
    public static readonly IReadOnlyList<string> Filters = ["all", "mine", "forms", "imports", "undos"];

    /// <summary>The latest change of the person who looks, when it can still be taken back.</summary>
    public ChangeSet? Mine { get; init; }

    public string Href(string filter, long? before = null)
    {
        var query = string.Join('&', new[] { filter == "all" ? null : "show=" + filter, before is null ? null : "before=" + before }.Where(p => p is not null));
        return query.Length == 0 ? "/activity" : "/activity?" + query;
    }
}

/// <summary>One change set with the customers that it touched.</summary>
public sealed record ChangeSetView(ChangeSet Set, IReadOnlyList<ChangedCustomer> Customers, long? Next, UserNames Users)
{
    /// <summary>True when everything that it did has been taken back.</summary>
    public bool IsUndone => Set.Undone > 0 && Set.Undone >= Set.Created + Set.Changed;
}
