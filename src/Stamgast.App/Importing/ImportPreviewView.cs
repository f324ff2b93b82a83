using System.Globalization;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Importing;

namespace Stamgast.App.Importing;

/// <summary>The preview of an import: what is looked at, and the rows from a place on.</summary>
/// <param name="After">The row after which this piece begins.</param>
/// <param name="Next">The row after which the next piece begins; null when this is the last one.</param>
public sealed record ImportPreviewView(ChangeSet Set, ImportReport Report, PreviewQuery Query, IReadOnlyList<PreviewRow> Rows, long After, long? Next)
{
    /// <summary>The fields that have a column in the table, in order.</summary>
    public required IReadOnlyList<CustomerField> Fields { get; init; }

    /// <summary>The customers that rows may be duplicates of, by ID.</summary>
    public IReadOnlyDictionary<long, string> Names { get; init; } = new Dictionary<long, string>();
    /// <summary>How many rows were found in all; null when that was not asked or is not known.</summary>
    public long? Count { get; init; }

    /// <summary>Why a search does not answer yet; null when it does.</summary>
    public PreviewWait? Waits { get; init; }

    /// <summary>How much of what is to be searched has been prepared, from 0 to 1.</summary>
    public double? Prepared { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>The import of which this file holds the errors; null for any other file.</summary>
    public ChangeSet? ErrorsOf { get; init; }

    /// <summary>True when what was mended is shown unfolded.</summary>
    public bool ShowsMended { get; init; }

    /// <summary>Earlier imports of the same file that still stand.</summary>
    public IReadOnlyList<ChangeSet> Before { get; init; } = [];

    /// <summary>True for an update: the name stands in one column, and beside it what changes.</summary>
    public bool NamesInOne => Set.Changed > Set.Created;

    /// <summary>False for rows that an earlier import left: there is no file to read again.</summary>
    public bool HasFile => Report.LeftFrom is null;

    /// <summary>All rows of the file, with those that were left out.</summary>
    public long AllRows => Set.Rows + Report.LeftOut;

    public long Confirmable => Set.Created + Set.Changed;

    /// <summary>The fields that some customer gets another value of, the most frequent first.</summary>
    public IReadOnlyList<(CustomerField Field, long Rows)> ChangedFields => ChangedBy(Report);

    public static IReadOnlyList<(CustomerField Field, long Rows)> ChangedBy(ImportReport report) =>
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
        return ImportWork.AddressOf(Set.Id) + part + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));
    }
}
