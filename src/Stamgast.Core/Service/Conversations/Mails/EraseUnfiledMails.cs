using System.Globalization;
using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Merging;
using Stamgast.Privacy;

namespace Stamgast.Service.Conversations.Mails;

/// <summary>
/// Mails that were filed with nobody belong to no customer, and no law keeps them: those that only the erased customer wrote or got go to the trash without
/// what they say, with their files. Runs while the customer still has its addresses.
/// </summary>
internal static class EraseUnfiledMails
{
    private static readonly IReadOnlyList<RecordField> Said = [.. ConversationKind.Instance.Fields.Where(f => f.IsPersonal)];

    public static void Do(Erasing erasing)
    {
        var mails = Of(erasing.Base, Addresses(erasing));
        if (mails.Count == 0) return;
        var files = Files(erasing.Base, mails);
        var actor = erasing.UserId is { } user ? new Actor(user, Door.Form) : Actor.CommandLine;
        Empty(erasing, ConversationKind.Instance, mails, Said, actor);
        Empty(erasing, AttachmentKind.Instance, [.. files.Select(f => f.Id)], [AttachmentKind.FileName], actor);
        // Their bytes, unless another record has them too.
        var store = DocumentStore.Of(erasing.Base);
        foreach (var key in OnlyTheirs(erasing.Base, files)) store.Delete(key);
    }

    // What somebody else has too is not known to be this customer's.
    private static HashSet<string> Addresses(Erasing erasing)
    {
        var family = Sql.InList(AbsorbedCustomers.With(erasing.Base, erasing.CustomerId));
        using var reader = erasing.Base.OpenReader();
        return reader.Texts($"""
            select distinct k.key from customer_key k where k.kind = {(int)KeyKind.Email} and k.customer_id in {family} and not exists(
                select 1 from customer_key o where o.kind = k.kind and o.key = k.key and o.customer_id not in {family})
            """).ToHashSet(StringComparer.Ordinal);
    }

    private static List<long> Of(Base customers, HashSet<string> addresses)
    {
        var found = new List<long>();
        if (addresses.Count == 0) return found;
        var shape = ConversationKind.Instance.Shape;
        using var reader = customers.OpenReader();
        using var command = reader.Query(RecordStates.Select(shape, customers.Engine, "c.customer is null and c.medium = 'email'") + " order by c.id");
        using var rows = command.ExecuteReader();
        while (rows.Read())
            if (RecordStates.At(shape, rows) is var mail && FileMail.AskedOf(mail).Select(EmailAddress.Key).ToList() is { Count: > 0 } asked
                && asked.TrueForAll(addresses.Contains)) found.Add(mail.Id);
        return found;
    }

    private static List<(long Id, string Key)> Files(Base customers, List<long> mails)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query($"select id, store_key from attachment where of_kind = @kind and of_id in {Sql.InList(mails)} order by id",
            ("kind", (long)ConversationKind.Instance.Shape.Kind));
        using var rows = command.ExecuteReader();
        var files = new List<(long, string)>();
        while (rows.Read()) files.Add((rows.GetInt64(0), rows.TextOrNull(1) ?? ""));
        return files;
    }

    private static IEnumerable<string> OnlyTheirs(Base customers, List<(long Id, string Key)> files)
    {
        if (files.Count == 0) return [];
        using var reader = customers.OpenReader();
        var ids = Sql.InList(files.Select(f => f.Id));
        return reader.Texts($"""
            select distinct a.store_key from attachment a where a.id in {ids} and a.store_key is not null and not exists(
                select 1 from attachment o where o.store_key = a.store_key and o.id not in {ids})
            """);
    }

    // Into the trash first, by a change that says so; then the values, here and in every change.
    private static void Empty(Erasing erasing, RecordKind kind, List<long> ids, IReadOnlyList<RecordField> fields, Actor actor)
    {
        if (ids.Count == 0) return;
        var sets = new ChangeSets(erasing.Base, erasing.Clock);
        if (Kinds.Verbs.AskedRecords.InTrash(erasing.Base, kind, ids).Count < ids.Count) sets.Trash(ids, into: true, actor, shape: kind.Shape);
        sets.ApplyBulk(kind.Shape, ChangeKind.Edit, actor, (transaction, write) =>
        {
            long seq = 0;
            foreach (var portion in ids.Chunk(RecordStates.Portion))
                foreach (var state in RecordStates.Read(transaction, kind.Shape, portion).Values.OrderBy(s => s.Id))
                {
                    var emptied = state.Values.Copy();
                    foreach (var field in fields) emptied[field.Ordinal] = null;
                    if (Difference.Between(state.Values, emptied) is { Count: > 0 } changes) write(++seq, state, changes);
                }
        }, transaction =>
        {
            foreach (var id in ids) ErasedHistory.Empty(transaction, kind.Shape, id, fields);
        });
    }
}
