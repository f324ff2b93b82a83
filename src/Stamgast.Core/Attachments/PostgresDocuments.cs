using Stamgast.Database;

namespace Stamgast.Attachments;

/// <summary>Documents of a base on a server: rows of <c>stored_document</c>, which every program on the base can read.</summary>
internal sealed class PostgresDocuments(Base customers) : DocumentStore
{
    public override void Delete(string key) => StoredDocuments.Delete(customers, key);

    public override void DeleteIfBefore(string key, DateTime before) => StoredDocuments.DeleteIfBefore(customers, key, before);

    public override IEnumerable<IReadOnlyList<string>> KeptBefore(DateTime before) => StoredDocuments.KeptBefore(customers, before);

    private protected override bool TouchIfThere(string key, DateTime now) => StoredDocuments.Touch(customers, key, now);

    private protected override void Write(string key, byte[] bytes, bool isEncrypted, DateTime now) =>
        StoredDocuments.Add(customers, key, bytes, isEncrypted, now);

    private protected override (byte[] Bytes, bool IsEncrypted)? Find(string key) => StoredDocuments.Find(customers, key);
}
