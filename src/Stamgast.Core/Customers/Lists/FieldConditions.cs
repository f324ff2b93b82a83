using System.Globalization;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Formats.Phones;

namespace Stamgast.Customers.Lists;

/// <summary>
/// The condition of a <see cref="FieldFilter"/> on a customer (alias c), the same on both engines. Evaluated for every customer if no index has it,
/// so it uses as few functions as possible: they took half of the time.
/// </summary>
/// <param name="parameter">Gives the name of a new parameter with this value.</param>
/// <param name="homeCountry">The country in which phone numbers without a country are read.</param>
internal sealed class FieldConditions(Engine engine, Func<object, string> parameter, Func<string> homeCountry)
{
    private const string Separator = CustomerValues.ListSeparator;

    /// <summary>True when an index of the database finds who passes the filter.</summary>
    public static bool HasIndex(FieldFilter filter) => filter.Operator switch
    {
        _ when filter.Field is ExtraListField extra => ExtraConditions.HasIndex(filter, extra.Definition),
        FieldOperator.Is => (IsIndexed(filter.Field) || filter.Field.Ordinal == CustomerFields.Number
        && filter.Values.All(v => LetterCase.AllOf(v) is not null)) && !filter.Values.Any(v => v is "" or FieldFilter.Anything),
        FieldOperator.StartsWith => IsIndexed(filter.Field) || filter.Field.Ordinal == CustomerFields.Number
        && filter.Values.All(v => LetterCase.AllOf(v) is not null),
        _ => false,
    };

    /// <param name="isAside">True when the index of its field is not to be the way in.</param>
    public string Of(FieldFilter filter, bool isAside = false)
    {
        var field = filter.Field;
        if (field is ExtraListField extra) return new ExtraConditions(engine, parameter, isAside).Of(filter, extra.Definition);
        return filter.Operator switch
        {
            _ when field == FilterFields.Id =>
                All(filter.Values.Select(v => $"c.id {SignOf(filter.Operator)} {parameter(long.Parse(v, CultureInfo.InvariantCulture))}")),
            FieldOperator.Is => Any(filter.Values.Select(v => Is(field, v))),
            // Includes customers without a value, for whom the condition is neither true nor false.
            FieldOperator.IsNot => All(filter.Values.Select(v => $"({Is(field, v)}) is not true")),
            FieldOperator.Contains => All(filter.Values.Select(v => Contains(field, v))),
            FieldOperator.StartsWith => All(filter.Values.Select(v => StartsWith(field, v))),
            _ => All(filter.Values.Select(v => Beside(field, v, filter.Operator == FieldOperator.Before))),
        };
    }

    /// <summary>The tag itself, and those of the same language: "nl" also means "nl-BE".</summary>
    public string IsLanguage(string tag)
    {
        var column = CustomerSort.LanguageColumn(engine);
        // The dot follows the hyphen in character order: the range "nl-" to "nl." has the tags that begin with nl-.
        return tag.Length == 0 ? "c.language is null"
            : tag.Contains('-', StringComparison.Ordinal) ? $"{column} = {parameter(tag)}"
            : $"{column} = {parameter(tag)} or ({column} >= {parameter(tag + "-")} and {column} < {parameter(tag + ".")})";
    }

    private static bool IsIndexed(CustomerField field) => field.Ordinal is CustomerFields.City or CustomerFields.Email;

