using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Customers.Names;

namespace Stamgast.Changes.Stages;

/// <summary>How Apply writes a row of class Changed.</summary>
internal enum RowOperation
{
    /// <summary>All values of the customer are those of the row.</summary>
    Values = 0,
    /// <summary>Only "in the trash" changes.</summary>
    TrashOnly = 1,
    /// <summary>No value changes, only which items count (an undo whose values were all set anew since).</summary>
    ItemsOnly = 2,
}

/// <summary>What a row changes by values of one origin; <see cref="Origin"/> is null for what is the record's own.</summary>
internal readonly record struct OriginChanges(long? Origin, IReadOnlyList<FieldChange> Changes);

/// <summary>
/// One row of a proposal on its way into the staging table. The same object is filled anew for each row of an import:
/// what must outlast the next row is copied.
/// </summary>
internal sealed class StagedRow
{
    private CustomerValues? own;

    public long Seq { get; set; }
    /// <summary>Line in the file (CSV: physical line from 1; sheet: row number); null when there is no file.</summary>
    public long? Line { get; set; }
    public RowClass Class { get; set; }
    public RowOperation Operation { get; set; }
    public long? RecordId { get; set; }
    /// <summary>For a new customer: 1, 2, 3 ... in the order of the rows; its ID is the last one given out plus this.</summary>
    public long? NewNumber { get; set; }
    /// <summary>The version of the customer that was compared with.</summary>
    public int BaseVersion { get; set; }
    /// <summary>What changes; null for a new customer, whose item holds its values, and for a row that writes nothing.</summary>
    public IReadOnlyList<FieldChange>? Changes { get; set; }
    /// <summary>JSON of what is wrong with the row, or of the warnings about a good one; null when there is nothing to say.</summary>
    public string? Problems { get; set; }
    /// <summary>The cells as the file has them, JSON array; kept for rows with problems.</summary>
    public string? Cells { get; set; }
    /// <summary>JSON of the customers or lines that it may be a duplicate of; null when none is known.</summary>
    public string? Alike { get; set; }
    public bool Trashed { get; set; }
    public int FieldCount { get; set; }
    /// <summary>The values after the change; null when none are stored with the row.</summary>
    public RecordValues? Values { get; set; }
    /// <summary>True when none of the changes is of a field by whose words customers are found: the search index is left as it is, which costs more to write than all the rest.</summary>
    public bool KeepsWords { get; set; }
    /// <summary>The name by which those values are put in order, as UTF-8, where it was made already; see <see cref="SortKeys.Full(CustomerValues)"/>.</summary>
    public ReadOnlyMemory<byte> SortFull { get; set; }
    public List<KeyChange> Keys { get; } = [];
    /// <summary>The field, by ordinal, whose value is the key where a <see cref="KeyChange"/> has none.</summary>
    public int MainKey => CustomerFields.Email;
    /// <summary>
    /// What the row changes by origin (D3), where values come from other records: for each its own item. Empty for a row that is its own origin.
    /// </summary>
    public List<OriginChanges> Origins { get; } = [];

    /// <summary>Gives the row values of its own, those of a customer on which nothing was filled in; they serve again for the next row.</summary>
    public CustomerValues Blank()
    {
        own ??= new CustomerValues();
        own.Clear();
        Values = own;
        return own;
    }

    public void Clear()
    {
        Line = RecordId = NewNumber = null;
        Class = default;
        Operation = RowOperation.Values;
        BaseVersion = FieldCount = 0;
        Changes = null;
        Problems = Cells = Alike = null;
        Trashed = KeepsWords = false;
        Values = null;
        SortFull = default;
        Keys.Clear();
        Origins.Clear();
    }
}
