using Stamgast.Privacy;

namespace Stamgast.Exporting;

/// <summary>Lists of customers that left the base.</summary>
internal static class ExportDataPlaces
{
    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Exports", DataSubject.Customer, new OutsideStamgast("files that an export wrote where it was told to, or that a browser saved"),
            ErasePlan.Keep("they are in the hands of whoever made them"), MergePlan.NotOfCustomers("it is a copy of an earlier moment"),
            ExportPlan.LeaveOut("it is a copy")),
    ];
}
