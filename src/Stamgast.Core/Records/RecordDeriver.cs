namespace Stamgast.Records;

/// <summary>Makes the sort keys and search words of records from their values. What it gives is valid until it is asked again.</summary>
internal class RecordDeriver
{
    /// <summary>For kinds that derive nothing.</summary>
    public static readonly RecordDeriver None = new();

    /// <summary>By what the records are put in order, as UTF-8.</summary>
    public virtual ReadOnlySpan<byte> SortFull(RecordValues values) => default;

    /// <summary>The order of the core words, where it is another one; else nothing.</summary>
    public virtual string? SortCore(RecordValues values) => null;

    /// <summary>The words by which the record is found, folded and joined by spaces.</summary>
    public virtual ReadOnlySpan<char> Words(RecordValues values) => default;
}
