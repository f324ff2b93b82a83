using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Stamgast.App.Permissions;
using Stamgast.Changes;
using Stamgast.Database;

namespace Stamgast.App.CommandLine;

/// <summary>Runs a parsed command in the right process, and turns its result into text and an exit code.</summary>
internal static class CommandRunner
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Usage = 2;
    public const int Cancelled = 130;

    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>Turns the arguments of the process into an exit code.</summary>
    public static async Task<int> RunAsync(string[] arguments, Caller caller, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        var tree = new CommandTree(caller.Culture);
        // The library accepts its version option only on its own.
        var asksVersion = arguments is ["--version", "--json"] or ["--json", "--version"];
        var parsed = tree.Parse(asksVersion ? ["--version"] : arguments);
        caller = caller with { Json = asksVersion || parsed.GetValue(tree.Global.Json) };
        if (parsed.Errors.Count > 0) return Misused(parsed, new CommandContext(null, caller, output, errors, cancel));
        // A command with others below it has an action only so that it may stand alone.
        var shows = parsed.Action is not null and not StandsAlone;
        if (shows && caller.Json) return await ShownAsync(parsed, new CommandContext(null, caller, output, errors, cancel));
        if (shows)
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = errors }, cancel);

        var command = (StamgastCommand)parsed.CommandResult.Command;
        var here = new CommandContext(null, caller, output, errors, cancel);
        if (command.Place == CommandPlace.Here) return await RunAsync(parsed, here);
        BaseLocation? location = null;
        return await SaidAsync(here, () => location, async () =>
        {
            location = tree.Global.LocationOf(parsed, caller.WorkingDirectory);
            var request = new HandOver.Request(arguments, caller.WorkingDirectory, tree.CultureTag, caller.Terminal);
            var (exit, folder) = await ReachAsync(command, location, request, here);
            if (exit is { } handedOver) return handedOver;
            using (folder)
            {
                if (command.Place == CommandPlace.Folder)
                    return await RunAsync(parsed, new CommandContext(null, caller, output, errors, cancel) { Location = location });
                using var customers = Base.Open(location);
                return await RunAsync(parsed, new CommandContext(customers, caller, output, errors, cancel));
            }
        });
    }

    /// <summary>Runs a parsed command on an open base.</summary>
    public static Task<int> RunAsync(ParseResult arguments, CommandContext context) => SaidAsync(context, () => context.KnownLocation, () =>
    {
        var command = (StamgastCommand)arguments.CommandResult.Command;
        if (!Access.AllowsCommandLine(command.Permission)) throw new RefusedException("command.permission", command.Key);
        return command.RunAsync(arguments, context);
    });

    // Help and version for a program: still exactly one object.
    private static async Task<int> ShownAsync(ParseResult parsed, CommandContext context)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var exit = await parsed.InvokeAsync(new InvocationConfiguration { Output = text, Error = context.Err }, context.Cancel);
        var shown = text.ToString().Trim();
        if (parsed.Tokens is [{ Value: "--version" }]) context.WriteJson(new { version = shown });
        else context.WriteJson(new { help = shown });
        return exit;
    }

    // Either the exit code of the serving process, or the folder taken for this one.
    private static async Task<(int? Exit, IDisposable? Folder)> ReachAsync(StamgastCommand command, BaseLocation location, HandOver.Request request,
        CommandContext here)
    {
        var until = DateTime.UtcNow + PatienceWithOthers;
        while (true)
        {
            here.Cancel.ThrowIfCancellationRequested();
            if (command.Place == CommandPlace.Base && await HandOver.TryAsync(location, request, here.Out, here.Err, here.Cancel) is { } exit)
                return (exit, null);
            if (DataFolder.TryLock(location) is { } folder) return (null, folder);
            if (DateTime.UtcNow > until || command.Place is CommandPlace.Alone or CommandPlace.Folder)
                throw new RefusedException("folder.taken", location.DataFolder);
            await Task.Delay(BetweenTries, here.Cancel);
        }
    }

    private static async Task<int> SaidAsync(CommandContext context, Func<BaseLocation?> location, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (RefusedException e)
        {
            return Say(context, e.Refusal, (e as LinkedException)?.Blockers);
        }
        catch (Exception e) when (location() is { } place && Trouble.Of(e, place) is { } trouble)
        {
            return Say(context, trouble);
        }
        catch (OperationCanceledException) when (context.Cancel.IsCancellationRequested)
        {
            return Say(context, new Refusal("cancelled"));
        }
        catch (Exception) when (context.HasBase && Soundness.DamageOf(context.Base) is { } damage)
        {
            return Say(context, damage);
        }
        catch (Exception e)
        {
            // The text for people is short; whoever fixes the problem needs the rest.
            if (Environment.GetEnvironmentVariable("STAMGAST_TRACE") is { Length: > 0 }) context.Err.WriteLine(e);
            return Say(context, new Refusal("unexpected", e.GetType().Name, e.Message));
        }
    }

    private static int Say(CommandContext context, Refusal refusal, IReadOnlyList<Blocker>? blockers = null)
    {
        var (what, where, remedy) = (refusal.What(context.Culture), refusal.Where(context.Culture), refusal.Remedy(context.Culture));
        context.Err.WriteLine($"{what}\n  {where}\n  {remedy}");
        var kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(refusal.Kind.ToString());
        if (context.Json && blockers is null) context.WriteJson(new { error = new { code = refusal.Code, kind, message = what, where, remedy } });
        else if (context.Json) context.WriteJson(new { error = new { code = refusal.Code, kind, message = what, where, remedy, blockers } });
        return refusal.Kind == RefusalKind.Cancelled ? Cancelled : Refused;
    }

    private static int Misused(ParseResult parsed, CommandContext context)
    {
        var what = string.Join(" ", parsed.Errors.Select(e => e.Message));
        var where = string.Join(' ', parsed.Tokens.Select(t => t.Value));
        var remedy = context.T("command.usage", parsed.CommandResult.Command is StamgastCommand command ? command.Key.Replace('.', ' ') + " " : "");
        context.Err.WriteLine($"{what}\n  {remedy}");
        if (context.Json) context.WriteJson(new { error = new { code = "usage", message = what, where, remedy } });
        return Usage;
    }
}
