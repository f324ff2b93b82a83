using Stamgast.Formats;

namespace Stamgast.ExtraFields;

/// <summary>The context for reading a value of an extra field.</summary>
/// <param name="PointIsDecimal">True where the organisation uses a decimal point.</param>
public readonly record struct ExtraContext(DateOnly Today, DateOrder DateOrder = DateOrder.DayMonthYear, bool PointIsDecimal = false);

/// <summary>
/// Turns the text of a cell or form field into the canonical text of an extra field, or says why not. A canonical text gives itself.
/// </summary>
public static class ExtraRules
{
    /// <summary>The longest text on one line, in UTF-16 characters.</summary>
    public const int LongestLine = 500;

    /// <summary>The longest text with line breaks, in UTF-16 characters.</summary>
    public const int LongestText = 20_000;

    /// <summary>Separates several choices of one field.</summary>
    public const string Separator = RecordValues.ListSeparator;

    private static readonly string[] Yes = ["1", "yes", "y", "ja", "j", "oui", "o", "true", "waar", "vrai", "wahr", "x"];
    private static readonly string[] No = ["0", "no", "n", "nee", "neen", "non", "nein", "false", "onwaar", "faux", "falsch"];

    /// <summary>The value of a text; nothing for an empty one.</summary>
    public static Reading Read(ExtraDefinition field, string? text, in ExtraContext context)
    {
        text = text?.Trim() ?? "";
        if (text.Length == 0) return Reading.Nothing;
        if (field.Kind == ExtraKind.Long) return PlainText.Text(new CellText(text), LongestText);
        if (field.Kind == ExtraKind.Choices) return Several(field, text);
        var line = PlainText.Line(new CellText(text), LongestLine);
        if (line.Value is not { } value) return line;
        return field.Kind switch
        {
            ExtraKind.Text => line,
            ExtraKind.Number => ExtraNumber.Read(value, 0, context.PointIsDecimal),
            ExtraKind.Amount => ExtraNumber.Read(value.Trim('€', '$', '£', ' ', '\u00A0'), 2, context.PointIsDecimal),
            ExtraKind.Date => DateText.Read(new CellText(value), context.DateOrder, context.Today),
            ExtraKind.Flag => Flag(value),
            ExtraKind.Choice => field.ChoiceOf(value) is { } choice ? Reading.Of(choice.Name) : Reading.Refused("choice.unknown", Offered(field)),
            _ => throw new ArgumentOutOfRangeException(nameof(field), field.Kind, "A kind of extra field without a rule."),
        };
    }

    // In the order of the definition, so that equal choices are equal texts.
    private static Reading Several(ExtraDefinition field, string text)
    {
        string[] given = field.ChoiceOf(text) is not null ? [text] : text.Split(['|', ';', '\n'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var meant = given.Select(field.ChoiceOf).ToList();
        if (meant.Contains(null)) return Reading.Refused("choice.unknown", Offered(field));
        var chosen = field.Choices.Where(meant.Contains).Select(c => c.Name).ToList();
        return chosen.Count == 0 ? Reading.Nothing : Reading.Of(string.Join(Separator, chosen));
    }

    private static Reading Flag(string value) =>
        Yes.Contains(value, StringComparer.OrdinalIgnoreCase) ? Reading.Of("1")
        : No.Contains(value, StringComparer.OrdinalIgnoreCase) ? Reading.Of("0") : Reading.Refused("flag.unknown");

    private static string Offered(ExtraDefinition field) =>
        string.Join(", ", field.Choices.Where(c => !c.Archived).Select(c => c.Name).Take(8)) + (field.Choices.Count(c => !c.Archived) > 8 ? ", ..." : "");
}
