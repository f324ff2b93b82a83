using System.Globalization;
using Stamgast.App.Shell;
using Stamgast.Customers;

namespace Stamgast.App.Customers;

/// <summary>
/// The form of a customer: what was typed, word for word, what is wrong with it, and the values that stood there when the form
/// was opened, so that only what this person changed is changed.
/// </summary>
public sealed class CustomerForm
{
    private readonly Dictionary<int, string> typed = [];

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

    /// <summary>What is good but hardly meant, in words, by field ordinal: said before it is saved.</summary>
    public Dictionary<int, string> Warnings { get; } = [];

    /// <summary>The number of which the person was told that another customer has it in other capitals: saved as it stands. Null when nothing was said.</summary>
    public string? NumberSeen { get; set; }

    /// <summary>What somebody else made of a field that was changed here too, by field ordinal; the person chooses.</summary>
    public Dictionary<int, string?> Theirs { get; } = [];

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
    public static CustomerForm Read(IFormCollection sent, CustomerValues was)
    {
        var form = new CustomerForm(was, VersionOf(sent));
        if (sent["once"].ToString() is { Length: > 0 } once) form.Once = once;
        if (sent["number_seen"].ToString() is { Length: > 0 } seen) form.NumberSeen = seen;
        foreach (var field in CustomerFields.All)
        {
            if (field.Kind == FieldKind.Flag) form.typed[field.Ordinal] = sent[field.Name].Contains("1") ? "1" : "0";
            else if (sent.ContainsKey(field.Name))
                form.typed[field.Ordinal] = string.Join('\n', sent[field.Name].Where(v => !string.IsNullOrWhiteSpace(v))).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        return form;
    }

    /// <summary>The version of the customer that a form shows; 0 for a new one.</summary>
    public static int VersionOf(IFormCollection sent) => int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>What stands in a field of the form.</summary>
    public string? Text(int field) => typed.TryGetValue(field, out var text) ? text : FieldText.Typed(CustomerFields.All[field], Was[field]);

    /// <summary>True when a flag or choice field has this value.</summary>
    public bool Has(int field, string value) => Text(field) == value;

    /// <summary>What was touched, to be read by the rules of each field; what the form does not show stays.</summary>
    public GivenValues Given() => new(Was, typed.Where(t => IsTouched(t.Key)).ToDictionary(t => t.Key, t => (string?)t.Value));

    /// <summary>True when what stands in the field is not what stood there when the form was opened.</summary>
    public bool IsTouched(int field) => typed.TryGetValue(field, out var text) && text != (FieldText.Typed(CustomerFields.All[field], Was[field]) ?? "");

    /// <summary>Puts what somebody else made of a field into the form.</summary>
    public void Take(int field, string? value) => typed[field] = FieldText.Typed(CustomerFields.All[field], value) ?? "";

    /// <summary>Takes the values that the customer has now as the new start; what was typed stays.</summary>
    public void StartAgainFrom(CustomerValues now, int version)
    {
        foreach (var field in CustomerFields.All)
            if (!IsTouched(field.Ordinal)) typed.Remove(field.Ordinal);
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
    public void Add(Problem problem, Visit visit) =>
        Problems[problem.Field] = IsMissing(problem) ? problem.Remedy(visit.Culture) : problem.What(visit.Culture) + " " + problem.Remedy(visit.Culture);

    private static bool IsMissing(Problem problem) => problem.Code.StartsWith("required.", StringComparison.Ordinal) && problem.Code is not ("required.name" or "required.number");
}
