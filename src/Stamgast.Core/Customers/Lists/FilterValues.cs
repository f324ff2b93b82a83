using System.Globalization;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Formats;

namespace Stamgast.Customers.Lists;

/// <summary>The value of a filter in an address, read like the value of its field: "30/7/1985" is 1985-07-30, "Belgique" is BE.</summary>
internal static class FilterValues
{
    private const int Year = 4;
    private const int YearAndMonth = 7;
    private const int LongestId = 18;

    /// <summary>The value in comparable and canonical form; null when it is invalid.</summary>
    public static string? Read(CustomerField field, FieldOperator how, string text)
    {
        if (text.Length == 0) return FilterFields.MayBeEmpty(field) && how is FieldOperator.Is or FieldOperator.IsNot ? text : null;
        if (text == FieldFilter.Anything && how == FieldOperator.Is) return text;
        if (field == FilterFields.Id) return text.Length <= LongestId && text.All(char.IsAsciiDigit) ? text : null;
        return field.Kind switch
        {
            _ when field is ExtraListField extra => Extra(extra.Definition, text),
            FieldKind.Date => Date(text),
            FieldKind.Flag => ChoiceWords.Flag(text),
            FieldKind.Type => ChoiceWords.Type(text),
            FieldKind.Gender => ChoiceWords.Gender(text),
            FieldKind.Country => Countries.Find(text),
            FieldKind.Language => Languages.Find(text),
            _ => text,
        };
    }

    /// <summary>The code of the refusal of a value that cannot be.</summary>
    public static string RefusalOf(CustomerField field) => field.Kind switch
    {
        _ when field == FilterFields.Id => "filter.id",
        _ when field is ExtraListField { Definition.Kind: ExtraKind.Number or ExtraKind.Amount } => "filter.number",
        _ when field is ExtraListField { Definition.HasChoices: true } => "filter.choice",
        FieldKind.Date => "filter.date",
        FieldKind.Flag => "filter.flag",
        FieldKind.Gender => "filter.gender",
        FieldKind.Country => "filter.country",
        FieldKind.Language => "filter.language",
        FieldKind.Type => "filter.value",
        _ => "filter.empty",
    };

    /// <summary>The first day that a date names, a whole year or month included, and the first one after it.</summary>
    public static (string From, string To) Days(string date)
    {
        var first = DateOnly.ParseExact(date.Length switch { Year => date + "-01-01", YearAndMonth => date + "-01", _ => date }, "yyyy-MM-dd",
            CultureInfo.InvariantCulture);
        var next = date.Length switch { Year => first.AddYears(1), YearAndMonth => first.AddMonths(1), _ => first.AddDays(1) };
        return (DateText.Write(first), DateText.Write(next));
    }

    // In an address 1.234 is more than a thousand; what people type is read as they write it before it comes here.
    private static string? Extra(ExtraDefinition field, string text) => field.Kind switch
    {
        ExtraKind.Date => Date(text),
        ExtraKind.Flag => ChoiceWords.Flag(text),
        ExtraKind.Number or ExtraKind.Amount => ExtraRules.Read(field, text, default).Value,
        ExtraKind.Choice or ExtraKind.Choices => field.ChoiceOf(text)?.Name,
        _ => text,
    };

    private static string? Date(string text)
    {
        if (text.Length is Year or YearAndMonth)
        {
            var whole = text.Length == Year ? text + "-01-01" : text + "-01";
            if (DateOnly.TryParseExact(whole, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1850 and < 2200)
                return text;
        }
        var read = DateText.Read(new CellText(text), DateOrder.DayMonthYear, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        return read.Problem is null && read.Value?.Length == 10 ? read.Value : null;
    }
}
