using Stamgast.Importing;

namespace Stamgast.Exchange;

/// <summary>How a file of records is compared.</summary>
public sealed record ExchangeOptions
{
    /// <summary>What an empty cell does.</summary>
    public EmptyCells Empty { get; init; } = EmptyCells.Leave;

    /// <summary>What the import may do.</summary>
    public ImportMode Mode { get; init; } = ImportMode.Upsert;

    /// <summary>True when customers that are not found are added with what the row says of them.</summary>
    public bool CreatesCustomers { get; init; }

    /// <summary>True when the address and phone numbers of customers who are found become what the row says.</summary>
    public bool UpdatesCustomers { get; init; }
}
