using Stamgast.Privacy;

namespace Stamgast.Backups;

/// <summary>Copies of the base.</summary>
internal static class BackupDataPlaces
{
    private static readonly ErasePlan ByList = ErasePlan.Keep("a backup is never altered: what was erased since is to be erased again after a restore");
    private static readonly MergePlan NoMerge = MergePlan.NotOfCustomers("it is a copy of an earlier moment");
    private static readonly ExportPlan Copy = ExportPlan.LeaveOut("it is a copy of the base");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Backups before an upgrade or a restore", DataSubject.Customer, new DataFiles("backups/before-*.zip"), ByList, NoMerge, Copy),
        new("Damaged bases that were put aside", DataSubject.Customer, new DataFiles("backups/before-restore-damaged-*"),
            ErasePlan.Keep("nobody can read it any more; whoever mended what it held deletes it"), NoMerge, Copy),
        new("Backups that somebody made", DataSubject.Customer, new OutsideStamgast("files that backup wrote where it was told to"), ByList, NoMerge, Copy),
    ];
}
