using Stamgast.Text;

namespace Stamgast.Records;

/// <summary>
/// One changed value: before and after (canonical texts, null is empty). For a list field these are the removed and the added elements, for a
/// part of a text the removed and the added paragraphs; for a map, the values before and after of the changed IDs.
/// </summary>
/// <param name="Of">The field; <see cref="RecordField.Trashed"/> for "is in the trash".</param>
public readonly record struct FieldChange(RecordField Of, string? Before, string? After)
{
    /// <summary>Represents "is in the trash" where fields are given by ordinal.</summary>
    public const int Trashed = -1;

    /// <summary>The ordinal for "was merged into".</summary>
    public const int MergedInto = -2;

    /// <summary>The ordinal of the field in its shape, or <see cref="Trashed"/>.</summary>
    public int Field => Of.Ordinal;

    /// <summary>Its key in a payload.</summary>
    public string Name => Of.Name;

    /// <summary>True when elements are removed and added.</summary>
    public bool IsList => Of.IsList;

    /// <summary>True when paragraphs of a long text are removed and added.</summary>
    public bool IsPart => Of.IsPart;

    /// <summary>True when values by ID change.</summary>
    public bool IsMap => Of.IsMap;

    /// <summary>The ID that it sets; null when it is empty.</summary>
    public long? Reference => After is null ? null : long.Parse(After, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The change that takes this one back.</summary>
    public FieldChange Reversed => new(Of, After, Before);

    /// <summary>The value of the field after the change, given the value before it.</summary>
    public string? AppliedTo(string? value) =>
        IsList ? ListValue.Apply(value, Before, After) : IsMap ? MapValue.Apply(value, Before, After)
        : IsPart ? TextParts.Apply(value, Before, After) : After;

    /// <summary>The change that turns one value of a field into another; null when they are the same.</summary>
    /// <param name="bySpelling">True where a name in a list that only differs in case counts as another one.</param>
    public static FieldChange? Between(RecordField field, string? before, string? after, bool bySpelling = false)
    {
        if (before == after) return null;
        if (!field.IsList && !field.IsMap) return new FieldChange(field, before, after);
        var (was, becomes) = field.IsMap ? MapValue.Difference(before, after) : ListValue.Difference(before, after, bySpelling);
        return was is null && becomes is null ? null : new FieldChange(field, was, becomes);
    }

    /// <summary>
    /// The rest of the change if the value is <paramref name="now"/> by then: null when it is already done. A single value, or a value of an ID, that
    /// is neither the one before nor the one after is somebody else's: <paramref name="isConflict"/>.
    /// </summary>
    public FieldChange? Against(string? now, out bool isConflict, bool bySpelling = false)
    {
        isConflict = IsMap ? !MapValue.Fits(now, Before, After) : !IsList && now != Before && now != After;
        if (isConflict) return null;
        return IsList || IsMap ? Between(Of, now, AppliedTo(now), bySpelling) : now == After ? null : this;
    }

    /// <summary>True when two values of the field mean the same: the order of a list does not matter.</summary>
    public static bool Same(RecordField field, string? one, string? other, bool bySpelling = false) =>
        one == other || (field.IsList && ListValue.Same(one, other, bySpelling)) || (field.IsMap && MapValue.Difference(one, other) is (null, null));
}
