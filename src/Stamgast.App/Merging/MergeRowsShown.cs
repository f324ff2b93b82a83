namespace Stamgast.App.Merging;

/// <summary>The rows of the table on the page of a merge.</summary>
public enum MergeRowsShown
{
    /// <summary>Those in which the customers differ.</summary>
    Differences,
    /// <summary>Those in which they all have the same.</summary>
    Equal,
    /// <summary>Every field that one of them has.</summary>
    All,
}
