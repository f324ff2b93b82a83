using Stamgast.Customers;
using Stamgast.Formats;

namespace Stamgast.Importing;

/// <summary>
/// One row of a file after reading: canonical values, which fields the file speaks of, and what is wrong with it. Used again
/// for another row once its portion is staged.
/// </summary>
internal sealed class ImportedRow
{
    private bool isClear = true;
    private string? sortFull;
    private string? emailKey;

    public long Seq { get; set; }

    /// <inheritdoc cref="PreviewRow.Line" />
    public long Line { get; set; }

    public long? Id { get; set; }
    public int? Version { get; set; }
    public CustomerValues Values { get; } = new();

    /// <summary>The living customer that the row names and that has each of its values already; null when that is not known.</summary>
    public long? SameAs { get; set; }

    /// <summary>A living customer of this name that has each of the values of a row without ID and number; null when that is not known.</summary>
    public long? TwinOf { get; set; }

    /// <summary>Bit by field ordinal: the cell has a value.</summary>
    public ulong Filled { get; set; }

    /// <summary>Bit by field ordinal: the cell is there, is empty, and may empty the value.</summary>
    public ulong Emptied { get; set; }

    /// <summary>Bit by field ordinal: the value comes from a cell of another field and adds to what a customer has, rather than take its place.</summary>
    public ulong Added { get; set; }

    public List<Problem> Problems { get; } = [];

    /// <summary>What was understood or left out in good cells; the code is that of a warning.</summary>
    public List<Problem> Warnings { get; } = [];

    /// <summary>The cells as they stand in the file, only kept when there is a problem.</summary>
    public string[]? Cells { get; set; }

    /// <summary>The name in its order, made when it is asked for first.</summary>
    public string SortFull => sortFull ??= SortKeys.Full(Values);

    /// <summary>The main e-mail address as addresses are compared; only for a row that has one.</summary>
    public string EmailKey => emailKey ??= EmailAddress.Key(Values[CustomerFields.Email]!);

    public bool Has(int field) => (Filled & (1UL << field)) != 0;

    /// <summary>Makes it ready for what a row of the file says; empties it unless that was done.</summary>
    public void Begin()
    {
        if (!isClear) Clear();
        isClear = false;
    }

    public void Clear()
    {
        isClear = true;
        Id = null;
        Version = null;
        SameAs = TwinOf = null;
        Filled = Emptied = Added = 0;
        Values.Empty();
        Problems.Clear();
        Warnings.Clear();
        Cells = null;
        sortFull = emailKey = null;
    }
}
