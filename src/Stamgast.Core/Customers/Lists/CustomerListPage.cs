namespace Stamgast.Customers.Lists;

/// <summary>
/// One customer as a row of the list. <see cref="Values"/> holds <see cref="CustomerList.RowFields"/> and the requested additional fields.
/// </summary>
/// <param name="ListName">The name as in the list, in the order of the organisation; null without one.</param>
public sealed record CustomerListRow(long Id, int Version, bool Trashed, CustomerValues Values, string? ListName)
{
    public bool IsActive => Values[CustomerFields.Active] == "1";

    /// <summary>The search words, if they are the number, an address or the ID of a customer that was merged into this one; null otherwise.</summary>
    public string? LedBy { get; init; }
}

/// <summary>Some rows of the list, in its order.</summary>
/// <param name="Next">The cursor of the next rows; null when these are the last.</param>
public sealed record CustomerListPage(IReadOnlyList<CustomerListRow> Rows, string? Next);

/// <summary>A value that customers have, with how many active ones when that is known.</summary>
public sealed record CustomerFacet(string Value, long? Count);
