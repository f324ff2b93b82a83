using System.Globalization;
using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;

namespace Stamgast.App.Customers.Forms;

/// <summary>
/// The form of a customer: what was typed, word for word, what is wrong with it, and the values that stood there when the form
/// was opened, so that only what this person changed is changed.
/// </summary>
public sealed class CustomerForm
{
    private readonly Dictionary<int, string> typed = [];
    private readonly Dictionary<ExtraDefinition, string> typedExtra = [];

    private CustomerForm(CustomerValues was, int version)
    {
        Was = was;
        Version = version;
    }

    /// <summary>The values when the form was opened.</summary>
    public CustomerValues Was { get; private set; }

    /// <summary>The customer's version when the form was opened; 0 for a new one.</summary>
    public int Version { get; private set; }

    /// <summary>What is wrong, in words, by field ordinal.</summary>
    public Dictionary<int, string> Problems { get; } = [];

    /// <summary>What is wrong with extra fields, in words, by the name of the field.</summary>
    public Dictionary<string, string> ExtraProblems { get; } = [];

    /// <summary>True when it cannot be saved as it is.</summary>
    public bool HasProblems => Problems.Count + ExtraProblems.Count > 0;

    /// <summary>What is good but hardly meant, in words, by field ordinal: said before it is saved.</summary>
    public Dictionary<int, string> Warnings { get; } = [];

    /// <summary>The number of which the person was told that another customer has it in other capitals: saved as it stands. Null when nothing was said.</summary>
    public string? NumberSeen { get; set; }

    /// <summary>What somebody else made of a field that was changed here too, by field ordinal; the person chooses.</summary>
    public Dictionary<int, string?> Theirs { get; } = [];

    /// <summary>The same for extra fields, by the name of the field.</summary>
    public Dictionary<string, string?> ExtraTheirs { get; } = [];

    /// <summary>What was understood or left out in values that are good.</summary>
    public IReadOnlyList<Problem> Remarks { get; set; } = [];

    /// <summary>A refusal of the whole form, such as a number that another customer has.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>Sent along unchanged, so that a second click creates nobody twice.</summary>
    public string Once { get; private set; } = Guid.NewGuid().ToString("N");

    public static CustomerForm ForNew(CustomerValues defaults) => new(defaults, 0);

    public static CustomerForm ForEdit(CustomerValues values, int version) => new(values, version);

    /// <summary>The form as it was sent.</summary>
    /// <param name="was">The values of the version that the form shows, from the base: nobody may say what stood there.</param>
    /// <param name="extra">The extra fields that it may show; null for none.</param>
    public static CustomerForm Read(IFormCollection sent, CustomerValues was, ExtraDefinitions? extra = null)
    {
        var form = new CustomerForm(was, VersionOf(sent));
        if (sent["once"].ToString() is { Length: > 0 } once) form.Once = once;
        if (sent["number_seen"].ToString() is { Length: > 0 } seen) form.NumberSeen = seen;
        foreach (var field in CustomerFields.All)
        {
            if (field.Kind == FieldKind.Flag) form.typed[field.Ordinal] = sent[field.Name].Contains("1") ? "1" : "0";
            else if (sent.ContainsKey(field.Name))
                form.typed[field.Ordinal] = Lines(sent[field.Name]);
        }
        foreach (var field in extra?.Living ?? [])
            if (sent.ContainsKey(field.Name)) form.typedExtra[field] = Lines(sent[field.Name]);
        return form;
    }

    /// <summary>The version of the customer that a form shows; 0 for a new one.</summary>
    public static int VersionOf(IFormCollection sent) => int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>What stands in a field of the form.</summary>
    public string? Text(int field) => typed.TryGetValue(field, out var text) ? text : FieldText.Typed(CustomerFields.All[field], Was[field]);

    /// <summary>True when a flag or choice field has this value.</summary>
    public bool Has(int field, string value) => Text(field) == value;

