namespace Stamgast.Privacy;

/// <summary>Whose personal data a place may hold.</summary>
public enum DataSubject
{
    /// <summary>Customers, and whoever an imported file names.</summary>
    Customer,
    /// <summary>The people who work with Stamgast.</summary>
    User,
    /// <summary>Nobody: it is declared all the same, so that it is known to have been thought of.</summary>
    Nobody,
}

/// <summary>
/// A place where personal data may be, and what an erasure, a merge and the export of a person's data do with it. Each feature declares
/// its own; a test asks both databases and the data folder for places that nobody declared.
/// </summary>
/// <param name="Name">What is kept there, in a few words; no two are called the same.</param>
/// <param name="Of">Whose data it may hold.</param>
/// <param name="Where">Where it is.</param>
public sealed record DataPlace(string Name, DataSubject Of, DataLocation Where, ErasePlan Erase, MergePlan Merge, ExportPlan Export)
{
    /// <summary>Takes the data of a customer out of the place; null where another place's work does it, or none is to be done.</summary>
    internal Action<Erasing>? Eraser { get; init; }
}
