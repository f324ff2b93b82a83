using Stamgast.Customers;

namespace Stamgast.Merging;

/// <summary>One of the customers that are to become one, with what speaks for keeping it.</summary>
/// <param name="Linked">By the key of a kind, how many records refer to it or to those merged into it.</param>
public sealed record MergeCandidate(CustomerState State, DateTime CreatedAt, DateTime ChangedAt, IReadOnlyDictionary<string, long> Linked)
{
    /// <summary>The number of linked records of all kinds.</summary>
    public long LinkedCount => Linked.Values.Sum();

    /// <summary>The number of fields that somebody filled in.</summary>
    public int Filled { get; } = CustomerFields.All.Count(f => MergePreview.IsFilled(State, f.Ordinal))
        + MapValue.Read(State.Values[CustomerFields.Extra]).Count;
}
