using System.Globalization;
using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;

namespace Stamgast.App.Customers.Forms;

/// <summary>
/// The form of a customer: the input as typed, the problems with it, and the values it started from, so that only the fields this user changed are
/// changed.
/// </summary>
public sealed class CustomerForm
{
    private readonly Dictionary<int, string> typed = [];
    private readonly Dictionary<ExtraDefinition, string> typedExtra = [];
    private bool pointIsDecimal;

    private CustomerForm(CustomerValues was, int version)
    {
        Was = was;
        Version = version;
    }

    /// <summary>The values when the form was opened.</summary>
    public CustomerValues Was { get; private set; }

    /// <summary>The customer's version when the form was opened; 0 for a new one.</summary>
    public int Version { get; private set; }

    /// <summary>The problems, by field ordinal.</summary>
    public Dictionary<int, string> Problems { get; } = [];

    /// <summary>The problems with extra fields, by field name.</summary>
    public Dictionary<string, string> ExtraProblems { get; } = [];

    /// <summary>True when it cannot be saved.</summary>
    public bool HasProblems => Problems.Count + ExtraProblems.Count > 0;

    /// <summary>Valid but suspicious values, by field ordinal: reported before saving.</summary>
    public Dictionary<int, string> Warnings { get; } = [];

    /// <summary>
    /// The number about which the user was warned that another customer has it with different capitals, so it is saved as it is. Null without a
    /// warning.
    /// </summary>
    public string? NumberSeen { get; set; }

    /// <summary>Values that somebody else has given to fields that were changed here too, by field ordinal; the user chooses.</summary>
    public Dictionary<int, string?> Theirs { get; } = [];

    /// <summary>The same for extra fields, by the name of the field.</summary>
    public Dictionary<string, string?> ExtraTheirs { get; } = [];

    /// <summary>Interpretations and omissions in valid values.</summary>
    public IReadOnlyList<Problem> Remarks { get; set; } = [];

    /// <summary>A refusal of the whole form, such as a number that another customer has.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>Submitted unchanged, so that a second click creates nobody twice.</summary>
    public string Once { get; private set; } = Guid.NewGuid().ToString("N");

    public static CustomerForm ForNew(CustomerValues defaults) => new(defaults, 0);

    public static CustomerForm ForEdit(CustomerValues values, int version) => new(values, version);

    /// <summary>The submitted form.</summary>
    /// <param name="was">The values of the version shown in the form, read from the base: the form itself is not trusted.</param>
    /// <param name="visit">Whose extra fields it may show, and how they write numbers; null for a form without extra fields.</param>
    public static CustomerForm Read(IFormCollection sent, CustomerValues was, Visit? visit = null)
    {
        var form = new CustomerForm(was, VersionOf(sent)) { pointIsDecimal = visit?.PointIsDecimal == true };
        if (sent["once"].ToString() is { Length: > 0 } once) form.Once = once;
        if (sent["number_seen"].ToString() is { Length: > 0 } seen) form.NumberSeen = seen;
        foreach (var field in CustomerFields.All)
        {
            if (field.Kind == FieldKind.Flag) form.typed[field.Ordinal] = sent[field.Name].Contains("1") ? "1" : "0";
            else if (sent.ContainsKey(field.Name))
                form.typed[field.Ordinal] = Lines(sent[field.Name]);
        }
        foreach (var field in visit?.Extra.Living ?? [])
            if (sent.ContainsKey(field.Name)) form.typedExtra[field] = Lines(sent[field.Name]);
        return form;
    }

    /// <summary>The version of the customer that a form shows; 0 for a new one.</summary>
    public static int VersionOf(IFormCollection sent) =>
        int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>The input of a field.</summary>
    public string? Text(int field) => typed.TryGetValue(field, out var text) ? text : FieldText.Typed(CustomerFields.All[field], Was[field]);

    /// <summary>True when a flag or choice field has this value.</summary>
    public bool Has(int field, string value) => Text(field) == value;

