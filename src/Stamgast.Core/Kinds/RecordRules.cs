using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Kinds;

/// <summary>The requested values of a record: the texts of the edited fields, by ordinal, beside the earlier values.</summary>
/// <param name="Was">The values of the version that the person saw; those of <see cref="RecordShape.Blank"/> for a new record.</param>
/// <param name="Texts">As typed; null or blank clears the field.</param>
public sealed record GivenRecord(RecordValues Was, IReadOnlyDictionary<int, string?> Texts)
{
    /// <summary>A new record with these texts.</summary>
    public static GivenRecord New(RecordKind kind, params (KindField Field, string? Text)[] texts) =>
        new(kind.Shape.Blank(), texts.ToDictionary(t => t.Field.Ordinal, t => t.Text));
}

/// <summary>The result of checking a <see cref="GivenRecord"/>: the values to store, and the problems in the order of the fields.</summary>
public sealed record JudgedRecord(RecordValues Values, IReadOnlyList<FieldProblem> Problems)
{
    /// <exception cref="RecordRefusedException">Something is wrong with it.</exception>
    internal RecordValues ValuesOrRefusal() => Problems.Count > 0 ? throw new RecordRefusedException(Problems) : Values;
}

/// <summary>Turns the input for a record into canonical values, or says why not, as its kind declares.</summary>
public static class RecordRules
{
    private const int Quoted = 80;

    /// <summary>The values to store. Only edited fields are checked; what follows from them is settled.</summary>
    /// <param name="by">Fields given by others are ignored: a form does not set what only steps set.</param>
    public static JudgedRecord Judge(RecordKind kind, GivenRecord given, KindContext context, GivenBy by = GivenBy.Anybody)
    {
        var values = given.Was.Copy();
        var problems = new List<FieldProblem>();
        foreach (var field in kind.Fields)
        {
            if (field.By > by || !given.Texts.TryGetValue(field.Ordinal, out var text)) continue;
            if (kind.IsFixed(field, given.Was))
            {
                if ((text ?? "") != (given.Was[field] ?? "")) problems.Add(new FieldProblem(field, "record.fixed", Short(text ?? "")));
                continue;
            }
            var read = string.IsNullOrWhiteSpace(text) ? Reading.Of(field.Default) : Read(field, text, given.Was[field], context);
            if (read.Problem is { } code) problems.Add(new FieldProblem(field, code, Short(text!), read.Detail));
            else values[field] = read.Value;
        }
        UsualShop(kind, given, values, context);
        Needs(kind, given, values, context, problems);
        kind.Settle(values, given.Was, context, problems);
        kind.Shape.Derive(values);
        return new JudgedRecord(values, [.. problems.OrderBy(p => p.Field.Ordinal)]);
    }

    /// <summary>One value as its field declares.</summary>
    /// <param name="was">The value before: an untouched reference stays, whatever became of its record.</param>
    public static Reading Read(KindField field, string text, string? was, KindContext context)
    {
        text = text.Trim();
        return field.Kind switch
        {
            FieldKind.Line => PlainText.Line(text, field.MaxLength),
            FieldKind.Text => PlainText.Text(text, field.MaxLength),
            // A year of two digits is one of the next decades, not of the past ones as with a birthday.
            FieldKind.Date => DateText.Read(text, context.Rules.DateOrder, context.Rules.Today.AddYears(50)),
            FieldKind.Amount => Amount.Read(text, context.Rules.PointIsDecimal),
            FieldKind.Choice => Choice(field, text),
            FieldKind.Moment => Moment(text, context),
            FieldKind.Reference => Reference(field, text, was, context),
            FieldKind.Whole when field.IsUser => User(text, was, context),
            FieldKind.Whole => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? Reading.Of(whole.ToString(CultureInfo.InvariantCulture)) : Reading.Refused("number.unreadable"),
            FieldKind.Map => Reading.Of(text),
            _ => AsOfCustomers(field, text, context),
        };
    }

    /// <summary>The code of a choice given by its code or by its word in one of the four languages; null when unknown.</summary>
    public static string? CodeOf(KindField field, string text)
    {
        var folded = Text.Folding.Letters(text);
        return field.Choices.FirstOrDefault(code => Text.Folding.Letters(code) == folded
            || Language.Texts.Entries.TryGetValue($"choice.{field.Name}.{code}", out var words) && words.Any(w => Text.Folding.Letters(w) == folded));
    }

