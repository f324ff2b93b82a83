using System.Text;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Importing.Comparing;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.Importing.Rows;

/// <summary>
/// One row of a file after reading: canonical values, the fields present in the file, and the problems. Reused for another row once its portion is
/// staged.
/// </summary>
internal sealed class ImportedRow
{
    private bool isClear = true;
    private byte[] sort = new byte[64];
    private ReadOnlyMemory<byte> sortFull;
    private string? emailKey;
    private ulong? likeNumber;

    public long Seq { get; set; }

    /// <inheritdoc cref="PreviewRow.Line" />
    public long Line { get; set; }

    public long? Id { get; set; }
    public int? Version { get; set; }

    /// <summary>True when a person matched the row with the customer of its ID.</summary>
    public bool IsMatchedByHand { get; private set; }

    /// <summary>True when a person said that the row is a new customer, whoever it resembles.</summary>
    public bool IsNewByHand { get; private set; }

    /// <summary>What a person decided: a customer, <see cref="MatchedRows.New"/>, or null for nothing.</summary>
    public void Settle(long? customer)
    {
        IsNewByHand = customer == MatchedRows.New;
        if (customer is null or MatchedRows.New) return;
        (Id, IsMatchedByHand) = (customer, true);
    }

    public CustomerValues Values { get; } = new();

    /// <summary>The live customer that the row names and that already has all its values; null when unknown.</summary>
    public long? SameAs { get; set; }

    /// <summary>A live customer of this name that has all values of a row without ID and number; null when unknown.</summary>
    public long? TwinOf { get; set; }

    /// <summary>Bit by field ordinal: the cell has a value.</summary>
    public ulong Filled { get; set; }

    /// <summary>Bit by field ordinal: the cell is there, is empty, and may empty the value.</summary>
    public ulong Emptied { get; set; }

    /// <summary>Bit by field ordinal: the value comes from a cell of another field and is added to the customer's, instead of replacing it.</summary>
    public ulong Added { get; set; }

    /// <summary>
    /// Bit by field ordinal: the value is the first of a list, and only counts if the customer has none; otherwise it joins the list.
    /// </summary>
    public ulong Yielding { get; set; }

    /// <summary>
    /// The row's values of extra fields; null where a cell may clear the value. <see cref="CustomerFields.Extra"/> holds the combined map.
    /// </summary>
    public List<(ExtraDefinition Field, string? Value)> Extra { get; } = [];

    public List<Problem> Problems { get; } = [];

    /// <summary>Interpretations and omissions in valid cells; the code is that of a warning.</summary>
    public List<Problem> Warnings { get; } = [];

    /// <summary>The original text of cells refused or changed by a rule: a value that the customer already has is not checked again.</summary>
    public List<(int Field, string Text)> Judged { get; } = [];

    /// <summary>Cells that were read in the country of the organisation, since the row names none: that of its customer may be another one.</summary>
    public GivenCells Given { get; } = new();

    /// <summary>The original cells of the file, only kept if there is a problem.</summary>
    public string[]? Cells { get; set; }

    /// <summary>The name in its order, made when it is asked for first; see <see cref="SortKeys.Full(CustomerValues)"/>.</summary>
    public string SortFull => Encoding.UTF8.GetString(SortFullUtf8.Span);

    /// <summary><see cref="SortFull"/> as UTF-8; valid until the row is emptied.</summary>
    public ReadOnlyMemory<byte> SortFullUtf8
    {
        get
        {
            if (sortFull.IsEmpty) MakeSortFull(Values);
            return sortFull;
        }
    }

    /// <summary>The main e-mail address as addresses are compared; only for a row that has one.</summary>
    public string EmailKey => emailKey ??= Values.Raw(CustomerFields.Email) is { IsEmpty: false } utf8
        ? EmailAddress.Key(utf8) : EmailAddress.Key(Values[CustomerFields.Email]!);

    /// <summary>True when the e-mail address is compared exactly as it is; see <see cref="EmailAddress.Key(string)"/>.</summary>
    public bool IsEmailItsKey => Values.Raw(CustomerFields.Email) is { IsEmpty: false } utf8 && EmailAddress.IsKey(utf8);

    /// <summary>The hash of <see cref="EmailKey"/>.</summary>
    public ulong EmailHash => IsEmailItsKey ? ValueHash.Of(Values.Raw(CustomerFields.Email)) : ValueHash.Of(EmailKey);

    /// <summary>The number as numbers with other leading zeros are found by it; 0 for none. See <see cref="LikeNumbers"/>.</summary>
    public ulong LikeNumber
    {
        get => likeNumber ??= Has(CustomerFields.Number) ? LikeNumbers.Of(Values) : 0;
        set => likeNumber = value;
    }

    /// <summary>Makes <see cref="SortFull"/> from values that are not all in the row.</summary>
    public void MakeSortFull(CustomerValues values) => sortFull = SortKeys.Full(values, ref sort);

    public bool Has(int field) => (Filled & (1UL << field)) != 0;

    /// <summary>Prepares it for the next row of the file; empties it unless that was done.</summary>
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
        IsMatchedByHand = IsNewByHand = false;
        SameAs = TwinOf = null;
        Filled = Emptied = Added = Yielding = 0;
        Values.Empty();
        Problems.Clear();
        Warnings.Clear();
        Judged.Clear();
        Given.Clear();
        Extra.Clear();
        Cells = null;
        sortFull = default;
        emailKey = null;
        likeNumber = null;
    }
}
