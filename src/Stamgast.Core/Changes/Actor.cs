namespace Stamgast.Changes;

/// <summary>Who does something, and through which door; <see cref="UserId"/> is null for the command line.</summary>
public sealed record Actor(long? UserId, Door Door)
{
    public static readonly Actor CommandLine = new(null, Door.CommandLine);
}