    private string Is(CustomerField field, string value) => value switch
    {
        "" => $"c.{field.Name} is null",
        FieldFilter.Anything => $"c.{field.Name} is not null",
        _ when field.Ordinal == CustomerFields.City => InCity(parameter(value)),
        _ when field.Ordinal == CustomerFields.Label => $"c.label = {parameter(value)}",
        _ when field.Ordinal == CustomerFields.Number && LetterCase.AllOf(value) is { } spellings =>
        $"c.number in ({string.Join(", ", spellings.Select(parameter))})",
        // As in the index of the order.
        _ when field.Ordinal == CustomerFields.Email => $"{CustomerSort.Expression(field, engine)} = {parameter(LetterCase.Small(value))}",
        _ when field.IsList => $"{Position($"'{Separator}' || {Small(field)} || '{Separator}'", Separator + LetterCase.Small(value) + Separator)} > 0",
        _ => field.Kind switch
        {
            FieldKind.Language => IsLanguage(value),
            FieldKind.Date => IsDay(field, value),
            FieldKind.Flag => value is "0" or "1" ? $"c.{field.Name} = {parameter(value == "1")}" : "1 = 0",
            FieldKind.Gender => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? $"c.{field.Name} = {parameter(number)}" : "1 = 0",
            FieldKind.PostalCode when value.Any(char.IsLetter) && Searched(field, value) is var (column, text) => $"{column} = {parameter(text)}",
            _ => Any(Spellings(field, value).Select(v => IsText(field, v))),
        },
    };

    private string IsText(CustomerField field, string value)
    {
        if (!value.Any(char.IsLetter)) return $"c.{field.Name} = {parameter(value)}";
        return engine.IsInAnyCase("c." + field.Name, parameter(LetterCase.Small(value)));
    }

    // First by the index, which ignores accents, then with accents. PostgreSQL would assume that the second condition excludes nearly everything, and
    // sort a whole city; for a case expression it assumes half.
    private string InCity(string value)
    {
        var text = engine.TypedAs(value, "text");
        return $"({CustomerSort.Expression(CustomerFields.All[CustomerFields.City], engine)} = {CustomerSort.WithoutAccents(text, engine)} and case when "
            + $"lower(c.city) = lower({text}) then true else false end)";
    }

    private string IsDay(CustomerField field, string date)
    {
        var (from, to) = FilterValues.Days(date);
        return date.Length == from.Length ? $"c.{field.Name} = {Day(from)}" : $"c.{field.Name} >= {Day(from)} and c.{field.Name} < {Day(to)}";
    }

    private string Day(string date) => engine.TypedAs(parameter(date), "date");

