using Stamgast.Customers.Rules;
using Stamgast.Importing.Mapping;

namespace Stamgast.Importing.Guessing;

/// <summary>Headers with more than one meaning: the columns beside them and their values decide.</summary>
internal sealed partial class ColumnMappingGuess
{
    private static readonly string[] NumberWords = ["nummer", "nr", "no", "number", "numero", "num", "n"];
    private static readonly string[] MiddleNames = ["middlename", "additionalname", "nadditional", "middelstenaam", "tweedenaam", "deuxiemeprenom",
        "weiterevornamen"];

    // "Street; Number": the house number, whatever else in the file is called a number.
    private string? HouseNumberBeside(int column)
    {
        if (column == 0 || !NumberWords.Contains(HeaderWords.Key(columns[column])) || found[column - 1].Target is not { } before) return null;
        var prefix = before.StartsWith("delivery_", StringComparison.Ordinal) ? "delivery_" : "";
        if (before[prefix.Length..] is not ("street" or ImportTarget.StreetLine or ImportTarget.Address)) return null;
        var isOne = IsFree(prefix + "house_number") && (values[column].Count == 0 || values[column].HouseNumbers > 0.7) && values[column - 1].StreetLines < 0.5;
        return isOne ? prefix + "house_number" : null;
    }

    private void Doubtful()
    {
        for (var column = 0; column < columns.Count; column++)
            if (!IsSettled(column) && HeaderWords.FindDoubtful(columns[column]) is { } target && IsFree(target) && values[column].LooksLike(target))
                Set(column, target, MappingReason.Header, 0.7);
    }

    // Address books have no place for "van den": people write it between the first and the last name.
    private void ParticlesByValues()
    {
        for (var column = 0; column < columns.Count; column++)
            if (found[column].Target is null && IsFree("particle") && values[column].Particles > 0.5 && MiddleNames.Contains(HeaderWords.Key(columns[column])))
                Set(column, "particle", MappingReason.Values, 0.8);
    }
}
