using System.Globalization;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Formats.Phones;

namespace Stamgast.Customers.Rules;

/// <summary>
/// Turns the text of a cell or form field into the canonical text of that field, or says why not. Pure: the same text in the same context always
/// gives the same value, and a canonical text gives itself (export and import change nothing). Runs for every cell of every import, so it neither
/// throws nor allocates more than its result.
/// </summary>
public static class FieldRules
{
    /// <summary>The cell text for a value hidden from the reader of the export; never written back.</summary>
    public const string Mask = "***";

    /// <summary>The warning for a text that means there is no value.</summary>
    public const string Nothing = "text.nothing";

    private const int QuotedTextLength = 80;

    /// <summary>The value of a cell.</summary>
    public static NormalisedValue Normalise(CustomerField field, ReadOnlySpan<char> input, in RuleContext context) =>
        Normalise(field, new CellText(input), context);

    /// <summary>The value of a cell that is a string already, which is the value itself when nothing changes.</summary>
    public static NormalisedValue Normalise(CustomerField field, string? input, in RuleContext context) =>
        input is null ? default : Normalise(field, new CellText(input), context);

    /// <summary>
    /// True when the cell is its own value without any remark; no string is made of it then. Otherwise its value, as returned by
    /// <see cref="Normalise(CustomerField, ReadOnlySpan{char}, in RuleContext)"/>.
    /// </summary>
    internal static bool IsAsWritten(CustomerField field, ReadOnlySpan<char> input, in RuleContext context, out NormalisedValue value)
    {
        value = Normalise(field, field.IsList ? new CellText(input) : CellText.WithoutString(input), context);
        if (!CellText.IsItself(value.Value)) return false;
        if (value.Warning is null) return true;
        value = value with { Value = input.ToString() };
        return false;
    }

    /// <summary>
    /// True for a date, phone number, e-mail address or account as programs write them: the cell <see cref="IsAsWritten"/>, with nothing to repair or
    /// count. False for any other field, and for a value that takes longer to judge.
    /// </summary>
    internal static bool IsCanonical(CustomerField field, ReadOnlySpan<char> cell, in RuleContext context) => field.Kind switch
    {
        FieldKind.Date => DateText.IsCanonical(cell) && (field.Ordinal != CustomerFields.BirthDate || !DateText.IsAfter(cell, context.Today)),
        FieldKind.Phone => PhoneNumber.IsCanonical(cell),
        FieldKind.Email => EmailAddress.IsCanonical(cell),
        FieldKind.Iban => Iban.IsValid(cell),
        _ => false,
    };

    /// <summary>True for a cell that <see cref="IsAsWritten"/> in any context, as nearly all names, streets and cities are: printable ASCII without a
    /// space at either end.</summary>
    internal static bool IsCleanLine(ReadOnlySpan<char> text, int maxLength) => MayBeCleanLine(text, maxLength) && PlainText.IsSimple(text);

    /// <summary>The same but for the letters between its ends, which the caller looks at.</summary>
    internal static bool MayBeCleanLine(ReadOnlySpan<char> text, int maxLength) =>
        !text.IsEmpty && text.Length <= maxLength && text[0] is > '*' && text[^1] != ' ';

    /// <summary>
    /// All fields of a customer at once; countries first, since phones and postal codes depend on them. A field with a problem is empty in the
    /// result; a masked one keeps the value of <paramref name="before"/>.
    /// </summary>
    /// <param name="remarks">Interpretations and omissions, with the code of the warning.</param>
    public static CustomerValues NormaliseAll(CustomerValues raw, RuleContext context, ICollection<Problem> problems, CustomerValues? before = null,
        ICollection<Problem>? remarks = null)
    {
        var clean = new CustomerValues();
        Take(CustomerFields.Country, context);
        Take(CustomerFields.DeliveryCountry, context);
        context = context with { Country = clean[CustomerFields.Country] ?? context.Country, DeliveryCountry = clean[CustomerFields.DeliveryCountry] };
        foreach (var field in CustomerFields.All)
            if (field.Kind != FieldKind.Country) Take(field.Ordinal, context);
        return clean;

        void Take(int ordinal, in RuleContext known)
        {
            var read = Normalise(CustomerFields.All[ordinal], raw[ordinal], known);
            clean[ordinal] = read.IsMasked ? before?[ordinal] : read.Value;
            if (read.Problem is { } problem) problems.Add(problem);
            if (read.Warning is { } warning) remarks?.Add(new Problem(ordinal, warning, raw[ordinal]!));
        }
    }

