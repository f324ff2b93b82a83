using Stamgast.Customers.Extras;
using System.CommandLine;
using Stamgast.App.CommandLine;
using Stamgast.App.Permissions;
using Stamgast.Customers;
using Stamgast.ExtraFields;
using Stamgast.Settings;

namespace Stamgast.App.ExtraFields;

/// <summary>Shared by the commands about extra fields: their options, and the display of a field.</summary>
#pragma warning disable CA1010
internal abstract class ExtraFieldCommand(string key) : StamgastCommand(key, Permission.ChangeSettings)
#pragma warning restore CA1010
{
    protected Option<string?> Choices { get; } = new("--choices") { HelpName = "\"A|B\"" };

    protected Option<string[]> Captions { get; } = new("--caption") { HelpName = "en=TEXT" };

    protected Option<string[]> Hints { get; } = new("--hint") { HelpName = "en=TEXT" };

    protected Option<string?> For { get; } = ChoiceOption.Of("--for", typeof(ExtraScope));

    protected Option<string?> Required { get; } = new("--required") { HelpName = "never|PRESET,..." };

    protected Option<string?> Shown { get; } = new("--shown") { HelpName = "form,details,list,filter" };

    /// <summary>Adds the options of a definition.</summary>
    protected void AddWishes()
    {
        Add(Choices);
        Add(Captions);
        Add(Hints);
        Add(For);
        Add(Required);
        Add(Shown);
    }

    /// <summary>The values of the options; null for options not given.</summary>
    /// <exception cref="RefusedException">extra.option</exception>
    protected ExtraWish WishOf(ParseResult arguments) => new()
    {
        Choices = arguments.GetValue(Choices) is { } choices ? [.. choices.Split('|').Select(c => new ExtraChoice(c))] : null,
        Captions = arguments.GetValue(Captions) is { Length: > 0 } captions ? ByLanguage(captions, "--caption") : null,
        Help = arguments.GetValue(Hints) is { Length: > 0 } hints ? ByLanguage(hints, "--hint") : null,
        Scope = ChoiceOption.Chosen<ExtraScope>(arguments, For),
        RequiredIn = arguments.GetValue(Required) is { } presets ? [.. Named<RequiredPreset>(presets, "--required")] : null,
        Shown = arguments.GetValue(Shown) is { } places ? Named<ExtraPlaces>(places, "--shown").Aggregate(ExtraPlaces.None, (all, one) => all | one) : null,
    };

    /// <summary>Makes what indexes of extra fields are missing; at a million customers each takes some seconds.</summary>
    protected static void MakeIndexes(CommandContext context) => new ExtraIndexes(context.Base).Make(cancel: context.Cancel);

    /// <summary>A field as programs see it.</summary>
    protected static object Shape(ExtraDefinition field) => new
    {
        field.Id, field.Key, column = field.Name, field.Kind, field.Captions, hint = field.Help,
            choices = field.Choices.Select(c => new { c.Name, c.Archived, c.Captions }),
        @for = field.Scope, required = field.RequiredIn, shown = Enum.GetValues<ExtraPlaces>()
        .Where(p => p is not (ExtraPlaces.None or ExtraPlaces.All) && (field.Shown & p) != 0),
        retired = field.RetiredAt,
    };

    /// <summary>A field as people see it, on one line.</summary>
    protected static string Line(ExtraDefinition field, CommandContext context) =>
        $"{field.Name}  {field.Caption(context.Culture)}  {context.T("extra.kind." + field.Kind)}"
        + (field.HasChoices ? $" ({string.Join(", ", field.Choices.Where(c => !c.Archived).Select(c => c.Name))})" : "")
        + (field.IsLiving ? "" : "  " + context.T("command.field.retired"));

    /// <summary>--kind KIND</summary>
    protected static Option<string?> KindOption(bool required)
    {
        var option = ChoiceOption.Of("--kind", typeof(ExtraKind));
        (option.HelpName, option.Required) = ("KIND", required);
        return option;
    }

    private static Dictionary<string, string> ByLanguage(string[] given, string option)
    {
        var captions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var one in given)
            if (one.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) captions[one[..at]] = one[(at + 1)..];
            else throw new RefusedException("extra.option", one, option);
        return captions;
    }

    private static IEnumerable<T> Named<T>(string list, string option) where T : struct, Enum
    {
        foreach (var name in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(n => n is not ("never" or "nowhere")))
            yield return Enum.TryParse<T>(name, ignoreCase: true, out var found) && Enum.IsDefined(found) && !char.IsAsciiDigit(name[0])
                ? found : throw new RefusedException("extra.option", name, option);
    }
}
