using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;

namespace Stamgast.Proposals.Previews;

/// <summary>One row of a preview.</summary>
/// <param name="Line">The line of the file; for the partner of the customer on it the negative of it.</param>
/// <param name="Values">The values after the change; for an unchanged row those of the customer; null for a refused row.</param>
/// <param name="Changes">The changes, for a row of class Changed.</param>
/// <param name="Cells">The cells as the file has them, for a row with problems.</param>
public sealed record PreviewRow(
    long Seq, long? Line, RowClass Class, bool LeftOut, long? CustomerId, CustomerValues? Values,
    IReadOnlyList<FieldChange> Changes, IReadOnlyList<Problem> Problems, IReadOnlyList<string>? Cells, Alike? Alike)
{
    /// <summary>True for the partner of the customer on the same line.</summary>
    public bool IsPartner => Line < 0;

    /// <summary>The line of the file; null without one.</summary>
    public long? FileLine => Line is { } line ? Math.Abs(line) : null;

    /// <summary>Interpretations and omissions in a valid row; the code is that of a warning.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    /// <summary>True when the row is about a customer, or resembles one, whom the viewer may not see.</summary>
    public bool IsOfHidden { get; init; }

    /// <summary>The customer that a person matched the row with; null without one.</summary>
    public long? MatchedWith { get; init; }
}
