namespace Stamgast.Records;

/// <summary>Makes the sort keys and search words of records from their values. The results are valid until the next call.</summary>
internal class RecordDeriver
{
    /// <summary>For kinds that derive nothing.</summary>
    public static readonly RecordDeriver None = new();

    /// <summary>The sort key of the records, as UTF-8.</summary>
    public virtual ReadOnlySpan<byte> SortFull(RecordValues values) => default;

    /// <summary>The sort key by core word, if it differs; otherwise empty.</summary>
    public virtual string? SortCore(RecordValues values) => null;

    /// <summary>The search words of the record, folded and joined by spaces.</summary>
    public virtual ReadOnlySpan<char> Words(RecordValues values) => default;
}