    /// <summary>What was touched, to be read by the rules of each field; what the form does not show stays.</summary>
    public GivenValues Given() => new(Was, typed.Where(t => IsTouched(t.Key)).ToDictionary(t => t.Key, t => (string?)t.Value))
    {
        Extra = typedExtra.Where(t => IsTouched(t.Key)).ToDictionary(t => t.Key.Id, t => (string?)t.Value),
    };

    /// <summary>What stands in an extra field of the form.</summary>
    public string? Text(ExtraDefinition field, Visit visit) =>
        typedExtra.TryGetValue(field, out var text) ? text : FieldText.Typed(field, ExtraValues.Of(Was, field), visit);

    /// <summary>True when what stands in an extra field is not what stood there, in whatever way its number is written.</summary>
    public bool IsTouched(ExtraDefinition field)
    {
        if (!typedExtra.TryGetValue(field, out var text)) return false;
        var was = ExtraValues.Of(Was, field) ?? "";
        if (field.Kind == ExtraKind.Choices) was = was.Replace(CustomerValues.ListSeparator, "\n", StringComparison.Ordinal);
        return text != was && (field.Kind is not (ExtraKind.Number or ExtraKind.Amount) || text.Replace(',', '.') != was);
    }

    /// <summary>Puts what somebody else made of an extra field into the form.</summary>
    public void Take(ExtraDefinition field, string? value, Visit visit) => typedExtra[field] = FieldText.Typed(field, value, visit) ?? "";

    /// <summary>Notes which extra fields somebody else changed that were changed here too.</summary>
    /// <param name="now">The values that the customer has now.</param>
    public void NoteTheirs(CustomerValues now)
    {
        foreach (var field in typedExtra.Keys)
            if (IsTouched(field) && ExtraValues.Of(now, field) is var theirs && theirs != ExtraValues.Of(Was, field)) ExtraTheirs[field.Name] = theirs;
    }

    /// <summary>True when what stands in the field is not what stood there when the form was opened.</summary>
    public bool IsTouched(int field) => typed.TryGetValue(field, out var text) && text != (FieldText.Typed(CustomerFields.All[field], Was[field]) ?? "");

    /// <summary>Puts what somebody else made of a field into the form.</summary>
    public void Take(int field, string? value) => typed[field] = FieldText.Typed(CustomerFields.All[field], value) ?? "";

    /// <summary>Takes the values that the customer has now as the new start; what was typed stays.</summary>
    public void StartAgainFrom(CustomerValues now, int version)
    {
        foreach (var field in CustomerFields.All)
            if (!IsTouched(field.Ordinal)) typed.Remove(field.Ordinal);
        foreach (var field in typedExtra.Keys.ToList())
            if (!IsTouched(field)) typedExtra.Remove(field);
        Was = now;
        Version = version;
    }

    /// <summary>A refusal of what was sent: at the field that it is about, when it is about one.</summary>
    public void Refuse(Refusal refusal, Visit visit)
    {
        if (refusal.Code is "number.taken" or "number.twice") Problems[CustomerFields.Number] = refusal.What(visit.Culture) + (refusal.Arguments is [_, { } other] ? $" ({visit.T("customer.systemId", other)})" : "") + " " + refusal.Remedy(visit.Culture);
        else Refusal = refusal;
    }

    /// <summary>The problem as one line below its field: what and what to do. That a field is empty one sees.</summary>
    public void Add(Problem problem, Visit visit)
    {
        var words = IsMissing(problem) ? problem.Remedy(visit.Culture) : problem.What(visit.Culture) + " " + problem.Remedy(visit.Culture);
        if (problem.Extra is { } extra) ExtraProblems[extra] = words;
        else Problems[problem.Field] = words;
    }

    private static string Lines(IEnumerable<string?> sent) =>
        string.Join('\n', sent.Where(v => !string.IsNullOrWhiteSpace(v))).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static bool IsMissing(Problem problem) => problem.Code == "extra.required" || problem.Code.StartsWith("required.", StringComparison.Ordinal) && problem.Code is not ("required.name" or "required.number");
}
