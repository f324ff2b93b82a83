using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stamgast.Database;

namespace Stamgast.Changes.Histories;

/// <summary>Takes values out of the history of a record for good; folding what is left gives a record without them.</summary>
internal static class ErasedHistory
{
    private static readonly JsonSerializerOptions AsStored = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Removes some fields from every item of a record.</summary>
    public static void Empty(WriteTransaction transaction, RecordShape shape, long id, IReadOnlyList<RecordField> fields)
    {
        var items = new List<(long Seq, string Payload)>();
        using (var command = transaction.Command(
            "select seq, payload from change_item where record_kind = @kind and record_id = @id", ("kind", shape.Kind), ("id", id)))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) items.Add((reader.GetInt64(0), reader.GetString(1)));
        foreach (var (seq, payload) in items)
        {
            var json = JsonNode.Parse(payload)!.AsObject();
            var before = json.Count;
            // Older items have a field under the name that it had then.
            foreach (var name in fields.SelectMany(field => field.Aliases.Prepend(field.Name))) json.Remove(name);
            if (json.Count < before)
                transaction.Execute("update change_item set payload = @payload where seq = @seq", ("payload", json.ToJsonString(AsStored)), ("seq", seq));
        }
    }
}
