namespace Stamgast.Merging;

/// <summary>Where the values of a merge come from that nobody chose one by one.</summary>
public enum MergeFill
{
    /// <summary>From the kept customer, and what it lacks from the others; lists are united.</summary>
    Gaps,
    /// <summary>Only from the kept customer: the others bring their linked records and nothing else.</summary>
    KeptOnly,
    /// <summary>From the customer that changed last, where it has a value; lists are united.</summary>
    Latest,
}
