using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Privacy;

namespace Stamgast.CustomerVerbs;

/// <summary>
/// Removes everything that identifies a customer from its row, keys, words and history, in one transaction. The row changes like any other, so
/// memories and searches follow; after that no item contains the old values, and folding the items gives the remaining row.
/// </summary>
internal static class EraseCustomer
{
    private static readonly JsonSerializerOptions AsStored = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Erases, and removes words that nobody has any more from the search index.</summary>
    /// <exception cref="RefusedException">customer.unknown</exception>
    public static void Do(Erasing erasing)
    {
        var actor = erasing.UserId is { } user ? new Actor(user, Door.Form) : Actor.CommandLine;
        new ChangeSets(erasing.Base, erasing.Clock).ApplyBulk(CustomerShape.Instance, ChangeKind.Edit, actor, (transaction, write) =>
        {
            var state = CustomerStates.Read(transaction, [erasing.CustomerId]).GetValueOrDefault(erasing.CustomerId)
                ?? throw new RefusedException("customer.unknown", erasing.CustomerId);
            if (Difference.Between(state.Values, Emptied(state.Values)) is { Count: > 0 } changes) write(1, state, changes);
        }, transaction => EmptyHistory(transaction, erasing.CustomerId));
        ErasedWords.Purge(erasing.Base, erasing.Cancel);
    }

    private static CustomerValues Emptied(CustomerValues values)
    {
        var emptied = values.Copy();
        foreach (var field in Fields()) emptied[field.Ordinal] = field.Default;
        return emptied;
    }

    private static void EmptyHistory(WriteTransaction transaction, long customerId)
    {
        var items = new List<(long Seq, string Payload)>();
        using (var command = transaction.Command(
            "select seq, payload from change_item where record_kind = @kind and record_id = @id", ("kind", CustomerShape.KindNumber), ("id", customerId)))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) items.Add((reader.GetInt64(0), reader.GetString(1)));
        foreach (var (seq, payload) in items)
        {
            var json = JsonNode.Parse(payload)!.AsObject();
            var before = json.Count;
            // Older items have a field under the name that it had then.
            foreach (var name in Fields().SelectMany(field => field.Aliases.Prepend(field.Name))) json.Remove(name);
            if (json.Count < before)
                transaction.Execute("update change_item set payload = @payload where seq = @seq", ("payload", json.ToJsonString(AsStored)), ("seq", seq));
        }
    }

    private static IEnumerable<RecordField> Fields() => CustomerDataPlaces.Identifying.Select(name => CustomerShape.Instance.ByName(name)!);
}
