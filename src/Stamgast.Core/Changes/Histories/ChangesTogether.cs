namespace Stamgast.Changes.Histories;

/// <summary>
/// The changes of one set to one record, of which it has several items when the values came from several records: people see them as one step.
/// </summary>
internal static class ChangesTogether
{
    /// <summary>Each field once: from what it was before the first change to what it is after the last one.</summary>
    public static List<FieldChange> Of(IEnumerable<FieldChange> changes) =>
        [.. changes.GroupBy(c => c.Name, StringComparer.Ordinal).Select(g => One([.. g]))];

    private static FieldChange One(List<FieldChange> changes)
    {
        var (first, last) = (changes[0], changes[^1]);
        if (changes.Count == 1 || (!first.IsList && !first.IsMap && !first.IsPart)) return new FieldChange(first.Of, first.Before, last.After);
        return new FieldChange(first.Of, All(first, changes.Select(c => c.Before)), All(first, changes.Select(c => c.After)));
    }

    private static string? All(FieldChange field, IEnumerable<string?> values) => values.Aggregate((string?)null, (all, more) =>
        field.IsMap ? MapOf(all, more) : field.IsList ? ListValue.Apply(all, null, more) : Text.TextParts.Apply(all, null, more));

    // The elements that several bring to one value are one list.
    private static string? MapOf(string? all, string? more)
    {
        var values = MapValue.Read(all);
        foreach (var (id, value) in MapValue.Read(more))
            values[id] = MapValue.AreElements(id) ? ListValue.Apply(values.GetValueOrDefault(id), null, value)! : value;
        return MapValue.Write(values);
    }
}