    // As typed, and as the field would have stored it: "3511ab" is 3511 AB.
    private List<string> Spellings(CustomerField field, string value)
    {
        var kept = field.Kind is FieldKind.Line or FieldKind.Text ? default
            : FieldRules.Normalise(field, value, new RuleContext(homeCountry(), DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)));
        return kept.Value is { } other && other != value ? [value, other] : [value];
    }

    private string Contains(CustomerField field, string value)
    {
        var (column, text) = Searched(field, value);
        var found = $"{Position(column, text)} > 0";
        // First a cheap check: each letter that may have an accent in the column matches any letter.
        return HasAccents(field)
            ? engine.CheapFirst(() => $"c.{field.Name} like {parameter("%" + LetterCase.Pattern(text) + "%")} escape '\\'", found) : found;
    }

    private string StartsWith(CustomerField field, string value)
    {
        // Its index contains customers with a number: without this condition SQLite reads all customers by an index of another column.
        if (field.Ordinal == CustomerFields.Number && LetterCase.AllOf(value) is { } spellings)
            return $"(c.number is not null and {Any(spellings.Select(v => Begins("c.number", v)))})";
        if (field.Kind is FieldKind.Phone or FieldKind.PhoneList)
            return Any(PhoneBeginnings(value).Select(v => field.IsList ? HasElementFrom(field, v) : Begins("c." + field.Name, v)));
        var (column, text) = Searched(field, value);
        if (field.IsList) return HasElementFrom(field, text);
        return IsIndexed(field) ? Begins(column, text) : $"{Position(column, text)} = 1";
    }

    private string HasElementFrom(CustomerField field, string value) => $"{Position($"'{Separator}' || {Small(field)}", Separator + value)} > 0";

    // From the beginning itself up to the last text that begins with it.
    private string Begins(string column, string value) => $"({column} >= {parameter(value)} and {column} < {parameter(value + "\U0010FFFF")})";

    // "0486 12" is +3248612 at home.
    private List<string> PhoneBeginnings(string value)
    {
        var digits = new string([.. value.Where(char.IsAsciiDigit)]);
        if (digits.Length == 0) return ["+"];
        if (value.TrimStart().StartsWith('+')) return ["+" + digits];
        if (digits.StartsWith("00", StringComparison.Ordinal)) return ["+" + digits[2..]];
        var code = CallingCode.Of(homeCountry());
        var hasTrunk = code is { Trunk.Length: > 0 } && digits.StartsWith(code.Trunk, StringComparison.Ordinal);
        return hasTrunk ? ["+" + code!.Digits + digits[code.Trunk.Length..]] : ["+" + digits];
    }

    private static bool HasAccents(CustomerField field) => field.Kind is FieldKind.Line or FieldKind.Text && field.Ordinal != CustomerFields.Number;

    // Column and text in comparable form: without optional characters.
    private (string Column, string Text) Searched(CustomerField field, string value) => field.Kind switch
    {
        FieldKind.Line or FieldKind.Text when field.Ordinal != CustomerFields.Number =>
            (CustomerSort.WithoutAccents("c." + field.Name, engine), CustomerSort.WithoutAccents(value)),
        FieldKind.Phone or FieldKind.PhoneList => ("c." + field.Name, PhoneDigits(value)),
        FieldKind.PostalCode => ($"replace({Small(field)}, ' ', '')", LetterCase.Small(value.Replace(" ", "", StringComparison.Ordinal))),
        FieldKind.Iban or FieldKind.VatNumber or FieldKind.EnterpriseNumber =>
        (Small(field), LetterCase.Small(new string([.. value.Where(char.IsLetterOrDigit)]))),
        _ => (Small(field), LetterCase.Small(value)),
    };

    // The trunk zero of "0486" is missing in numbers with a country.
    private static string PhoneDigits(string value)
    {
        var digits = new string([.. value.Where(char.IsAsciiDigit)]);
        return digits.TrimStart('0') is { Length: > 0 } rest ? rest : digits;
    }

    private string Small(CustomerField field) => engine.Small("c." + field.Name);

    private string Position(string column, string value) => engine.Position(column, parameter(value));

    private string Beside(CustomerField field, string value, bool before)
    {
        if (field.Kind == FieldKind.Date)
        {
            var (from, to) = FilterValues.Days(value);
            return before ? $"c.{field.Name} < {Day(from)}" : $"c.{field.Name} >= {Day(to)}";
        }
        var sign = before ? "<" : ">";
        var digits = value.Length - value.AsSpan().TrimEnd("0123456789").Length;
        if (digits is 0 or > 18) return $"{Small(field)} {sign} {parameter(LetterCase.Small(value))}";
        var number = parameter(long.Parse(value.AsSpan(value.Length - digits), CultureInfo.InvariantCulture));
        var series = LetterCase.Small(value[..^digits]);
        var rest = series.Length == 0 ? "c." + field.Name : $"substr(c.{field.Name}, {(series.Length + 1).ToString(CultureInfo.InvariantCulture)})";
        // Numbers of the same series: C-9 comes before C-10. Text after a house number or the digits of a postal code (3511 AB) does not matter.
        var isNumber = engine.BeginsWithNumber(rest, isWhole: field.Ordinal == CustomerFields.Number);
        var inSeries = series.Length == 0
            ? "" : $"substr({Small(field)}, 1, {series.Length.ToString(CultureInfo.InvariantCulture)}) = {parameter(series)} and ";
        return $"case when {inSeries}{isNumber} then {engine.NumberAtStart(rest)} {sign} {number} else false end";
    }

    private static string SignOf(FieldOperator how) =>
        how switch { FieldOperator.Before => "<", FieldOperator.After => ">", FieldOperator.IsNot => "<>", _ => "=" };

    private static string Any(IEnumerable<string> conditions) => Joined(conditions, " or ");

    private static string All(IEnumerable<string> conditions) => Joined(conditions, " and ");

    private static string Joined(IEnumerable<string> conditions, string word) => string.Join(word, conditions) is { Length: > 0 } all ? $"({all})" : "1 = 1";
}
