using Stamgast.Database;

namespace Stamgast.Privacy;

/// <summary>The places of the ground floor, which knows nothing of this feature: the engine's own tables and files.</summary>
internal static class DatabaseDataPlaces
{
    private static readonly MergePlan NoMerge = MergePlan.NotOfCustomers("it is about the base as a whole");
    private static readonly ExportPlan NoExport = ExportPlan.LeaveOut("it says nothing of anybody");
    private static readonly ErasePlan OfNobody = ErasePlan.NotPersonal("it is about the base as a whole");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        Nobody("Counters", new TableColumns("counter", ["name", "value"])),
        Nobody("Migrations", new TableColumns("__EFMigrationsHistory", ["MigrationId", "ProductVersion"])),
        Nobody("Lock of the migrations", TableColumns.OnSqlite("__EFMigrationsLock", "Id", "Timestamp")),
        Nobody("Numbers given out by SQLite", TableColumns.OnSqlite("sqlite_sequence", "name", "seq")),
        Customers("File of the base", new DataFiles("stamgast.db"),
            ErasePlan.Overwrite("its tables are declared one by one; what is deleted is overwritten with zeros (secure_delete)"),
            "its tables are declared one by one"),
        Customers("Journal of the base", new DataFiles("stamgast.db-wal"),
            ErasePlan.Delete("it is taken into the file and emptied at the end of an erasure"), "it is part of the base"),
        Nobody("Index of the journal", new DataFiles("stamgast.db-shm")),
        Customers("Base that is being restored", new DataFiles("stamgast.db.restoring*"),
            ErasePlan.Expire("it becomes the base, or is deleted, before the restore ends"), "it is part of the base"),
        Customers("Temporary tables and files of the engine",
            new OutsideStamgast("the temporary folder of SQLite or PostgreSQL: the last change by a form, sorts, indexes"),
            ErasePlan.Expire("they end with the connection; those of a form are emptied by the next one"), "they are copies"),
        Customers("Journal, statistics and replicas of a PostgreSQL server",
            new OutsideStamgast("PostgreSQL: WAL, archived WAL, pg_statistic, replicas, and pages until it writes on them again"),
            ErasePlan.Expire("whoever runs the server decides how long it keeps them; ANALYZE renews the statistics"), "they are copies"),
    ];

    private static DataPlace Nobody(string name, DataLocation where) => new(name, DataSubject.Nobody, where, OfNobody, NoMerge, NoExport);

    private static DataPlace Customers(string name, DataLocation where, ErasePlan erase, string whyNotExported) =>
        new(name, DataSubject.Customer, where, erase, NoMerge, ExportPlan.LeaveOut(whyNotExported));
}