    /// <summary>Moves a city or country from a postal code into its own field, if that is empty; call it before <see cref="NormaliseAll"/>.</summary>
    /// <returns>The fields that were filled; a bit by ordinal.</returns>
    public static ulong Spread(CustomerValues raw, in RuleContext context) => PostalTown.Spread(raw, context);

    /// <summary>
    /// The remark on a value that was kept although it does not fit the customer's new country; null if it fits, or the country did not change.
    /// </summary>
    public static Problem? Misfit(int field, CustomerValues values, CustomerValues? before, in RuleContext context)
    {
        var country = field == CustomerFields.DeliveryPostalCode && values.Has(CustomerFields.DeliveryCountry)
            ? CustomerFields.DeliveryCountry : CustomerFields.Country;
        if (values[country] is not { } now || now == before?[country] || values[field] is not { } value || value != before?[field]) return null;
        var here = context with { Country = now, DeliveryCountry = country == CustomerFields.DeliveryCountry ? now : null };
        var read = Normalise(CustomerFields.All[field], value, here);
        return read.Problem is null && read.Value == value ? null : new Problem(country,
            field == CustomerFields.EnterpriseNumber ? "enterprise.misfit" : "postal.misfit", value);
    }

    /// <summary>The fields whose values depend on the country.</summary>
    public static readonly IReadOnlyList<int> OfCountries = [CustomerFields.PostalCode, CustomerFields.DeliveryPostalCode, CustomerFields.EnterpriseNumber];

    private const ulong Houses =
        1UL << CustomerFields.HouseNumber | 1UL << CustomerFields.Box | 1UL << CustomerFields.DeliveryHouseNumber | 1UL << CustomerFields.DeliveryBox;

    /// <summary>A value that a person gives outside a form or file, by the same rule.</summary>
    /// <exception cref="RefusedException">value.refused</exception>
    public static string? Given(CustomerField field, string text, in RuleContext context)
    {
        var read = Normalise(field, text, context);
        return read.Problem is { } problem ? throw new RefusedException("value.refused", problem) : read.Value;
    }

    /// <summary>True for a stored value that its rule accepts as it is.</summary>
    /// <param name="isOfEarlierRule">For one that it does not accept: the rule used to be different, or it is that of another country.</param>
    internal static bool IsStored(CustomerField field, string value, in RuleContext context, out bool isOfEarlierRule)
    {
        var read = Normalise(field, value, context);
        isOfEarlierRule = value.Length <= field.MaxLength && (read.Warning == Nothing || read.Warning == "house.decimal" || read.Problem?.Code == "name.length"
            || (field.Kind is FieldKind.PostalCode or FieldKind.EnterpriseNumber or FieldKind.VatNumber && PlainText.IsSimple(value)));
        return read.Problem is null && read.Value == value;
    }

    /// <summary>The problem of a text that is longer than its field.</summary>
    internal static Problem TooLong(CustomerField field, ReadOnlySpan<char> text) =>
        new(field.Ordinal, "text.length", Quoted(text), field.MaxLength.ToString(CultureInfo.InvariantCulture));

    private static NormalisedValue Normalise(CustomerField field, CellText cell, in RuleContext context) =>
        field.Kind == FieldKind.Line && IsCleanLine(cell.Characters, field.MaxLength) && !EmptyTexts.MayBe(cell.Characters)
            && !IsDecimal(field, cell.Characters)
            ? new(cell.ToString(), null, null, false)
            : Examine(field, cell, context);

    // "12.0": a house number or a box that another program took for a number.
    private static bool IsDecimal(CustomerField field, ReadOnlySpan<char> cell) =>
        cell.Length is > 2 and < 7 && cell[^1] == '0' && cell[^2] is '.' or ',' && (Houses >> field.Ordinal & 1) != 0 && cell[0] is > '0'
            and <= '9' && CheckDigits.AreDigits(cell[..^2]);

