namespace Stamgast.Records;

/// <summary>Codes of refusals for which every kind has its own texts: <c>customer.unknown</c>, <c>task.unknown</c>.</summary>
public static class Refusals
{
    /// <summary>There is no record with this ID.</summary>
    public static string Unknown(RecordShape shape) => shape.RefusalFamily + ".unknown";

    /// <summary>The record is in the trash.</summary>
    public static string Trashed(RecordShape shape) => shape.RefusalFamily + ".trashed";

    /// <summary>The record was merged into another.</summary>
    public static string Merged(RecordShape shape) => shape.RefusalFamily + ".merged";

    /// <summary>The record was not merged, so it cannot be split.</summary>
    public static string NotMerged(RecordShape shape) => shape.RefusalFamily + ".not_merged";

    /// <summary>Other records refer to it, and it must stay as long as they do.</summary>
    public static string Linked(RecordShape shape) => shape.RefusalFamily + ".linked";
}
