using Stamgast.Database;
using Stamgast.Privacy;

namespace Stamgast.Duplicates;

/// <summary>Pairs of customers and the decisions on them.</summary>
internal static class DuplicateDataPlaces
{
    private static readonly ErasePlan Gone = ErasePlan.Delete("pairs and decisions that name the customer are deleted");
    private static readonly ExportPlan Scores = ExportPlan.LeaveOut("it compares the customer with somebody else");
    private static readonly MergePlan Judged = MergePlan.StayWithOriginal("they tell which two were compared, and what was decided on them");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Pairs of possible duplicates", DataSubject.Customer,
            new TableColumns("duplicate_pair", ["a", "b", "bits", "why", "is_certain", "certain_since", "lane", "group_id", "group_bits"]),
            Gone, Judged, Scores)
        {
            Eraser = Erase,
        },
        new("Decisions on possible duplicates", DataSubject.Customer, new TableColumns("duplicate_decision",
            ["a", "b", "verdict", "user_id", "decided_at", "back_at", "version_a", "version_b", "seen", "reopened", "set_id", "choices"]),
            Gone, Judged, Scores),
        new("Second answers about possible duplicates", DataSubject.Customer,
            new TableColumns("duplicate_second_look", ["user_id", "a", "b", "first", "second", "at"]), Gone, Judged, Scores),
    ];

    private static void Erase(Erasing erasing) => erasing.Base.Write(transaction =>
    {
        PairStore.ReplaceOf(transaction, [erasing.CustomerId], []);
        foreach (var table in new[] { "duplicate_pair", "duplicate_decision", "duplicate_second_look" })
            transaction.Execute($"delete from {table} where a = @id or b = @id", ("id", erasing.CustomerId));
    });
}
