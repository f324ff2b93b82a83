using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stamgast.Formats;
using Stamgast.Language;

namespace Stamgast.Customers.Rules;

/// <summary>
/// Why a value is refused: the field (its ordinal), a stable code, the text that was given and, for some codes, a detail such
/// as a limit or a country. The caller knows where (line and column).
/// </summary>
public sealed record Problem([property: JsonConverter(typeof(FieldByName))] int Field, string Code, string Text, string? Detail = null) : IFormattable
{
    /// <summary>Of an extra field: "x:" and its key. The field is then <see cref="CustomerFields.Extra"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Extra { get; init; }

    /// <summary>The name of the field in files; null when the problem is of none.</summary>
    [JsonIgnore]
    public string? Name => Extra ?? (Field < 0 ? null : CustomerFields.Stored[Field].Name);

    /// <summary>What is wrong, one sentence.</summary>
    public string What(CultureInfo culture) => Texts.Get($"problem.{Code}.what", culture, Text, Detail);

    /// <summary>What the reader can do.</summary>
    public string Remedy(CultureInfo culture) => Texts.Get($"problem.{Code}.remedy", culture, Text, Detail, Example);

    /// <summary>Inside a refusal: {0:what}, {0:remedy}, {0:field}.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => format switch
    {
        "what" => What(CultureOf(formatProvider)),
        "remedy" => Remedy(CultureOf(formatProvider)),
        "field" => Extra ?? Texts.Get(CustomerFields.All[Field].CaptionKey, CultureOf(formatProvider)),
        _ => ToString(),
    };

    private string? Example => Code == "vat.shape" ? VatNumber.Example(Detail) : null;

    private static CultureInfo CultureOf(IFormatProvider? provider) => provider as CultureInfo ?? CultureInfo.InvariantCulture;
}

/// <summary>
/// Stores a field by its name, since ordinals move when fields come and go; null stands for what is no field. Reads the numbers that proposals
/// of earlier versions hold too.
/// </summary>
internal sealed class FieldByName : JsonConverter<int>
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetInt32(),
        JsonTokenType.String => CustomerShape.Instance.ByName(reader.GetString()!)?.Ordinal ?? -1,
        _ => -1,
    };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options)
    {
        if (value >= 0) writer.WriteStringValue(CustomerFields.Stored[value].Name);
        else writer.WriteNullValue();
    }
}
