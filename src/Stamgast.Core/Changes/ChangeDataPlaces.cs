using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Privacy;

namespace Stamgast.Changes;

/// <summary>The history of customers, and the proposals that may become history.</summary>
internal static class ChangeDataPlaces
{
    private static readonly MergePlan Stays = MergePlan.StayWithOriginal("history tells what was done to whom");
    private static readonly MergePlan NoMerge = MergePlan.NotOfCustomers("it is about a set as a whole");
    private static readonly ExportPlan Counts = ExportPlan.LeaveOut("it holds counts, choices and times of many customers at once");
    private static readonly ExportPlan Waiting = ExportPlan.LeaveOut("it is no data of a customer until somebody confirms it");
    private static readonly MergePlan Again = MergePlan.CompareAgain("each row is compared with the customers once more before it is applied");
    private static readonly ErasePlan WithProposal = ErasePlan.Delete("proposals that name the customer are discarded whole (NamingProposals)");

    /// <param name="erase">The verb that erases a customer, which this feature does not know.</param>
    public static IReadOnlyList<DataPlace> All(Action<Erasing> erase) =>
    [
        new("What was changed", DataSubject.Customer, new TableColumns("change_item", ["payload"]),
            ErasePlan.Overwrite("identifying fields are taken out of every item of the customer, before and after"), Stays,
            ExportPlan.Include("the history of the customer"))
        {
            // The row, its keys and its words go with it.
            Eraser = erase,
        },
        new("That something was changed", DataSubject.Customer,
            new TableColumns("change_item", ["seq", "set_id", "record_kind", "record_id", "origin", "version_before", "version_after", "dead"]),
            ErasePlan.Keep("who did what when stays to be accounted for"), Stays, ExportPlan.Include("the history of the customer")),
        new("Change sets", DataSubject.User, new TableColumns("change_set",
            [
                "id", "kind", "record_kind", "door", "state", "user_id", "proposed_at", "applied_at", "revision", "staged", "undo_of", "root_set", "revives",
                "first_seq", "last_seq", "rows", "created", "changed", "unchanged", "errors", "conflicts", "possible_duplicates", "fields", "undone",
                "has_origins", "file_hash", "seconds",
            ]),
            ErasePlan.NotPersonal("counts and times; titles are made of them and never stored"), NoMerge, Counts),
        new("Names of imported files", DataSubject.Customer, new TableColumns("change_set", ["file_name"]),
            ErasePlan.Keep("it is the word of whoever brought the file, by which colleagues know the import"), NoMerge, Counts),
        new("Reports of imports", DataSubject.Customer, new TableColumns("change_set", ["reading", "failure"]),
            ErasePlan.Delete("cells and names go when the import is applied or discarded, also one that failed (KeptReading)"), NoMerge, Counts),
        new("Rows of proposals", DataSubject.Customer, new ProposalColumns("stage_row", StageColumns.Of(CustomerShape.Instance).Names),
            WithProposal, Again, Waiting),
        new("Lookup keys of proposals", DataSubject.Customer, new ProposalColumns("stage_key", ["seq", "kind", "key", "added"]), WithProposal, Again, Waiting),
        new("Files of proposals", DataSubject.Customer, new DataFiles("proposals/*.db"), WithProposal, Again, Waiting),
        new("Journals of proposals", DataSubject.Customer, new DataFiles("proposals/*.db-journal"), WithProposal, Again, Waiting),
        new("Words of a first load", DataSubject.Customer, new DataFiles("proposals/*" + FirstIndex.Extension),
            ErasePlan.Expire("it is deleted when the import is applied, or at the next start"), NoMerge, Waiting),
    ];
}
