using System.CommandLine;
using System.CommandLine.Invocation;

namespace Stamgast.App.CommandLine;

/// <summary>
/// Marks a command that does something by itself although others are below it: <c>duplicates FILE</c> beside <c>duplicates list</c>. Without an
/// action, the library demands one of those below. <see cref="CommandRunner"/> runs the command.
/// </summary>
internal sealed class StandsAlone : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult) => throw new InvalidOperationException("CommandRunner runs it.");
}
