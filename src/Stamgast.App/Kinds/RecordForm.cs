using System.Globalization;
using Stamgast.App.Kinds.References;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Tasks;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;

namespace Stamgast.App.Kinds;

/// <summary>The form of a record: the input as typed, and the problems with it. Only edited fields are changed.</summary>
public sealed class RecordForm
{
    private const int Quoted = 80;

    private readonly Dictionary<int, string?> typed = [];
    private readonly Dictionary<string, string> unread = new(StringComparer.Ordinal);

    private RecordForm(KindPart part, RecordValues was, int version) => (Part, Was, Version) = (part, was, version);

    public KindPart Part { get; }

    public RecordKind Kind => Part.Kind;

    /// <summary>The values of the version that the form shows.</summary>
    public RecordValues Was { get; private set; }

    /// <summary>That version; 0 for a new record.</summary>
    public int Version { get; private set; }

    /// <summary>The problems, by field ordinal.</summary>
    public Dictionary<int, string> Problems { get; } = [];

    /// <summary>Values that somebody else has given to fields that were changed here too, by field ordinal.</summary>
    public Dictionary<int, string?> Theirs { get; } = [];

    /// <summary>Customers between whom the person has to choose, by field ordinal.</summary>
    public Dictionary<int, IReadOnlyList<(long Id, string? Name, string? Town)>> Choices { get; } = [];

    /// <summary>The fields that people fill in: the customer and the shop first, what other programs give last.</summary>
    public IEnumerable<KindField> Fields => Kind.Fields.OrderBy(Place).Where(f => f.By == GivenBy.Anybody && !f.IsDerived && f.Kind != FieldKind.Map
        && !Kind.IsFixed(f, Was) && !Part.FormPartShows.Contains(f));

    private int Place(KindField field) => field == Kind.Customer ? 0 : field == Kind.Shop ? 1
        : field.Kind == FieldKind.Text ? 4 : field == Kind.Currency || field.Name is "external_number" or "source" ? 3 : 2;

    /// <summary>The texts of all fields, as given or as they were.</summary>
    public IReadOnlyDictionary<int, string?> Typed => typed;

    public static RecordForm Of(KindPart part, RecordValues values, int version) => new(part, values, version);

