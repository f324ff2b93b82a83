namespace Stamgast.Customers;

/// <summary>A customer's values, whether it is in the trash, and which version this is.</summary>
public sealed record CustomerState(long Id, int Version, CustomerValues Values, bool Trashed) : RecordState(Id, Version, Values, Trashed)
{
    /// <summary>The values of the customer.</summary>
    public new CustomerValues Values
    {
        get => (CustomerValues)base.Values;
        init => base.Values = value;
    }
}
