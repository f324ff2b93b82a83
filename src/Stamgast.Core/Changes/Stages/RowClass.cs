namespace Stamgast.Changes.Stages;

/// <summary>What a proposal does with a row. The classes are disjoint.</summary>
public enum RowClass
{
    /// <summary>Creates a customer (green).</summary>
    New = 1,
    /// <summary>Changes a customer (yellow).</summary>
    Changed = 2,
    /// <summary>Leaves the customer as it is (turquoise).</summary>
    Unchanged = 3,
    /// <summary>Cannot be imported (red): a bad cell, an unknown or ambiguous ID, a second row for one customer.</summary>
    Error = 4,
    /// <summary>Would overwrite something (red): a value that changed in the meantime, or the ID of somebody else.</summary>
    Conflict = 5,
}
