using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>
/// The part of the reading of an import that is kept once it is applied: counts, choices, lines and codes. Cells, headers and names go with the
/// proposal: nobody would look for personal data in the report of an import, and an erasure would have to.
/// </summary>
internal static class KeptReading
{
    // Texts of the program itself; any other text may come from the file, such as "x:KEY" for the target of a column.
    private static readonly HashSet<string> Texts = ["encoding", "lineEnds", "delimiter", "quote", "code", "field", "fieldsKept"];

    // Objects whose members are kept: never a dictionary with keys from the file (texts and their meanings).
    private static readonly HashSet<string> Parts =
    [
        "format", "columns", "mapping", "dateOrders", "repairs", "warnings", "options", "table", "repairsOff", "emptiedCauses", "leftOutCauses", "leftColumns",
        "fieldsKept", "causes", "emptied", "leftOutBy", "cause", "left", "why", "fieldCounts", "namelessPartnerLines", "subtotalExamples", "longRowLines",
        "importedBefore",
    ];

    /// <summary>The same reading without anything that was read; null of none.</summary>
    /// <param name="reading">As stored: one JSON object.</param>
    public static string? Of(string? reading) => reading is null ? null : Kept("", JsonNode.Parse(reading))!.ToJsonString();

    /// <summary>
    /// Removes cell data from the readings of all imports applied by an older version, within the transaction of the connection. Running it again
    /// does no harm.
    /// </summary>
    public static void InAllApplied(DbConnection connection)
    {
        var sets = new List<long>();
        using (var command = connection.Query("select id from change_set where kind = @import and state = @applied and reading is not null",
            ("import", (int)ChangeKind.Import), ("applied", (int)ChangeState.Applied)))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) sets.Add(reader.GetInt64(0));
        foreach (var id in sets)
        {
            using var read = connection.Query("select reading from change_set where id = @id", ("id", id));
            using var write = connection.Query("update change_set set reading = @reading where id = @id", ("reading", Of((string)read.ExecuteScalar()!)),
                ("id", id));
            write.ExecuteNonQuery();
        }
    }

    private static JsonNode? Kept(string name, JsonNode? value) => value switch
    {
        JsonObject members => Members(members),
        JsonArray elements when Parts.Contains(name) => new JsonArray([.. elements.Select(e => Kept(name, e))]),
        // Readers expect a list, and texts.
        JsonArray => new JsonArray(),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && !Texts.Contains(name) => "",
        _ => value?.DeepClone(),
    };

    private static JsonObject Members(JsonObject members)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in members)
            if (value is not JsonObject || Parts.Contains(name)) kept[name] = Kept(name, value);
        return kept;
    }
}
