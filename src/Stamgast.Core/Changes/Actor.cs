using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>Who does something, and through which door; <see cref="UserId"/> is null for the command line.</summary>
public sealed record Actor(long? UserId, Door Door)
{
    /// <summary>Which customers may be changed: of others it is said that there are none.</summary>
    public Viewer Viewer { get; init; } = Viewer.System;

    public static readonly Actor CommandLine = new(null, Door.CommandLine);

    /// <summary>
    /// Called at the end of the transaction that applies a change set, with that set: what it writes is committed with it, and what it throws takes
    /// it back.
    /// </summary>
    public Action<WriteTransaction, ChangeSet>? Committing { get; init; }
}
