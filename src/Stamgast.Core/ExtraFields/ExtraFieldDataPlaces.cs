using Stamgast.Privacy;

namespace Stamgast.ExtraFields;

/// <summary>The fields defined by the organisation; the values are in the rows of the customers.</summary>
internal static class ExtraFieldDataPlaces
{
    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Extra fields", DataSubject.Nobody,
            new TableColumns("extra_field", ["id", "key", "kind", "scope", "shown", "position", "required_in", "captions", "help", "choices", "retired_at"]),
            ErasePlan.NotPersonal("it says which fields there are, not what is in them"), MergePlan.NotOfCustomers("it is about fields"),
            ExportPlan.LeaveOut("it is about fields")),
    ];
}
