using Stamgast.Database;
using Stamgast.Importing.Correcting;
using Stamgast.Privacy;
using Stamgast.Proposals.Previews;

namespace Stamgast.Importing;

/// <summary>Data of an imported file outside the rows of its proposal.</summary>
internal static class ImportDataPlaces
{
    private static readonly ErasePlan WithProposal = ErasePlan.Delete("proposals that name the customer are discarded whole, with what belongs to them");
    private static readonly MergePlan Again = MergePlan.CompareAgain("each row is compared with the customers once more before it is applied");
    private static readonly ExportPlan Waiting = ExportPlan.LeaveOut("it is no data of a customer until somebody confirms it");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Corrections of rows by hand", DataSubject.Customer, new ProposalColumns("by_hand", ["line", "left_out", "cells"]), WithProposal, Again, Waiting)
        {
            Eraser = NamingProposals.Discard,
        },
        new("Rows that were altered", DataSubject.Nobody, new ProposalColumns("altered", ["seq", "revision"]), WithProposal, Again, Waiting),
        new("Rows that were matched by hand", DataSubject.Customer, new ProposalColumns("matched", ["line", "customer"]), WithProposal, Again, Waiting),
        new("Files that wait to be imported", DataSubject.Customer, new DataFiles("uploads/import-*"),
            ErasePlan.Delete("they go with their proposal, when it is applied, discarded, or names the customer"), Again, Waiting),
        new("Files that are coming in", DataSubject.Customer, new DataFiles("uploads/" + BaseLocation.ArrivingPrefix + "*"),
            ErasePlan.Expire("it is kept or deleted when all of it has come in, or at the next start"), Again, Waiting),
        new("Rows that could not be imported", DataSubject.Customer, new DataFiles("uploads/import-*" + BaseLocation.ErrorsEnding),
            ErasePlan.Delete("files that name the customer are deleted (NamingErrorFiles)"), MergePlan.NotOfCustomers("they became nobody"),
            ExportPlan.LeaveOut("it is no data of a customer until somebody mends and confirms it"))
        {
            Eraser = NamingErrorFiles.Delete,
        },
        new("Memory of a preview", DataSubject.Customer, new InMemory(nameof(PreviewMemory)),
            ErasePlan.Expire("it goes with its proposal, and after a quarter of an hour without a question"), Again, Waiting),
        new("Saved column mappings", DataSubject.Nobody,
            new TableColumns("saved_mapping", ["id", "name", "name_folded", "fingerprint", "mapping", "saved_at", "used_at", "uses"]),
            ErasePlan.Keep("it holds headers and what words of a column mean (\"vrouw\" is 2), as somebody chose to keep them; no rows"),
            MergePlan.NotOfCustomers("it is about columns"), ExportPlan.LeaveOut("it is about columns")),
    ];
}
