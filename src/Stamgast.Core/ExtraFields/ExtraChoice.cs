namespace Stamgast.ExtraFields;

/// <summary>One of the choices of an extra field.</summary>
/// <param name="Name">As stored and shown.</param>
/// <param name="Archived">True when it is no longer offered; customers who have it keep it, and files with it are still read.</param>
public sealed record ExtraChoice(string Name, bool Archived = false);
