namespace Stamgast.Records;

/// <summary>
/// The values of one record as canonical texts, by the ordinal of their field in the <see cref="Shape"/>; null is empty, and "" becomes null.
/// The elements of a list field are joined by <see cref="ListSeparator"/>.
/// </summary>
public class RecordValues
{
    /// <summary>Separates the elements of a list.</summary>
    public const string ListSeparator = " | ";

    private protected readonly string?[] cells;

    /// <summary>Values that are all empty; see also <see cref="RecordShape.Blank"/>.</summary>
    public RecordValues(RecordShape shape) : this(shape, new string?[shape.Fields.Count]) { }

    private protected RecordValues(RecordShape shape, string?[] cells) => (Shape, this.cells) = (shape, cells);

    /// <summary>The fields.</summary>
    public RecordShape Shape { get; }

    /// <summary>The value of a field by its ordinal.</summary>
    public virtual string? this[int ordinal]
    {
        get => cells[ordinal];
        set => cells[ordinal] = string.IsNullOrEmpty(value) ? null : value;
    }

    /// <summary>The value of a field.</summary>
    public string? this[RecordField field]
    {
        get => this[field.Ordinal];
        set => this[field.Ordinal] = value;
    }

    /// <summary>True when the field has a value.</summary>
    public virtual bool Has(int ordinal) => cells[ordinal] is not null;

    /// <summary>An independent copy of the values.</summary>
    public virtual RecordValues Copy() => new(Shape, (string?[])cells.Clone());

    /// <summary>The texts of all fields, in order; null for an empty one, and for a <see cref="Raw"/> one that has not been requested.</summary>
    internal ReadOnlySpan<string?> Texts => cells;

    /// <summary>A value as UTF-8 if it is stored that way; otherwise empty.</summary>
    internal virtual ReadOnlySpan<byte> Raw(int ordinal) => default;

    /// <summary>Adds each value, in the order of the fields.</summary>
    internal virtual void AddTo(Utf8Values all)
    {
        for (var i = 0; i < cells.Length; i++) all.Add(i, cells[i]);
    }

    /// <summary>The elements of a list field's text; none for null.</summary>
    public static string[] Elements(string? list) => list is null ? [] : list.Split(ListSeparator);

    /// <summary>The text of a list field; null without elements.</summary>
    public static string? Join(IReadOnlyCollection<string> elements) => elements.Count == 0 ? null : string.Join(ListSeparator, elements);
}

/// <summary>Operations on values of any shape, each returning values of the same type.</summary>
public static class ValuesOfRecords
{
    /// <summary>A copy in which empty fields have their defaults.</summary>
    public static T WithDefaults<T>(this T values) where T : RecordValues
    {
        var copy = (T)values.Copy();
        foreach (var field in copy.Shape.Fields)
            if (field.Default is not null) copy[field.Ordinal] ??= field.Default;
        return copy;
    }
}
