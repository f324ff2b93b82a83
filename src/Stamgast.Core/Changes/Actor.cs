using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>The user behind an action, and the door it came through; <see cref="UserId"/> is null for the command line and for the program itself.</summary>
public sealed record Actor(long? UserId, Door Door)
{
    /// <summary>The customers that may be changed; others are treated as if they did not exist.</summary>
    public Viewer Viewer { get; init; } = Viewer.System;

    public static readonly Actor CommandLine = new(null, Door.CommandLine);

    /// <summary>The program itself, which nobody asked.</summary>
    public static readonly Actor Program = new(null, Door.Program);

    /// <summary>
    /// Called with the change set at the end of the transaction that applies it: whatever it writes is committed with it, and an exception rolls it
    /// back.
    /// </summary>
    public Action<WriteTransaction, ChangeSet>? Committing { get; init; }
}
