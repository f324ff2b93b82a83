using Stamgast.Matching;
using Stamgast.Privacy;

namespace Stamgast.Duplicates.Scanning;

/// <summary>The storage of searches for duplicates, and the memory of those who are compared.</summary>
internal static class ScanDataPlaces
{
    private static readonly MergePlan NoMerge = MergePlan.NotOfCustomers("an absorbed customer leaves it by itself, and comes back with a split");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Search for duplicates", DataSubject.Nobody,
            new TableColumns("duplicate_scan", ["id", "last_item", "followed", "customers", "pairs", "groups", "seconds", "scanned_at"]),
            ErasePlan.NotPersonal("counts and times"), NoMerge, ExportPlan.LeaveOut("it tells how many were compared")),
        new("Memory of those who are compared", DataSubject.Customer, new InMemory(nameof(MatchIndex)),
            ErasePlan.Rebuild("nobody is found by older values any more; when somebody is erased, the memory is built anew in the background"),
            NoMerge, ExportPlan.LeaveOut("it is read from the customer")),
    ];
}
