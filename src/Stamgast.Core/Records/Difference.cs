namespace Stamgast.Records;

/// <summary>The differences between two sets of values of one record, field by field.</summary>
public static class Difference
{
    /// <summary>The changes that turn one into the other, in the order of the fields; none when they are the same.</summary>
    /// <param name="bySpelling">True where a name in a list that only differs in case is a change too.</param>
    public static List<FieldChange> Between(RecordValues before, RecordValues after, bool bySpelling = false)
    {
        var changes = new List<FieldChange>();
        foreach (var field in before.Shape.Fields)
            if (!field.IsDerived && FieldChange.Between(field, before[field.Ordinal], after[field.Ordinal], bySpelling) is { } change) changes.Add(change);
        return changes;
    }

    /// <summary>The values after changes were made to them.</summary>
    public static T Applied<T>(T values, IEnumerable<FieldChange> changes) where T : RecordValues
    {
        var result = (T)values.Copy();
        foreach (var change in changes)
            if (change.Field >= 0) result[change.Field] = change.AppliedTo(result[change.Field]) ?? change.Of.FirstDefault;
        return result;
    }
}
