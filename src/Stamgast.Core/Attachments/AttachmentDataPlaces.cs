using Stamgast.Database;
using Stamgast.Merging;
using Stamgast.Privacy;

namespace Stamgast.Attachments;

/// <summary>The documents themselves; what is known of them is among the records.</summary>
internal static class AttachmentDataPlaces
{
    private static readonly MergePlan Stays = MergePlan.StayWithOriginal("an attachment points at the absorbed customer, which points at the kept one");
    private static readonly ExportPlan Included = ExportPlan.Include("the documents of the attachments of the customer");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("Documents in the folder", DataSubject.Customer, new DataFiles("documents/*/*"),
            ErasePlan.Delete("the bytes of every document of the customer that nobody else has"), Stays, Included) { Eraser = Erase },
        new("Documents on a server", DataSubject.Customer, new TableColumns(StoredDocuments.Table, ["key", "bytes", "encrypted", "stored_at"]),
            ErasePlan.Delete("together with those in the folder"), Stays, Included),
    ];

    private static void Erase(Erasing erasing)
    {
        var store = DocumentStore.Of(erasing.Base);
        foreach (var key in Of(erasing)) store.Delete(key);
    }

    // Those that an attachment of somebody else has too stay: they are that customer's.
    private static List<string> Of(Erasing erasing)
    {
        var family = Sql.InList(AbsorbedCustomers.With(erasing.Base, erasing.CustomerId));
        using var reader = erasing.Base.OpenReader();
        return reader.Texts($"""
            select distinct a.store_key from attachment a where a.customer in {family} and a.store_key is not null and not exists(
                select 1 from attachment o where o.store_key = a.store_key and (o.customer is null or o.customer not in {family}))
            """);
    }
}
