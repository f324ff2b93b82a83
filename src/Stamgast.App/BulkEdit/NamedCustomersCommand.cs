using System.CommandLine;
using System.Diagnostics;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Changes;

namespace Stamgast.App.BulkEdit;

/// <summary>A command that does one thing to the customers whose IDs follow it.</summary>
internal abstract class NamedCustomersCommand : StamgastCommand
{
    private readonly Argument<long[]> ids = new("ID") { Arity = ArgumentArity.OneOrMore };

    protected NamedCustomersCommand(string name, Permission permission) : base(name, permission) => Add(ids);

    public sealed override Task<int> RunAsync(ParseResult arguments, CommandContext context)
    {
        var watch = Stopwatch.StartNew();
        var (result, words) = Do([.. arguments.GetRequiredValue(ids).Distinct()], new Course(Cancel: context.Cancel), context,
            () => Math.Round(watch.Elapsed.TotalSeconds, 3));
        return Task.FromResult(context.Done(result, words));
    }

    /// <summary>Does it; gives the object for programs and the words for people.</summary>
    /// <param name="customers">Each once.</param>
    /// <param name="seconds">The time it has taken so far.</param>
    protected abstract (object Result, string Words) Do(IReadOnlyList<long> customers, Course course, CommandContext context, Func<double> seconds);
}
