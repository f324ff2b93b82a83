namespace Stamgast.Records;

/// <summary>A record's values, whether it is in the trash, and which version this is.</summary>
public record RecordState(long Id, int Version, RecordValues Values, bool Trashed)
{
    /// <summary>True when it is neither in the trash nor merged into another.</summary>
    public bool IsLive => !Trashed && MergedInto is null;

    /// <summary>The record that this one was merged into; null for none.</summary>
    public long? MergedInto { get; init; }

    /// <summary>The value that a change of this field, by ordinal, is compared with.</summary>
    public string? Value(int field) => field switch
    {
        FieldChange.Trashed => Trashed ? "1" : "0",
        FieldChange.MergedInto => MergedInto?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Values[field],
    };
}
