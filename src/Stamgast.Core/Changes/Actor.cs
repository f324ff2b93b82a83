using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>Who does something, and through which door; <see cref="UserId"/> is null for the command line.</summary>
public sealed record Actor(long? UserId, Door Door)
{
    /// <summary>Which customers may be changed: of others it is said that there are none.</summary>
    public Viewer Viewer { get; init; } = Viewer.System;

    public static readonly Actor CommandLine = new(null, Door.CommandLine);
}
