using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>Writes staged rows, one after the other, as fast as the engine takes them.</summary>
internal abstract class StageWriter : IDisposable
{
    /// <summary>Stores a row. Its sort keys and search words are made here when it carries values.</summary>
    public abstract void Write(StagedRow row);

    /// <summary>Ends the writing; without it nothing is promised to be there.</summary>
    public abstract void Complete();

    /// <inheritdoc />
    public abstract void Dispose();

    protected static (string? Core, string? Full, string? Words) Derived(CustomerValues? values) =>
        values is null ? default : (SortKeys.Core(values), SortKeys.Full(values), SearchWords.Of(values));
}
