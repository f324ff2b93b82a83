using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stamgast.Formats;
using Stamgast.Language;

namespace Stamgast.Customers.Rules;

/// <summary>
/// The reason why a value is refused: the field (its ordinal), a stable code, the text and, for some codes, a detail such as a limit or a country.
/// The caller knows the line and column.
/// </summary>
public sealed record Problem([property: JsonConverter(typeof(FieldByName))] int Field, string Code, string Text, string? Detail = null) : IFormattable
{
    /// <summary>
    /// The name of a field that is no column of customers: for an extra field "x:" and its key, with <see cref="Field"/> then
    /// <see cref="CustomerFields.Extra"/>; for another kind of record the name in its shape, without <see cref="Field"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Extra { get; init; }

    /// <summary>The name of the field in files; null when the problem is of none.</summary>
    [JsonIgnore]
    public string? Name => Extra ?? (Field < 0 ? null : CustomerFields.Stored[Field].Name);

    /// <summary>A problem with a field of any kind of record.</summary>
    /// <param name="field">Its ordinal; negative for the whole record.</param>
    public static Problem Of(RecordShape shape, int field, string code, string text, string? detail = null) =>
        shape is CustomerShape || field < 0 ? new Problem(field, code, text, detail) : new Problem(-1, code, text, detail) { Extra = shape.Fields[field].Name };

    /// <summary>The problem, one sentence.</summary>
    /// <param name="of">The kind of the record; it may have its own wording for what is said of "the customer".</param>
    public string What(CultureInfo culture, RecordShape? of = null) => Texts.Get(KeyOf(of) + ".what", culture, Text, Detail);

    /// <summary>The remedy.</summary>
    /// <inheritdoc cref="What" />
    public string Remedy(CultureInfo culture, RecordShape? of = null) => Texts.Get(KeyOf(of) + ".remedy", culture, Text, Detail, Example);

    private string KeyOf(RecordShape? of) => of is not null and not CustomerShape && Texts.Has($"{of.Key}.problem.{Code}.what")
        ? $"{of.Key}.problem.{Code}" : of is not null and not CustomerShape && Texts.Has($"{of.RefusalFamily}.problem.{Code}.what")
        ? $"{of.RefusalFamily}.problem.{Code}" : "problem." + Code;

    /// <summary>Inside a refusal: {0:what}, {0:remedy}, {0:field}.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => format switch
    {
        "what" => What(CultureOf(formatProvider)),
        "remedy" => Remedy(CultureOf(formatProvider)),
        "field" => Extra ?? Texts.Get(CustomerFields.All[Field].CaptionKey, CultureOf(formatProvider)),
        _ => ToString(),
    };

    private object? Example => Code switch
    {
        "vat.shape" => VatNumber.Example(Detail),
        "number.unreadable" or "amount.unreadable" => 1234.5m,
        _ => null,
    };

    private static CultureInfo CultureOf(IFormatProvider? provider) => provider as CultureInfo ?? CultureInfo.InvariantCulture;
}

/// <summary>
/// Stores a field by its name, since ordinals move when fields are added or removed; null for none. Also reads the numbers in proposals of earlier
/// versions.
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