    /// <summary>The edited fields, to be read by their rules; fields that the form does not show stay.</summary>
    public GivenValues Given() => new(Was, typed.Where(t => IsTouched(t.Key)).ToDictionary(t => t.Key, t => (string?)t.Value))
    {
        Extra = typedExtra.Where(t => IsTouched(t.Key)).ToDictionary(t => t.Key.Id, t => (string?)AsShown(t.Key, t.Value)),
    };

    /// <summary>The input of an extra field.</summary>
    public string? Text(ExtraDefinition field, Visit visit) =>
        typedExtra.TryGetValue(field, out var text) ? text : FieldText.Typed(field, ExtraValues.Of(Was, field), visit);

    /// <summary>True when the input of an extra field differs from its original value, whatever the format of a number.</summary>
    public bool IsTouched(ExtraDefinition field)
    {
        if (!typedExtra.TryGetValue(field, out var text)) return false;
        var was = ExtraValues.Of(Was, field) ?? "";
        if (field.Kind == ExtraKind.Choices) was = was.Replace(CustomerValues.ListSeparator, "\n", StringComparison.Ordinal);
        return text != was && AsShown(field, text) != was;
    }

    // A number as this person writes it, in a form that means the same to everybody; one that cannot be read stays as it is.
    private string AsShown(ExtraDefinition field, string text) => field.Kind is ExtraKind.Number or ExtraKind.Amount
        ? ExtraRules.Read(field, text, new ExtraContext(default, PointIsDecimal: pointIsDecimal)).Value ?? text : text;

    /// <summary>Puts somebody else's value of an extra field into the form.</summary>
    public void Take(ExtraDefinition field, string? value, Visit visit) => typedExtra[field] = FieldText.Typed(field, value, visit) ?? "";

    /// <summary>Records which extra fields both users changed.</summary>
    /// <param name="now">The values that the customer has now.</param>
    public void NoteTheirs(CustomerValues now)
    {
        foreach (var field in typedExtra.Keys)
            if (IsTouched(field) && ExtraValues.Of(now, field) is var theirs && theirs != ExtraValues.Of(Was, field)) ExtraTheirs[field.Name] = theirs;
    }

    /// <summary>True when the input of a field differs from the value it had when the form was opened.</summary>
    public bool IsTouched(int field) => typed.TryGetValue(field, out var text) && text != (FieldText.Typed(CustomerFields.All[field], Was[field]) ?? "");

    /// <summary>Puts somebody else's value of a field into the form.</summary>
    public void Take(int field, string? value) => typed[field] = FieldText.Typed(CustomerFields.All[field], value) ?? "";

    /// <summary>Uses the current values of the customer as the new starting point; the input stays.</summary>
    public void StartAgainFrom(CustomerValues now, int version)
    {
        foreach (var field in CustomerFields.All)
            if (!IsTouched(field.Ordinal)) typed.Remove(field.Ordinal);
        foreach (var field in typedExtra.Keys.ToList())
            if (!IsTouched(field)) typedExtra.Remove(field);
        Was = now;
        Version = version;
    }

    /// <summary>A refusal of the input: at its field, if it concerns one.</summary>
    public void Refuse(Refusal refusal, Visit visit)
    {
        if (refusal.Code is "number.taken" or "number.twice" or "number.leads")
            Problems[CustomerFields.Number] = refusal.What(visit.Culture) + (refusal.Arguments is [_, .., { } other]
            ? $" ({visit.T("customer.systemId", other)})" : "") + " " + refusal.Remedy(visit.Culture);
        else Refusal = refusal;
    }

    /// <summary>The problem as one line below its field: what happened and what to do. An empty field needs no explanation.</summary>
    public void Add(Problem problem, Visit visit)
    {
        var words = IsMissing(problem) ? problem.Remedy(visit.Culture) : problem.What(visit.Culture) + " " + problem.Remedy(visit.Culture);
        if (problem.Extra is { } extra) ExtraProblems[extra] = words;
        else Problems[problem.Field] = words;
    }

    private static string Lines(IEnumerable<string?> sent) =>
        string.Join('\n', sent.Where(v => !string.IsNullOrWhiteSpace(v))).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static bool IsMissing(Problem problem) =>
        problem.Code == "extra.required" || problem.Code.StartsWith("required.", StringComparison.Ordinal)
        && problem.Code is not ("required.name" or "required.number");
}
