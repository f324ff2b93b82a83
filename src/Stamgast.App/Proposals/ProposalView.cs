using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Proposals;

/// <summary>
/// The preview of a proposal: its query, and the rows from a position on. Parts specific to imports or bulk edits are in their own views.
/// </summary>
/// <param name="Counts">The counts.</param>
/// <param name="After">The row before this piece.</param>
/// <param name="Next">The last row of this piece, if another piece follows; null otherwise.</param>
public abstract record ProposalView(ChangeSet Set, ProposalReport Counts, PreviewQuery Query, IReadOnlyList<PreviewRow> Rows, long After, long? Next)
{
    /// <summary>The number of rows in a piece, unless there are no more or the rest takes longer to find.</summary>
    public const int RowsAtOnce = 100;

    /// <summary>The address of the preview.</summary>
    public abstract string Path { get; }

    /// <summary>The part that shows one row; it takes this view and the row.</summary>
    public abstract Type RowPart { get; }

    /// <summary>The fields that have a column in the table, in order.</summary>
    public required IReadOnlyList<RecordField> Fields { get; init; }

    /// <summary>True when the name is in one column and the changes are beside it.</summary>
    public abstract bool NamesInOne { get; }

    /// <summary>False when there is no file to read again.</summary>
    public virtual bool HasFile => false;

    /// <summary>True where rows have a line of a file.</summary>
    public virtual bool HasLines => false;

    /// <summary>The number of valid rows with a remark; 0 without any.</summary>
    public virtual long Warned => 0;

    /// <summary>The address of the file with the refused rows; null without one.</summary>
    public virtual string? ErrorsHref => null;

    /// <summary>The total number of matching rows; null when not requested or unknown.</summary>
    public long? Count { get; init; }

    /// <summary>Why a search does not answer yet; null when it does.</summary>
    public PreviewWait? Waits { get; init; }

    /// <summary>The share of the rows prepared for searching, from 0 to 1.</summary>
    public double? Prepared { get; init; }

    /// <summary>Why it was not confirmed.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>All rows, including left-out ones.</summary>
    public long AllRows => Set.Rows + Counts.LeftOut;

    /// <summary>The number of rows that confirming would apply.</summary>
    public long Confirmable => Set.Created + Set.Changed;

    /// <summary>The number of columns of the table.</summary>
    public int Columns => Fields.Count + (HasLines ? 3 : 2) + (NamesInOne ? 1 : 0);

    /// <summary>The kind of the records.</summary>
    public RecordShape Shape => RecordShapes.Of(Set.RecordKind);

    /// <summary>True where its rows can be searched by words.</summary>
    public bool CanSearch => Shape is CustomerShape;

    /// <summary>The fields that change in some record, most frequent first.</summary>
    public IReadOnlyList<(RecordField Field, long Rows)> ChangedFields => ChangedBy(Counts, Shape);

    public static IReadOnlyList<(RecordField Field, long Rows)> ChangedBy(ProposalReport report, RecordShape shape) =>
        [.. report.FieldCounts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).Select(c => (shape.ByName(c.Key)!, c.Value))];

    /// <summary>The address of the rows of one class.</summary>
    public string Href(PreviewFilter filter) => Href(new PreviewQuery(filter));

    public string Href(PreviewQuery query, long after = 0) => Address("", query, after);

    /// <summary>The address of the part above the rows, refreshed when a row changes.</summary>
    public string HeadHref => Address("/head", Query, 0);

    private string Address(string part, PreviewQuery query, long after)
    {
        var parts = new List<string>();
        if (query.Filter != PreviewFilter.Everything) parts.Add("show=" + query.Filter);
        if (query.Field is { } field) parts.Add("field=" + field.Name);
        if (query.Cause is { } cause) parts.Add("cause=" + Uri.EscapeDataString(cause.ToString()));
        if (query.Text is { } text) parts.Add("q=" + Uri.EscapeDataString(text));
        if (after > 0) parts.Add("after=" + after.ToString(CultureInfo.InvariantCulture));
        return Path + part + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
    }
}
