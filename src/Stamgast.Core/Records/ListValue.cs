namespace Stamgast.Records;

/// <summary>List fields change element by element (D1): removed and added elements, not the whole list.</summary>
internal static class ListValue
{
    /// <summary>The elements that must be removed from and added to <paramref name="before"/> to get <paramref name="after"/>, each joined; null when
    /// none.</summary>
    /// <param name="bySpelling">True where "vip" and "VIP" are different: changing the case of a name removes it and adds it again.</param>
    public static (string? Removed, string? Added) Difference(string? before, string? after, bool bySpelling = false)
    {
        var old = RecordValues.Elements(before);
        var now = RecordValues.Elements(after);
        var same = bySpelling ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase;
        return (RecordValues.Join([.. old.Where(e => !now.Contains(e, same))]), RecordValues.Join([.. now.Where(e => !old.Contains(e, same))]));
    }

    /// <summary>
    /// True when both have the same elements, in any order: lists are assigned element by element, so their order carries no meaning.
    /// </summary>
    public static bool Same(string? one, string? other, bool bySpelling = false) =>
        one == other || Difference(one, other, bySpelling) is (null, null);

    /// <summary>
    /// A list after removing elements and adding others at its end. Removing a missing element and adding an existing one do nothing.
    /// </summary>
    public static string? Apply(string? list, string? removed, string? added)
    {
        var gone = RecordValues.Elements(removed);
        var result = RecordValues.Elements(list).Where(e => !Contains(gone, e)).ToList();
        foreach (var element in RecordValues.Elements(added))
            if (!Contains(result, element)) result.Add(element);
        return RecordValues.Join(result);
    }

    private static bool Contains(IEnumerable<string> list, string element) =>
        list.Contains(element, StringComparer.OrdinalIgnoreCase);
}
