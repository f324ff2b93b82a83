using System.CommandLine;

namespace Stamgast.App.CommandLine;

/// <summary>
/// An option with a few words, shown in lower case: --key email. It holds the word: a generic option of the choice itself would have to be compiled
/// at every start of the program.
/// </summary>
internal static class ChoiceOption
{
    /// <param name="name">With its dashes.</param>
    /// <param name="choices">The type of the choice.</param>
    /// <param name="usual">The default choice; null for none.</param>
    public static Option<string?> Of(string name, Type choices, string? usual = null)
    {
        var words = Array.ConvertAll(Enum.GetNames(choices), word => word.ToLowerInvariant());
        var option = new Option<string?>(name) { HelpName = string.Join('|', words) };
        if (usual is not null) option.DefaultValueFactory = _ => usual;
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var token, ..] && !words.Contains(token.Value, StringComparer.OrdinalIgnoreCase))
                given.AddError($"{name} {token.Value}: {string.Join(" | ", words)}");
        });
        return option;
    }

    /// <summary>The choice of an option that was parsed without errors; null when none was given and there is no default.</summary>
    public static T? Chosen<T>(ParseResult arguments, Option<string?> option) where T : struct, Enum =>
        arguments.GetValue(option) is { } word ? Enum.Parse<T>(word, ignoreCase: true) : null;
}
