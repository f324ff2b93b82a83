using Stamgast.Customers;

namespace Stamgast.Proposals.Previews;

/// <summary>Which rows of a preview are shown.</summary>
public enum PreviewFilter
{
    /// <summary>New, changed, refused: all but the unchanged ones.</summary>
    Everything,
    All,
    New,
    Changed,
    Unchanged,
    /// <summary>All that cannot be imported: errors and conflicts.</summary>
    Errors,
    /// <summary>Those that would overwrite something.</summary>
    Conflicts,
    PossibleDuplicates,
    /// <summary>Good rows in which something was understood or left out.</summary>
    Warned,
    /// <summary>Those that were left out by hand, of whatever class they are.</summary>
    LeftOut,
}

/// <summary>What is looked for in a preview.</summary>
/// <param name="Field">Only rows that change this field; null for all.</param>
/// <param name="Cause">Only rows that cannot be imported because of this; null for all.</param>
/// <param name="Text">Words that a row must have, in any order, each from its beginning; null for all.</param>
public sealed record PreviewQuery(PreviewFilter Filter, CustomerField? Field = null, string? Text = null, ErrorCause? Cause = null);
