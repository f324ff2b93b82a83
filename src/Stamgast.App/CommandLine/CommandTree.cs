using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Stamgast.Language;

namespace Stamgast.App.CommandLine;

/// <summary>All commands of <c>stamgast</c>, described in one language.</summary>
internal sealed class CommandTree
{
    private readonly RootCommand root = [];

    /// <summary>All commands, described in a culture; the composition root provides them.</summary>
    public static Func<CultureInfo, IEnumerable<StamgastCommand>> CommandsIn { get; set; } = _ => [];

    public CommandTree(CultureInfo culture)
    {
        Culture = culture;
        root.Description = Texts.Get("command", culture);
        root.Add(Global.Data);
        root.Add(Global.Database);
        root.Add(Global.Json);
        foreach (var option in root.Options.Where(o => Texts.Has("command." + o.Name))) option.Description = Texts.Get("command." + option.Name, culture);
        foreach (var command in CommandsIn(culture)) Add(command);
    }

    public GlobalOptions Global { get; } = new();

    public CultureInfo Culture { get; }

    public string CultureTag => Cultures.TagOf(Culture);

    /// <summary>Every command, those below another too.</summary>
    public IEnumerable<StamgastCommand> Commands => Below(root);

    public ParseResult Parse(IReadOnlyList<string> arguments) =>
        // A value may start with an at-sign, and -ab is no shorthand here.
        root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });

    private void Add(StamgastCommand command)
    {
        Describe(command, "command." + command.Key);
        OnReadableValues(command.Validators);
        foreach (var option in command.Options) OnReadableValues(option.Validators);
        Command parent = root;
        foreach (var name in command.Key.Split('.').SkipLast(1))
        {
            var known = parent.Subcommands.FirstOrDefault(c => c.Name == name);
            if (known is null) parent.Add(known = new Command(name, Texts.Get("command." + name, Culture)));
            parent = known;
        }
        parent.Add(command);
    }

    private void Describe(StamgastCommand command, string key)
    {
        command.Description = Texts.Get(key, Culture);
        foreach (var option in command.Options.Where(o => o is not HelpOption)) option.Description = Texts.Get($"{key}.{option.Name}", Culture);
        foreach (var argument in command.Arguments) argument.Description = Texts.Get($"{key}.{argument.Name}", Culture);
    }

    // A check that asks for a number and finds letters would end the program; the library names such a value itself, after the checks.
    private static void OnReadableValues<T>(List<Action<T>> checks)
    {
        for (var i = 0; i < checks.Count; i++)
        {
            var check = checks[i];
            checks[i] = result =>
            {
                try
                {
                    check(result);
                }
                catch (InvalidOperationException)
                {
                }
            };
        }
    }

    private static IEnumerable<StamgastCommand> Below(Command command) =>
        command.Subcommands.SelectMany(c => c is StamgastCommand own ? Below(c).Prepend(own) : Below(c));
}
