using Stamgast.ExtraFields;
using Stamgast.Importing.Guessing;

namespace Stamgast.Importing.Mapping;

/// <summary>The columns of a file that feed extra fields: those with "x:" and a key above them, or with a caption in any of the languages.</summary>
public static class ExtraTargets
{
    /// <summary>The mapping with those columns. Targets by header stay; a guess by values gives way to a caption.</summary>
    public static ColumnMapping In(ColumnMapping mapping, ExtraDefinitions definitions)
    {
        var taken = mapping.Columns.Select(c => c.Target).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return definitions.Living.Count == 0 ? mapping : mapping with { Columns = [.. mapping.Columns.Select(c => Fed(c, definitions, taken))] };
    }

    /// <summary>The name of a target: the caption of an extra field, or that of any other target.</summary>
    public static string Caption(string target, ExtraDefinitions definitions, System.Globalization.CultureInfo culture) =>
        target.StartsWith(ImportTarget.ExtraPrefix, StringComparison.Ordinal)
            ? definitions.ByKey(target)?.Caption(culture) ?? target : ImportTarget.Caption(target, culture);

    private static MappedColumn Fed(MappedColumn column, ExtraDefinitions definitions, HashSet<string> taken)
    {
        if (column.Header.Length == 0) return column;
        var byKey = column.Header.StartsWith(ImportTarget.ExtraPrefix, StringComparison.OrdinalIgnoreCase);
        if (!byKey && column.Target is not null && column.Reason != MappingReason.Values) return column;
        var key = HeaderWords.Key(column.Header);
        var field = byKey ? definitions.ByKey(column.Header.Trim())
            : definitions.Living.FirstOrDefault(f => f.Captions.Values.Any(c => HeaderWords.Key(c) == key));
        if (field is not { IsLiving: true } || !taken.Add(field.Name)) return column;
        return column with { Target = field.Name, Reason = byKey ? MappingReason.Template : MappingReason.Header, Confidence = byKey ? 1 : 0.9, Values = null };
    }
}
