namespace Stamgast.Proposals.Previews;

/// <summary>A piece of a preview.</summary>
/// <param name="Count">The total number of matching rows; null when not requested or unknown.</param>
public sealed record PreviewPage(IReadOnlyList<PreviewRow> Rows, long? Count = null)
{
    /// <summary>The reason why there are no rows yet; null when all found rows are there.</summary>
    public PreviewWait? Waits { get; init; }

    /// <summary>The row after which is to be looked on, when not all rows that may be meant were looked at; null when this is all there is up to the size
    /// of the page.</summary>
    public long? GoesOn { get; init; }
}

/// <summary>Why a search in a preview does not answer.</summary>
public enum PreviewWait
{
    /// <summary>The rows are being read, to be searched: ask again in a moment.</summary>
    BeingPrepared,
    /// <summary>There are more rows than can be searched.</summary>
    TooManyRows,
    /// <summary>The rows could not be read to be searched; it is tried again from time to time.</summary>
    CannotBePrepared,
}
