using Stamgast.Kinds;

namespace Stamgast.Attachments;

/// <summary>A document that hangs on a customer or on any other record. Its bytes are in the store, under its key.</summary>
public sealed class AttachmentKind : RecordKind
{
    private static readonly FieldList F = new();

    public static readonly KindField FileName = F.Line("name", 200, required: true, personal: true);

    /// <summary>The media type, found in its bytes: "application/pdf".</summary>
    public static readonly KindField MediaType = F.Line("media_type", 100, by: GivenBy.Rules);

    /// <summary>In bytes.</summary>
    public static readonly KindField Size = F.Whole("size", by: GivenBy.Rules, unit: FieldUnit.Bytes);

    /// <summary>SHA-256, in hexadecimal.</summary>
    public static readonly KindField Hash = F.Line("hash", 64, by: GivenBy.Rules);

    /// <summary>Under which it is in the store.</summary>
    public static readonly KindField StoreKey = F.Line("store_key", 64, by: GivenBy.Rules);

    /// <summary>The customer whom it concerns.</summary>
    public static readonly KindField OfCustomer = F.Reference("customer", "customers", by: GivenBy.Rules);

    /// <summary>The number of the kind of record to which it is attached.</summary>
    public static readonly KindField OfKind = F.Whole("of_kind", by: GivenBy.Rules);

    /// <summary>The ID of that record.</summary>
    public static readonly KindField OfRecord = F.Whole("of_id", by: GivenBy.Rules);

    /// <summary>What it is there: "document", "logo", "pdf".</summary>
    public static readonly KindField Part = F.Line("part", 30, by: GivenBy.Rules);
    public static readonly KindField Added = F.Date("date", by: GivenBy.Rules);

    /// <summary>The kind.</summary>
    public static readonly AttachmentKind Instance = new();

    private AttachmentKind() : base("attachments", "attachment", F) { }

    /// <inheritdoc />
    public override IReadOnlyList<KindField> Columns { get; } = [FileName, MediaType, Size, Added];

    /// <inheritdoc />
    public override FollowedRecord? HangsOn { get; } = new(OfKind, OfRecord, OfCustomer);

    /// <inheritdoc />
    public override string? NameOf(RecordValues values) => values[FileName];
}