    // Who does not speak of a shop, such as a file without that column, means the only one, or the first.
    private static void UsualShop(RecordKind kind, GivenRecord given, RecordValues values, KindContext context)
    {
        if (kind.Shop is not { IsRequired: true } shop || values[shop] is not null || context.ActiveShops.Count == 0) return;
        if (given.Texts.ContainsKey(shop.Ordinal) && context.ActiveShops.Count > 1) return;
        values[shop] = context.ActiveShops[0].ToString(CultureInfo.InvariantCulture);
    }

    private static void Needs(RecordKind kind, GivenRecord given, RecordValues values, KindContext context, List<FieldProblem> problems)
    {
        foreach (var field in kind.Fields)
            if (field.IsRequired && values[field] is null && !(field == kind.Shop && context.ActiveShops.Count == 0)
                && problems.TrueForAll(p => p.Field != field))
                problems.Add(new FieldProblem(field, "record.missing", ""));
        if (!kind.NeedsActiveCustomer || kind.Customer is not { } customer || values[customer] is not { } id || values[customer] == given.Was[customer]) return;
        if (context.CustomerOf(long.Parse(id, CultureInfo.InvariantCulture)) is { } found && found.Values[CustomerFields.Active] == "0")
            problems.Add(new FieldProblem(customer, "record.inactive", found.Values.DisplayName ?? id, id));
    }

    private static Reading Choice(KindField field, string text) =>
        CodeOf(field, text) is { } code ? Reading.Of(code)
        : Reading.Refused("record.choice", string.Join(", ", field.Choices));

    private static Reading Moment(string text, KindContext context)
    {
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var moment)) return Reading.Of(KindContext.Written(moment.UtcDateTime));
        string[] forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "dd/MM/yyyy HH:mm", "dd-MM-yyyy HH:mm", "d/M/yyyy H:mm"];
        if (DateTime.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return Reading.Of(KindContext.Written(ToUtc(local, context)));
        var day = DateText.Read(text, context.Rules.DateOrder, context.Rules.Today.AddYears(50));
        return day.Value is null ? Reading.Refused("record.moment")
            : Reading.Of(KindContext.Written(ToUtc(DateTime.ParseExact(day.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture), context)));
    }

    private static DateTime ToUtc(DateTime local, KindContext context) =>
        TimeZoneInfo.ConvertTimeToUtc(context.Settings.TimeZone.IsInvalidTime(local) ? local.AddHours(1) : local, context.Settings.TimeZone);

    private static Reading Reference(KindField field, string text, string? was, KindContext context)
    {
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id == 0) return Reading.Refused("record.id");
        var canonical = id.ToString(CultureInfo.InvariantCulture);
        if (canonical == was) return Reading.Of(canonical);
        var to = RecordShapes.Of(KindNumbers.Of(field.To!));
        if (to == CustomerShape.Instance)
        {
            if (context.CustomerOf(id) is not { Trashed: false } customer) return Reading.Refused("record.unknown.customer");
            // One of a customer that was merged into this one is of both: it keeps its own, and leaves with it at a split.
            return was is not null && context.CustomerOf(long.Parse(was, CultureInfo.InvariantCulture))?.Id == customer.Id ? Reading.Of(was)
                : Reading.Of(customer.Id.ToString(CultureInfo.InvariantCulture));
        }
        return context.Find(to, id) is { Trashed: false } ? Reading.Of(canonical) : Reading.Refused("record.unknown");
    }

    private static Reading User(string text, string? was, KindContext context)
    {
        var user = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? context.UserById(id) : context.UserByEmail(text);
        if (user is null) return Reading.Refused("task.assignee.unknown");
        var canonical = user.Id.ToString(CultureInfo.InvariantCulture);
        return user.Active || canonical == was ? Reading.Of(canonical) : Reading.Refused("task.assignee.inactive");
    }

    // E-mail addresses, countries, accounts: as in the fields of a customer.
    private static Reading AsOfCustomers(KindField field, string text, KindContext context)
    {
        var alike = new CustomerField(CustomerFields.Notes, field.Name, field.Kind, FieldScope.Everyone, field.MaxLength, field.Default);
        var read = FieldRules.Normalise(alike, text, context.Rules);
        return read.Problem is { } problem ? Reading.Refused(problem.Code, problem.Detail) : Reading.Of(read.Value);
    }

    private static string Short(string text) => text.Length > Quoted ? text[..Quoted] + "…" : text;
}
