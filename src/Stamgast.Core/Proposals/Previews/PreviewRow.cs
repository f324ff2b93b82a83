using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;

namespace Stamgast.Proposals.Previews;

/// <summary>One row of a preview.</summary>
/// <param name="Line">The line of the file; for the partner of the customer on it the negative of it.</param>
/// <param name="RecordId">The record that it is about, if any.</param>
/// <param name="After">The values after the change; for an unchanged row those of the record; null for a row that cannot be applied.</param>
/// <param name="Changes">The changes, for a row of class Changed.</param>
/// <param name="Cells">The cells as the file has them, for a row with problems.</param>
public sealed record PreviewRow(
    long Seq, long? Line, RowClass Class, bool LeftOut, long? RecordId, RecordValues? After,
    IReadOnlyList<FieldChange> Changes, IReadOnlyList<Problem> Problems, IReadOnlyList<string>? Cells, Alike? Alike)
{
    /// <summary>The customer, in a proposal of customers.</summary>
    public long? CustomerId => RecordId;

    /// <summary>The values of the customer, in a proposal of customers.</summary>
    public CustomerValues? Values => After as CustomerValues;

    /// <summary>True for the partner of the customer on the same line.</summary>
    public bool IsPartner => Line < 0;

    /// <summary>The line of the file; null without one.</summary>
    public long? FileLine => Line is { } line ? Math.Abs(line) : null;

    /// <summary>Interpretations and omissions in a valid row; the code is that of a warning.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];

    /// <summary>What a row of another kind of record changes in its customer.</summary>
    public IReadOnlyList<FieldChange> CustomerChanges { get; init; } = [];

    /// <summary>True when the row is about a customer, or resembles one, whom the viewer may not see.</summary>
    public bool IsOfHidden { get; init; }

    /// <summary>The customer that a person matched the row with; null without one.</summary>
    public long? MatchedWith { get; init; }

    /// <summary>True when a person said that it is a new customer, whoever it resembles.</summary>
    public bool IsNewByHand { get; init; }
}