    /// <summary>The submitted form.</summary>
    /// <param name="was">The values of the version that the form shows, from the base.</param>
    public static RecordForm Read(KindPart part, IFormCollection sent, RecordValues was, int version, Visit visit)
    {
        var form = new RecordForm(part, was, version);
        foreach (var field in form.Fields)
            if (field.Kind == FieldKind.Flag) form.typed[field.Ordinal] = sent[field.Name].Contains("1") ? "1" : "0";
            else if (sent.ContainsKey(field.Name)) form.typed[field.Ordinal] = sent[field.Name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
        part.FormReader?.Invoke(form, sent, visit);
        return form;
    }

    /// <summary>The input of a field, as one types it.</summary>
    public string? Text(KindField field, RecordNames names, Visit visit) =>
        typed.TryGetValue(field.Ordinal, out var text) ? text : Shown(field, Was[field], names, visit);

    /// <summary>The stored or given text of a field that a form part edits itself.</summary>
    public string? Value(KindField field) => typed.TryGetValue(field.Ordinal, out var text) ? text : Was[field];

    /// <summary>What a form part read for a field that it edits itself.</summary>
    internal void Put(KindField field, string? value) => typed[field.Ordinal] = value;

    /// <summary>
    /// A number of a form part, read as the form shows numbers. What cannot be read is a problem of the field; its input shows it again (<see cref="Unread"/>).
    /// </summary>
    /// <param name="input">The name and row of its input.</param>
    /// <param name="usual">What an empty input means.</param>
    internal decimal Number(KindField field, string input, string text, decimal usual, Visit visit)
    {
        if (text.Length == 0) return usual;
        var read = Amount.Read(text, visit.PointIsDecimal);
        if (read.Problem is not { } code) return Amount.Of(read.Value);
        var quoted = text.Length > Quoted ? text[..Quoted] + "…" : text;
        unread[input] = quoted;
        Add(new FieldProblem(field, code, quoted, read.Detail), visit);
        return usual;
    }

    /// <summary>An amount as this person writes it, in a form that means the same to everybody; any other text as it is.</summary>
    internal static string? AsShown(KindField field, string? text, Visit visit) =>
        field.Kind == FieldKind.Amount && text is not null ? AmountAsShown(text, visit) : text;

    /// <summary>An amount or quantity as this person writes it, in a form that means the same to everybody; one that cannot be read stays as it is.</summary>
    internal static string AmountAsShown(string text, Visit visit) => Amount.Read(text, visit.PointIsDecimal).Value ?? text;

    /// <summary>The text of an input that could not be read as a number; null for any other.</summary>
    internal string? Unread(string input) => unread.GetValueOrDefault(input);

    /// <summary>The edited fields; records that are named are searched for. Problems with that are among <see cref="Problems"/>.</summary>
    public GivenRecord Given(RecordNames names, Base customers, ListMemory memory, Visit visit)
    {
        var texts = new Dictionary<int, string?>();
        foreach (var (ordinal, text) in typed)
        {
            var field = Kind.Fields[ordinal];
            if (text == (field.Kind == FieldKind.Map ? Was[field] : Shown(field, Was[field], names, visit) ?? "")) continue;
            texts[ordinal] = field.Kind switch
            {
                FieldKind.Reference => Picked(field, text ?? "", customers, memory, visit),
                _ => AsShown(field, text, visit),
            };
        }
        return new GivenRecord(Was, texts);
    }

    /// <summary>Uses the current values as the new starting point; the input stays.</summary>
    public void StartAgainFrom(RecordState now) => (Was, Version) = (now.Values, now.Version);

    /// <summary>Puts a problem at its field; the first of a field stays.</summary>
    public void Add(FieldProblem problem, Visit visit) =>
        Problems.TryAdd(problem.Field.Ordinal, problem.What(visit.Culture) + " " + problem.Remedy(visit.Culture));

    private static string? Shown(KindField field, string? value, RecordNames names, Visit visit) => value is null ? null : field.Kind switch
    {
        FieldKind.Reference when field.To == "shops" => value,
        FieldKind.Reference => $"{names.Of(field.To!, long.Parse(value, CultureInfo.InvariantCulture))} (#{value})",
        FieldKind.Amount => Amount.Show(Amount.Of(value), 2, visit.Culture).Replace(visit.Culture.NumberFormat.NumberGroupSeparator, "",
            StringComparison.Ordinal),
        FieldKind.Moment => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? TimeZoneInfo.ConvertTime(moment, visit.Zone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : value,
        FieldKind.NameList => value.Replace(RecordValues.ListSeparator, " | ", StringComparison.Ordinal),
        _ => value,
    };

    private string? Picked(KindField field, string text, Base customers, ListMemory memory, Visit visit)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (field.To == "customers")
        {
            var pick = CustomerPick.Of(text, customers, visit.Viewer, memory);
            if (pick.Id is { } id) return id.ToString(CultureInfo.InvariantCulture);
            Choices[field.Ordinal] = pick.Choices;
            Problems[field.Ordinal] = visit.T(pick.Choices.Count == 0 ? "records.customer.none" : "records.customer.several", text.Trim());
            return Was[field];
        }
        // A number of digits alone is a number first, and an ID if no record has it.
        if (RecordKinds.Find(field.To!) is { } kind && AskedRecords.Named(customers, kind, text.Trim()) is { } found)
            return found.Id.ToString(CultureInfo.InvariantCulture);
        if (RecordReferenceText.IdOf(text) is { } given) return given.ToString(CultureInfo.InvariantCulture);
        Problems[field.Ordinal] = visit.T("records.reference.none", text.Trim());
        return Was[field];
    }
}
