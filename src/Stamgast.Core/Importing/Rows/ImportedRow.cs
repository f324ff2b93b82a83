using System.Text;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Importing.Comparing;
using Stamgast.Importing.Mending;
using Stamgast.Proposals.Previews;

namespace Stamgast.Importing.Rows;

/// <summary>
/// One row of a file after reading: canonical values, which fields the file speaks of, and what is wrong with it. Used again
/// for another row once its portion is staged.
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

    /// <summary>True when a person said that the row is about the customer of its ID.</summary>
    public bool IsMatchedByHand { get; set; }

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

    /// <summary>Bit by field ordinal: the value is the first of a list, and holds only where the customer has none; otherwise it joins the list.</summary>
    public ulong Yielding { get; set; }

    /// <summary>What the row says of extra fields; null where a cell may empty the value. <see cref="CustomerFields.Extra"/> holds the values together.</summary>
    public List<(ExtraDefinition Field, string? Value)> Extra { get; } = [];

    public List<Problem> Problems { get; } = [];

    /// <summary>What was understood or left out in good cells; the code is that of a warning.</summary>
    public List<Problem> Warnings { get; } = [];

    /// <summary>Cells that were refused or changed by a rule, as they stand there: what a customer has already is not judged again.</summary>
    public List<(int Field, string Text)> Judged { get; } = [];

    /// <summary>Cells that were read in the country of the organisation, since the row names none: that of its customer may be another one.</summary>
    public GivenCells Given { get; } = new();

    /// <summary>The cells as they stand in the file, only kept when there is a problem.</summary>
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
    public string EmailKey => emailKey ??= Values.Raw(CustomerFields.Email) is { IsEmpty: false } utf8 ? EmailAddress.Key(utf8) : EmailAddress.Key(Values[CustomerFields.Email]!);

    /// <summary>True when the e-mail address is compared just as it stands; see <see cref="EmailAddress.Key(string)"/>.</summary>
    public bool IsEmailItsKey => Values.Raw(CustomerFields.Email) is { IsEmpty: false } utf8 && EmailAddress.IsKey(utf8);

    /// <summary>The hash of <see cref="EmailKey"/>.</summary>
    public ulong EmailHash => IsEmailItsKey ? ValueHash.Of(Values.Raw(CustomerFields.Email)) : ValueHash.Of(EmailKey);

    /// <summary>The number as numbers with other leading zeros are found by it; 0 for none. See <see cref="LikeNumbers"/>.</summary>
    public ulong LikeNumber
    {
        get => likeNumber ??= Has(CustomerFields.Number) ? LikeNumbers.Of(Values) : 0;
        set => likeNumber = value;
    }

    /// <summary>Makes <see cref="SortFull"/> of values that are not all in the row.</summary>
    public void MakeSortFull(CustomerValues values) => sortFull = SortKeys.Full(values, ref sort);

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
        IsMatchedByHand = false;
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