    private static NormalisedValue Examine(CustomerField field, CellText cell, in RuleContext context)
    {
        var whole = cell;
        cell = cell.Trim();
        if (cell.IsEmpty) return default;
        if (cell.Characters.SequenceEqual(Mask)) return new(null, null, null, IsMasked: true);
        string? warning = null;
        if (field.Kind is not (FieldKind.Line or FieldKind.Text) && !PlainText.IsSimple(cell.Characters))
        {
            // A list may have one value per line in a cell.
            var cleaned = field.IsList ? PlainText.Text(cell, int.MaxValue) : PlainText.Line(cell, int.MaxValue);
            if (cleaned.Value is null) return new(null, null, cleaned.Warning, false);
            warning = cleaned.Warning;
            if (!CellText.IsItself(cleaned.Value)) cell = new CellText(cleaned.Value);
        }
        if (EmptyTexts.IsError(cell.Characters) || EmptyTexts.SayNothing(field, IsPersonsName(field), cell.Characters)) return new(null, null, Nothing, false);
        var read = Read(field, cell, context);
        if (read.Problem is null && read.Value is { } value && cell.Of(value).Length > field.MaxLength)
            read = Reading.Refused("text.length", field.MaxLength.ToString(CultureInfo.InvariantCulture));
        // After invisible characters there may be nothing either.
        if (read.Value is { } line && field.Kind is FieldKind.Line or FieldKind.Text
            or FieldKind.NameList && !CellText.IsItself(line) && EmptyTexts.SayNothing(field, IsPersonsName(field), line))
            return new(null, null, Nothing, false);
        return read.Problem is null
            ? new(read.Value, null, read.Warning ?? warning, false)
            : new(null, new Problem(field.Ordinal, read.Problem,
            Quoted(field.IsList && read is { Detail: { } element, Problem: not "text.length" } ? element : whole.Characters), read.Detail), null, false);
    }

    private static Reading Read(CustomerField field, CellText cell, in RuleContext context) => field.Kind switch
    {
        FieldKind.Line when IsDecimal(field, cell.Characters) => Reading.Of(cell.ToText(cell.Characters[..^2]), "house.decimal"),
        FieldKind.Line => PlainText.Line(cell, field.MaxLength),
        FieldKind.Text => PlainText.Text(cell, field.MaxLength),
        FieldKind.Type => Word(ChoiceWords.Type(cell.Characters), "type.unknown"),
        FieldKind.Gender => Word(ChoiceWords.Gender(cell.Characters), "gender.unknown"),
        FieldKind.Flag => Word(ChoiceWords.Flag(cell.Characters), "flag.unknown"),
        FieldKind.Country => Word(Countries.Find(cell.Characters), "country.unknown"),
        FieldKind.Language => Word(Languages.Find(cell.Characters), "language.unknown"),
        FieldKind.Date => Date(field, cell, context),
        FieldKind.Email => EmailAddress.Read(cell),
        FieldKind.Phone => PhoneNumber.Read(cell, context.Country ?? context.HomeCountry),
        FieldKind.EmailList => ListText.Emails(cell, field.MaxLength),
        FieldKind.PhoneList => ListText.Phones(cell, context.Country ?? context.HomeCountry, field.MaxLength),
        FieldKind.NameList when field.Ordinal == CustomerFields.Shops && context.Shops is { } shops => shops.Read(ListText.Names(cell, field.MaxLength), cell),
        FieldKind.NameList => ListText.Names(cell, field.MaxLength),
        FieldKind.PostalCode => PostalCode.Read(cell, CountryOf(field, context), context.HomeCountry),
        FieldKind.EnterpriseNumber => EnterpriseNumber.Read(cell, context.Country ?? context.HomeCountry),
        FieldKind.VatNumber => VatNumber.Read(cell, context.Country ?? context.HomeCountry),
        FieldKind.Iban => Iban.Read(cell),
        FieldKind.Website => Website.Read(cell, field.MaxLength),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field.Kind, "A kind of field without a rule."),
    };

    private static bool IsPersonsName(CustomerField field) => field.Ordinal is CustomerFields.FirstName or CustomerFields.LastName;

    private static Reading Word(string? code, string problem) => code is null ? Reading.Refused(problem) : Reading.Of(code);

    private static Reading Date(CustomerField field, CellText cell, in RuleContext context)
    {
        var read = DateText.Read(cell, context.DateOrder, context.Today);
        // A year alone is enough for "customer since"; a birth on New Year's Day would be invented.
        if (read.Problem == "date.unreadable" && DateText.FirstDayOf(cell.Characters) is { } first)
            return field.Ordinal == CustomerFields.BirthDate ? Reading.Of(null, "date.year_only") : Reading.Of(first, "date.first_day");
        if (field.Ordinal != CustomerFields.BirthDate || read.Value is null) return read;
        return DateText.IsAfter(cell.Of(read.Value), context.Today) ? Reading.Refused("date.future") : read;
    }

    private static string? CountryOf(CustomerField field, in RuleContext context) =>
        field.Ordinal == CustomerFields.DeliveryPostalCode ? context.DeliveryCountry ?? context.Country : context.Country;

    private static string Quoted(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length <= QuotedTextLength ? text.ToString() : string.Concat(text[..QuotedTextLength], "…");
    }
}
