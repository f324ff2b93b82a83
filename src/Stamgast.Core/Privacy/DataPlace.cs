namespace Stamgast.Privacy;

/// <summary>Whose personal data a place may hold.</summary>
public enum DataSubject
{
    /// <summary>Customers, and people in an imported file.</summary>
    Customer,
    /// <summary>The people who work with Stamgast.</summary>
    User,
    /// <summary>Nobody: declared anyway, to show that it has been considered.</summary>
    Nobody,
}

/// <summary>
/// A place where personal data may be, and what an erasure, a merge and the export of a person's data do with it. Each feature declares its own; a
/// test checks both databases and the data folder for undeclared places.
/// </summary>
/// <param name="Name">Its content in a few words; unique.</param>
/// <param name="Of">Whose data it may hold.</param>
/// <param name="Where">Its location.</param>
public sealed record DataPlace(string Name, DataSubject Of, DataLocation Where, ErasePlan Erase, MergePlan Merge, ExportPlan Export)
{
    /// <summary>Removes the data of a customer from the place; null if another place's code does it, or none is needed.</summary>
    internal Action<Erasing>? Eraser { get; init; }
}
