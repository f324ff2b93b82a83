using System.CommandLine;
using Stamgast.App.Permissions;

namespace Stamgast.App.CommandLine;

/// <summary>Where a command does its work.</summary>
public enum CommandPlace
{
    /// <summary>On the customer base: in the server if there is one, otherwise in this process.</summary>
    Base,

    /// <summary>In this process and without a customer base.</summary>
    Here,

    /// <summary>In this process, which must have the data folder for itself.</summary>
    Alone,

    /// <summary>In this process, which must have the data folder for itself, without opening the base in it: it may be damaged.</summary>
    Folder,
}

/// <summary>
/// A command of <c>stamgast</c>. Its texts are in the resource files: <c>command.KEY</c>, and <c>command.KEY.NAME</c> for each option and argument,
/// where KEY is the command with its parents, joined by dots.
/// </summary>
#pragma warning disable CA1010 // Command enumerates its children for collection initialisers; that is not what this is for.
public abstract class StamgastCommand : Command
#pragma warning restore CA1010
{
    /// <param name="key">For example <c>import</c> or <c>user.add</c>; the last part is what people type.</param>
    /// <param name="permission">The permission it requires.</param>
    protected StamgastCommand(string key, Permission permission) : base(key[(key.LastIndexOf('.') + 1)..])
    {
        Key = key;
        Permission = permission;
    }

    public string Key { get; }

    public Permission Permission { get; }

    public virtual CommandPlace Place => CommandPlace.Base;

    /// <summary>Does the work. A refusal is thrown; the caller says it in words and ends with 1.</summary>
    /// <returns>The exit code; 0 when done, also with nothing to do.</returns>
    public abstract Task<int> RunAsync(ParseResult arguments, CommandContext context);
}
