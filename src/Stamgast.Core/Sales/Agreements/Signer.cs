using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stamgast.Sales.Agreements;

/// <summary>Somebody who signs an agreement.</summary>
public sealed record Signer
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    /// <summary>The day on which they signed, "2026-11-30"; empty while they have not.</summary>
    public string SignedOn { get; init; } = "";

    /// <summary>The text of a signer, as a map has it under the number of the signer.</summary>
    public string Write()
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Name.Length > 0) parts["name"] = Name;
        if (Email.Length > 0) parts["email"] = Email;
        if (SignedOn.Length > 0) parts["signed_on"] = SignedOn;
        return JsonSerializer.Serialize(parts, Options);
    }

    /// <summary>The signer of such a text.</summary>
    public static Signer Read(string text)
    {
        var parts = JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
        return new Signer { Name = parts.GetValueOrDefault("name", ""), Email = parts.GetValueOrDefault("email", ""),
            SignedOn = parts.GetValueOrDefault("signed_on", "") };
    }

    /// <summary>The signers of a map in the order of their numbers.</summary>
    public static IReadOnlyList<(string Id, Signer Signer)> All(string? map) => [.. MapValue.Read(map)
        .OrderBy(s => s.Key.Length).ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, Read(s.Value)))];

    /// <summary>The map of signers in this order, with the numbers 1, 2, 3.</summary>
    public static string? Map(IEnumerable<Signer> signers) => MapValue.Write(signers.Select((signer, i) =>
        KeyValuePair.Create((i + 1).ToString(CultureInfo.InvariantCulture), signer.Write())));
}
