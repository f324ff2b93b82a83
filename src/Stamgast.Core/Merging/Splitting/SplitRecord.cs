namespace Stamgast.Merging.Splitting;

/// <summary>A record that was made for the kept customer since the merge: it stays there unless somebody says otherwise.</summary>
/// <param name="Kind">The key of its kind, such as "tasks".</param>
/// <param name="Name">The name that people use for it.</param>
public sealed record SplitRecord(string Kind, long Id, string? Name, DateTime CreatedAt);
