using System.Text.Json;
using System.Text.Json.Serialization;
using Stamgast.App.Serving;

namespace Stamgast.App.Jobs;

/// <summary>
/// Where a job leads, as stored: the address and the message to show there. Another program than the one that did the job may have to show it.
/// </summary>
internal static class JobEnd
{
    private static readonly JsonSerializerOptions Short = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <param name="address">May carry a <see cref="Flash"/>.</param>
    public static string Write(string address)
    {
        var (to, said) = Flash.Part(address);
        return JsonSerializer.Serialize(new Stored(to, said), Short);
    }

    /// <param name="tells">True to say it there once more.</param>
    public static string Read(string stored, bool tells)
    {
        var end = JsonSerializer.Deserialize<Stored>(stored, Short)!;
        return tells && end.Said is { } said ? said.At(end.To) : end.To;
    }

    private sealed record Stored(string To, Flash? Said);
}
