using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Importing.Guessing;

namespace Stamgast.Importing.Mapping;

/// <summary>
/// A text in a column of languages, countries, groups and the like: the number of cells, its meaning in the mapping ("" = nothing, null = not
/// chosen), and its most likely meaning.
/// </summary>
public sealed record FoundValue(int Column, string Text, long Count, string? Becomes, string? Suggestion);

/// <summary>
/// Replaces texts that the program does not understand with values chosen by a person, and counts those without a choice. Groups and labels can be
/// any text, so all of theirs are counted, as long as they are few.
/// </summary>
internal sealed class ColumnValues
{
    private const int MostTexts = 200;
    private const int MostNames = 40;
    private const int LongestText = 100;

    private readonly Of?[] columns;

    public ColumnValues(ColumnMapping mapping)
    {
        columns = new Of?[mapping.Columns.Count];
        foreach (var column in mapping.Columns)
            if (column.Target is { } target && ImportTarget.FieldOf(target) is { } field && (IsChoice(field) || IsName(field)))
                columns[column.Column] = new Of(field, column.Values);
    }

    /// <summary>True for fields with a fixed set of values.</summary>
    public static bool IsChoice(CustomerField field) =>
        field.Kind is FieldKind.Type or FieldKind.Gender or FieldKind.Flag or FieldKind.Country or FieldKind.Language;

    /// <summary>True for fields that sort customers under names of the organisation's own: groups, shops, label.</summary>
    public static bool IsName(CustomerField field) => field.Kind == FieldKind.NameList || field.Ordinal == CustomerFields.Label;

    /// <summary>False while cells are read a second time, for a partner who shares them.</summary>
    public bool Counts { get; set; } = true;

    /// <summary>The texts whose meaning can be chosen, by column and most frequent first.</summary>
    public IReadOnlyList<FoundValue> Found =>
    [
        .. columns.SelectMany((column, at) => column is null || column.IsFull
        ? [] : column.Counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal)
            .Select(c => new FoundValue(at, c.Key, c.Value, column.Values?.GetValueOrDefault(c.Key),
            IsName(column.Field) ? null : ValueSuggestion.For(column.Field, c.Key)))),
    ];

    /// <summary>True for a column with chosen meanings.</summary>
    public bool Has(int column) => columns[column] is { Values: not null };

    /// <summary>The value of the cell, or null without a choice.</summary>
    public string? Chosen(int column, ReadOnlySpan<char> cell)
    {
        if (columns[column] is not { Values: not null } known || IsName(known.Field) || !known.BySpan.TryGetValue(cell, out var value)) return null;
        Count(known, cell);
        return value;
    }

    /// <summary>Counts a cell that was not understood.</summary>
    public void NotUnderstood(int column, ReadOnlySpan<char> cell)
    {
        if (columns[column] is { } known) Count(known, cell);
    }

    /// <summary>The names of a cell (one, or several joined) with those in place that a person chose; null when none is left.</summary>
    public string? Names(int column, string names)
    {
        if (columns[column] is not { IsFull: false } known) return names;
        if (known.Field.IsList && names.Contains('|', StringComparison.Ordinal)) return Several(known, names);
        Count(known, names);
        return known.Values is null || !known.Values.TryGetValue(names, out var value) ? names : value.Length == 0 ? null : value;
    }

    private string? Several(Of known, string names)
    {
        var kept = new List<string>();
        foreach (var name in CustomerValues.Elements(names))
        {
            Count(known, name);
            var value = known.Values?.GetValueOrDefault(name) ?? name;
            if (value.Length > 0 && !kept.Contains(value, StringComparer.OrdinalIgnoreCase)) kept.Add(value);
        }
        return kept.Count == 0 ? null : CustomerValues.Join(kept);
    }

    private void Count(Of known, ReadOnlySpan<char> text)
    {
        if (Counts) known.Count(text);
    }

    private sealed class Of
    {
        private readonly int most;
        private readonly Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> counts;

        public Of(CustomerField field, IReadOnlyDictionary<string, string>? values)
        {
            Field = field;
            most = IsName(field) ? MostNames : MostTexts;
            counts = Counts.GetAlternateLookup<ReadOnlySpan<char>>();
            if (values is not { Count: > 0 }) return;
            Values = new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase);
            BySpan = Values.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public CustomerField Field { get; }
        public Dictionary<string, string>? Values { get; }
        public Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan { get; }
        public Dictionary<string, long> Counts { get; } = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>True for a column of names that differ for each customer: those are not worth a list.</summary>
        public bool IsFull => IsName(Field) && Values is null && Counts.Count >= most;

        public void Count(ReadOnlySpan<char> text)
        {
            if (text.IsEmpty || text.Length > LongestText) return;
            if (counts.TryGetValue(text, out var count)) counts[text] = count + 1;
            else if (Counts.Count < most) counts[text] = 1;
        }
    }
}
