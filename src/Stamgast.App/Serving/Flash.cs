using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stamgast.App.Serving;

/// <summary>
/// The message that the next page shows once: a change of customers with its Undo, or a text. It travels in the address that an action returns
/// (<c>?done=...</c>) only as far as <see cref="Serving.Page.GoTo"/>, which removes it; see docs/decisions/0032-said-once.md.
/// </summary>
public sealed record Flash
{
    private const string Parameter = "done";

    // Known only to this process: an address written by somebody else shows nothing.
    private static readonly string Mark = RandomNumberGenerator.GetHexString(16) + ".";

    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>The change set; null for a text.</summary>
    public long? Set { get; init; }

    /// <summary>The key of the text; for a change set it replaces the standard text.</summary>
    public string? Key { get; init; }

    /// <summary>The arguments of the text.</summary>
    public IReadOnlyList<string>? With { get; init; }

    /// <summary>The number that chooses between <c>KEY.one</c> and <c>KEY.other</c>.</summary>
    public long? Count { get; init; }

    /// <summary>Further sentences of that kind.</summary>
    public IReadOnlyList<FlashCount>? And { get; init; }

    /// <summary>A link for the next step, and the key of its text.</summary>
    public string? Href { get; init; }
    public string? LinkKey { get; init; }

    /// <summary>True when all is not well yet.</summary>
    public bool Warns { get; init; }

    /// <summary>Something to copy, such as a link that is shown only now.</summary>
    public string? Code { get; init; }

    /// <summary>The first customers that the change left as they were, by ID.</summary>
    public IReadOnlyList<long>? Kept { get; init; }

    /// <summary>The number of customers left as they were.</summary>
    public long KeptCount { get; init; }

    /// <summary>The key of the words before their names; null for the usual ones.</summary>
    public string? KeptKey { get; init; }

    /// <summary>The names of fields that somebody else changed while the form was open.</summary>
    public IReadOnlyList<string>? Also { get; init; }

    /// <summary>Interpretations and omissions of a form: the name of each field and the code of the warning, separated by a colon.</summary>
    public IReadOnlyList<string>? Remarks { get; init; }

    /// <summary>The address of the page that is to say it.</summary>
    public string At(string address)
    {
        var (path, fragment) = Cut(Part(address).Clean, '#');
        return path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Parameter + "=" + Mark
            + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this, Short)) + fragment;
    }

    /// <summary>An address without its message, and the message.</summary>
    internal static (string Clean, Flash? Said) Part(string address)
    {
        var (whole, fragment) = Cut(address, '#');
        var (path, query) = Cut(whole, '?');
        if (query.Length == 0) return (address, null);
        Flash? said = null;
        var rest = new List<string>();
        foreach (var pair in query[1..].Split('&'))
        {
            if (!pair.StartsWith(Parameter + "=", StringComparison.Ordinal)) rest.Add(pair);
            else if (pair.AsSpan(Parameter.Length + 1).StartsWith(Mark, StringComparison.Ordinal))
                said = Read(Base64Url.DecodeFromChars(pair.AsSpan(Parameter.Length + 1 + Mark.Length)));
        }
        return (path + (rest.Count == 0 ? "" : "?" + string.Join('&', rest)) + fragment, said);
    }

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Short);

    internal static Flash? Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<Flash>(bytes, Short);

    private static (string Before, string From) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var i ? (text[..i], text[i..]) : (text, "");
}
