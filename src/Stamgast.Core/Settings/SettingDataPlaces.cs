using Stamgast.Privacy;

namespace Stamgast.Settings;

/// <summary>The storage of settings.</summary>
internal static class SettingDataPlaces
{
    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Settings", DataSubject.Nobody, new TableColumns("setting", ["key", "value"]), ErasePlan.NotPersonal("it is about the organisation"),
            MergePlan.NotOfCustomers("it is about the organisation"), ExportPlan.LeaveOut("it is about the organisation")),
    ];
}
