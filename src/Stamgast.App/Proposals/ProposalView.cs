using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Proposals;

/// <summary>
/// The preview of a proposal: what is looked at, and the rows from a place on. What is only of an import or of a bulk edit stands in the view of that.
/// </summary>
/// <param name="Counts">What is counted of it.</param>
/// <param name="After">The row after which this piece begins.</param>
/// <param name="Next">The row after which the next piece begins; null when this is the last one.</param>
public abstract record ProposalView(ChangeSet Set, ProposalReport Counts, PreviewQuery Query, IReadOnlyList<PreviewRow> Rows, long After, long? Next)
{
    /// <summary>So many rows a piece has, unless there are no more or the rest takes longer to find.</summary>
    public const int RowsAtOnce = 100;

    /// <summary>The address of the preview.</summary>
    public abstract string Path { get; }

    /// <summary>The part that shows one row; it takes this view and the row.</summary>
    public abstract Type RowPart { get; }

    /// <summary>The fields that have a column in the table, in order.</summary>
    public required IReadOnlyList<CustomerField> Fields { get; init; }

    /// <summary>True where the name stands in one column, and beside it what changes.</summary>
    public abstract bool NamesInOne { get; }

    /// <summary>False where there is no file to read again.</summary>
    public virtual bool HasFile => false;

    /// <summary>True where rows have a line of a file.</summary>
    public virtual bool HasLines => false;

    /// <summary>How many good rows have a remark; 0 where there are none.</summary>
    public virtual long Warned => 0;

    /// <summary>Where the rows that cannot be applied are to be had as a file; null for nowhere.</summary>
    public virtual string? ErrorsHref => null;

    /// <summary>How many rows were found in all; null when that was not asked or is not known.</summary>
    public long? Count { get; init; }

    /// <summary>Why a search does not answer yet; null when it does.</summary>
    public PreviewWait? Waits { get; init; }

    /// <summary>How much of what is to be searched has been prepared, from 0 to 1.</summary>
    public double? Prepared { get; init; }

    /// <summary>Why it was not confirmed.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>All rows, with those that were left out.</summary>
    public long AllRows => Set.Rows + Counts.LeftOut;

    /// <summary>How many rows confirming it would apply.</summary>
    public long Confirmable => Set.Created + Set.Changed;

    /// <summary>How many columns the table has.</summary>
    public int Columns => Fields.Count + (HasLines ? 3 : 2) + (NamesInOne ? 1 : 0);

    /// <summary>The fields that some customer gets another value of, the most frequent first.</summary>
    public IReadOnlyList<(CustomerField Field, long Rows)> ChangedFields => ChangedBy(Counts);

    public static IReadOnlyList<(CustomerField Field, long Rows)> ChangedBy(ProposalReport report) =>
        [.. report.FieldCounts.Where(c => c.Value > 0).OrderByDescending(c => c.Value).Select(c => ((CustomerField)CustomerShape.Instance.ByName(c.Key)!, c.Value))];

    /// <summary>The address of the rows of a class alone.</summary>
    public string Href(PreviewFilter filter) => Href(new PreviewQuery(filter));

    public string Href(PreviewQuery query, long after = 0) => Address("", query, after);

    /// <summary>The address of what stands above the rows, renewed when one of them is altered.</summary>
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
