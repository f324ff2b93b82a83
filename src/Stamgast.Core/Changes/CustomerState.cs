using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>A customer's values, whether it is in the trash, and which version this is.</summary>
public sealed record CustomerState(long Id, int Version, CustomerValues Values, bool Trashed)
{
    /// <summary>The value that a change of this field is compared with.</summary>
    public string? Value(int field) => field == FieldChange.Trashed ? Trashed ? "1" : "0" : Values[field];
}
