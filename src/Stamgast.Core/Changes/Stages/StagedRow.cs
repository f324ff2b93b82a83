using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.Changes.Stages;

/// <summary>How Apply writes a row of class Changed.</summary>
internal enum RowOperation
{
    /// <summary>The row has all values of the customer.</summary>
    Values = 0,
    /// <summary>Only "in the trash" changes.</summary>
    TrashOnly = 1,
    /// <summary>No value changes, only which items count (an undo whose values have all been changed since).</summary>
    ItemsOnly = 2,
    /// <summary>Only "was merged into" changes (<see cref="StagedRow.Points"/>).</summary>
    PointerOnly = 3,
}

/// <summary>The changes of a row with values from one origin; <see cref="Origin"/> is null for the record's own.</summary>
internal readonly record struct OriginChanges(long? Origin, IReadOnlyList<FieldChange> Changes);

/// <summary>
/// One row of a proposal on its way to the staging table. The same object is reused for each row of an import: copy anything that must outlast the
/// next row.
/// </summary>
internal sealed class StagedRow
{
    private CustomerValues? own;

    public long Seq { get; set; }
    /// <summary>Line in the file (CSV: physical line from 1; sheet: row number); null without a file.</summary>
    public long? Line { get; set; }
    public RowClass Class { get; set; }
    public RowOperation Operation { get; set; }
    public long? RecordId { get; set; }
    /// <summary>For a new customer: 1, 2, 3 ... in row order; its ID is the last assigned one plus this.</summary>
    public long? NewNumber { get; set; }
    /// <summary>The version of the customer that was compared with.</summary>
    public int SeenVersion { get; set; }
    /// <summary>The changes; null for a new customer, whose item holds its values, and for a row that writes nothing.</summary>
    public IReadOnlyList<FieldChange>? Changes { get; set; }
    /// <summary>JSON of the problems of the row, or of the warnings about a valid one; null without any.</summary>
    public string? Problems { get; set; }
    /// <summary>The cells as the file has them, JSON array; kept for rows with problems.</summary>
    public string? Cells { get; set; }
    /// <summary>JSON of the customers or lines that it may be a duplicate of; null when none is known.</summary>
    public string? Alike { get; set; }
    /// <summary>
    /// JSON of the problems that the row has while customers who are not found are not added, or of its remarks while they are: whichever does not hold now.
    /// Null for a row for which that makes no difference.
    /// </summary>
    public string? OtherProblems { get; set; }
    /// <summary>The customer that is added with the row, as texts of a JSON array; null without one.</summary>
    public string? NewCustomer { get; set; }
    /// <summary>The customer whose <see cref="CustomerChanges"/> come with the row.</summary>
    public long? ChangedCustomer { get; set; }
    /// <summary>The payload of what the row changes in its customer; null for nothing.</summary>
    public string? CustomerChanges { get; set; }
    public bool Trashed { get; set; }
    /// <summary>Where it <see cref="Points"/>: the record that this one is merged into; null to split it off.</summary>
    public long? MergedInto { get; set; }
    /// <summary>
    /// True when "was merged into" changes, alone or with values; the stage then holds that ID, or 0, in the column for the number of a new record.
    /// </summary>
    public bool Points { get; set; }
    public int FieldCount { get; set; }
    /// <summary>The values after the change; null when none are stored with the row.</summary>
    public RecordValues? Values { get; set; }
    /// <summary>
    /// True when none of the changed fields is searchable: the search index is left as it is, which costs more to write than everything else.
    /// </summary>
    public bool KeepsWords { get; set; }
    /// <summary>The sort name of these values, as UTF-8, if already made; see <see cref="SortKeys.Full(CustomerValues)"/>.</summary>
    public ReadOnlyMemory<byte> SortFull { get; set; }
    public List<KeyChange> Keys { get; } = [];
    /// <summary>The field, by ordinal, whose value is the key if a <see cref="KeyChange"/> has none.</summary>
    public int MainKey => CustomerFields.Email;
    /// <summary>
    /// The changes of the row by origin (D3), if values come from other records: an item each. Empty for a row with only its own values.
    /// </summary>
    public List<OriginChanges> Origins { get; } = [];

    /// <summary>Gives the row fresh values of its own, reused for the next row.</summary>
    public CustomerValues Blank()
    {
        own ??= new CustomerValues();
        own.Clear();
        Values = own;
        return own;
    }

    public void Clear()
    {
        Line = RecordId = NewNumber = MergedInto = null;
        Points = false;
        Class = default;
        Operation = RowOperation.Values;
        SeenVersion = FieldCount = 0;
        Changes = null;
        Problems = Cells = Alike = OtherProblems = NewCustomer = CustomerChanges = null;
        ChangedCustomer = null;
        Trashed = KeepsWords = false;
        Values = null;
        SortFull = default;
        Keys.Clear();
        Origins.Clear();
    }
}
