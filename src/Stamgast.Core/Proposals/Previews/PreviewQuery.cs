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
    /// <summary>All refused rows: errors and conflicts.</summary>
    Errors,
    /// <summary>Rows that would overwrite something.</summary>
    Conflicts,
    PossibleDuplicates,
    /// <summary>Valid rows with a remark.</summary>
    Warned,
    /// <summary>Rows left out by hand, of any class.</summary>
    LeftOut,
    /// <summary>Rows that also change their customer, in files of other records.</summary>
    CustomerChanges,
}

/// <summary>A query of a preview.</summary>
/// <param name="Field">Only rows that change this field; null for all.</param>
/// <param name="Cause">Only rows that cannot be imported because of this; null for all.</param>
/// <param name="Text">Words that a row must have, in any order, each as a beginning; null for all.</param>
public sealed record PreviewQuery(PreviewFilter Filter, RecordField? Field = null, string? Text = null, ErrorCause? Cause = null);
