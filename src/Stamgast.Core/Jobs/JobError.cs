using System.Text.Json;

namespace Stamgast.Jobs;

/// <summary>Stores a refusal as JSON: its code and arguments, so that it is shown in the reader's language.</summary>
internal static class JobError
{
    public static string Write(Refusal refusal) =>
        JsonSerializer.Serialize(new Stored(refusal.Code, [.. refusal.Arguments.Select(Plain)]), JsonSerializerOptions.Web);

    public static Refusal Read(string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json, JsonSerializerOptions.Web)!;
        return new Refusal(stored.Code, [.. stored.Arguments.Select(Value)]);
    }

    // Numbers stay numbers, since the reader's language formats them; everything else is text.
    private static object? Plain(object? argument) => argument switch
    {
        null or string or bool or int or long or double => argument,
        IFormattable value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => argument.ToString(),
    };

    private static object? Value(object? argument) => argument is not JsonElement element ? argument : element.ValueKind switch
    {
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? (object)whole : element.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        JsonValueKind.Null => null,
        _ => element.GetString(),
    };

    private sealed record Stored(string Code, object?[] Arguments);
}
