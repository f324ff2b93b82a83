using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Privacy;

namespace Stamgast.Customers;

/// <summary>Data of customers outside their history: the row, derived data, and the memory of a running program.</summary>
internal static class CustomerDataPlaces
{
    /// <summary>The fields by which a person can be recognised, reached or looked up.</summary>
    public static readonly IReadOnlyList<string> Identifying =
    [
        "number", "salutation", "first_name", "particle", "last_name", "gender", "birth_date", "company_name", "enterprise_number", "vat_number",
        "email", "other_emails", "phone", "mobile", "other_phones", "street", "house_number", "box", "postal_code", "city",
        "delivery_street", "delivery_house_number", "delivery_box", "delivery_postal_code", "delivery_city", "groups", "iban", "website", "notes", "extra",
    ];

    private static readonly MergePlan Row = MergePlan.Bring("what the kept customer gets is a change; the absorbed row stays and points at it");
    private static readonly MergePlan Derived = MergePlan.Rebuild("it follows the rows of both customers");
    private static readonly ExportPlan Copy = ExportPlan.LeaveOut("it is a folded copy of the customer");
    private static readonly MergePlan NoMerge = MergePlan.NotOfCustomers("it names groups and responsibles, not those who bear them");
    private static readonly ErasePlan WithRow = ErasePlan.Rebuild("it is made anew with the row");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        InRow("Who a customer is", Identifying, ErasePlan.Overwrite("the values are emptied by a change of their own")),
        InRow("Order of names", ["sort_core", "sort_full"], WithRow),
        InRow("What kind of customer",
            ["type", "country", "delivery_country", "language", "label", "shops", "newsletter", "obfuscate_enabled", "allow_merge", "active", "customer_since"],
            ErasePlan.Keep("it tells nobody apart, and the counts of the organisation need it")),
        InRow("State of a customer", ["id", "version", "trashed", "merged_into", "created_at", "changed_at"],
            ErasePlan.Keep("history and merges hang on it")),
        new("Lookup keys", DataSubject.Customer, new TableColumns("customer_key", ["kind", "key", "customer_id"]), WithRow, Derived, Copy),
        new("Search words", DataSubject.Customer, TableColumns.OnPostgres("customer_search", "customer_id", "words"), WithRow, Derived, Copy),
        new("Search words as they are asked for", DataSubject.Customer, TableColumns.OnSqlite("customer_search", "words"), WithRow, Derived, Copy),
        Index("Search index", "customer_search_data", ["id", "block"]),
        Index("Search index, its terms", "customer_search_idx", ["segid", "term", "pgno"]),
        Index("Search index, its rows", "customer_search_docsize", ["id", "sz", "origin"]),
        Index("Search index, its settings", "customer_search_config", ["k", "v"]),
        new("Names of groups", DataSubject.Nobody, new TableColumns("customer_group", ["name", "colour"]),
            ErasePlan.NotPersonal("the organisation gives these names; one that nobody bears can be forgotten"), NoMerge,
            ExportPlan.LeaveOut("the groups of a customer are in its row")),
        new("Names of responsibles", DataSubject.User, new TableColumns("customer_label", ["name", "user_id", "colour"]),
            ErasePlan.NotPersonal("it names users, not customers"), NoMerge, ExportPlan.LeaveOut("the responsible of a customer is in its row")),
        new("Memory of the list", DataSubject.Customer, new InMemory(nameof(ListMemory)),
            ErasePlan.Rebuild("what was changed is read again before each answer"), Derived, Copy),
        new("Words in the memory of the list", DataSubject.Customer, new InMemory(nameof(WordIndex)),
            ErasePlan.Expire("nobody is found by older words any more; their first letters stay until indexes are joined, or the program starts again"),
            Derived, Copy),
    ];

    private static DataPlace InRow(string name, IReadOnlyList<string> columns, ErasePlan erase) =>
        new(name, DataSubject.Customer, new TableColumns("customer", columns), erase, Row, ExportPlan.Include("the customer as it is now, in full"));

    private static DataPlace Index(string name, string table, IReadOnlyList<string> columns) => new(
        name, DataSubject.Customer, TableColumns.OnSqlite(table, columns),
        ErasePlan.Rebuild("words that no customer has any more are merged away (ErasedWords)"), Derived, Copy);
}
