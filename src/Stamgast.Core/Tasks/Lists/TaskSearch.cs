using Stamgast.Database;
using Stamgast.Text;

namespace Stamgast.Tasks.Lists;

/// <summary>Searches tasks for words, ignoring case, accents and apostrophes.</summary>
internal static class TaskSearch
{
    private const int MostWords = 16;

    /// <summary>The condition that the title or the text of a task contains each of the words; null when the text contains no word.</summary>
    /// <param name="words">As typed.</param>
    public static string? Condition(Engine engine, string words, List<(string, object?)> parameters)
    {
        var terms = Folding.Fold(words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords).ToList();
        if (terms.Count == 0) return null;
        var (title, text) = (engine.Folded("c.title"), engine.Folded("c.text"));
        return string.Join(" and ", terms.Select((term, i) =>
        {
            parameters.Add(("word" + i, term));
            return $"({engine.Position(title, "@word" + i)} > 0 or {engine.Position($"coalesce({text}, '')", "@word" + i)} > 0)";
        }));
    }
}
