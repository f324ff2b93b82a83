using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers.Extras;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;

namespace Stamgast.App.BulkEdit;

/// <summary>The choices and input, field by field, of the page that edits the selected customers, and the problems with them.</summary>
public sealed class BulkForm
{
    // The most commonly edited fields come first.
    private static readonly int[] Often =
        [CustomerFields.Label, CustomerFields.Groups, CustomerFields.Language, CustomerFields.Newsletter, CustomerFields.Active, CustomerFields.Shops];

    private readonly Dictionary<int, (string Operation, string Text, string Sought)> chosen = [];

    private static readonly IReadOnlyList<CustomerField> Own =
        [.. Often.Select(f => CustomerFields.All[f]), .. CustomerFields.All.Where(f => f.Ordinal != CustomerFields.Number && !Often.Contains(f.Ordinal))];

    /// <summary>The fields that can be changed for many at once: all but the number, which only one customer can have; and the extra fields in use.</summary>
    public static IReadOnlyList<CustomerField> Fields(ExtraDefinitions extra) => [.. Own, .. extra.Living.Select(f => new ExtraListField(f))];

    /// <summary>What is wrong, in words, by field ordinal.</summary>
    public Dictionary<int, string> Problems { get; } = [];

    /// <summary>The same of extra fields, by the name of the field.</summary>
    public Dictionary<string, string> ExtraProblems { get; } = [];

    /// <summary>True when something is wrong.</summary>
    public bool HasProblems => Problems.Count + ExtraProblems.Count > 0;

    /// <summary>What is wrong with one field; null when nothing is.</summary>
    public string? ProblemOf(CustomerField field) =>
        field is ExtraListField ? ExtraProblems.GetValueOrDefault(field.Name) : Problems.GetValueOrDefault(field.Ordinal);

    /// <summary>What is to be done; without the fields that have a problem.</summary>
    public List<FieldEdit> Edits { get; } = [];

    /// <summary>The possible operations on a field; the first is to leave it.</summary>
    public static IReadOnlyList<string> OperationsOf(CustomerField field) =>
        ["leave", .. (string[])(field.IsList ? ["add", "take"] : []), "set", .. (string[])(FieldEdit.HoldsText(field) ? ["replace"] : []), "clear"];

    public static string OperationName(CustomerField field) => "op-" + field.Name;

    /// <summary>The chosen operation of a field.</summary>
    public string OperationOf(CustomerField field) => chosen.TryGetValue(field.Ordinal, out var given) ? given.Operation : "leave";

    /// <summary>The input for a field.</summary>
    public string TextOf(CustomerField field) => chosen.TryGetValue(field.Ordinal, out var given) ? given.Text : "";

    public static string SoughtName(CustomerField field) => "sought-" + field.Name;

    /// <summary>The text to be replaced, as typed.</summary>
    public string SoughtOf(CustomerField field) => chosen.TryGetValue(field.Ordinal, out var given) ? given.Sought : "";

    /// <summary>The submitted form, checked by the rules of the fields.</summary>
    public static BulkForm Read(IFormCollection sent, RuleContext rules, Visit visit)
    {
        var form = new BulkForm();
        foreach (var field in Fields(visit.Extra))
        {
            var operation = sent[OperationName(field)].ToString();
            if (operation is "" or "leave" || !OperationsOf(field).Contains(operation)) continue;
            // Of ticks each is sent by itself.
            var text = string.Join('\n', sent[field.Name].OfType<string>()).Replace("\r\n", "\n", StringComparison.Ordinal);
            var sought = sent[SoughtName(field)].ToString();
            form.chosen[field.Ordinal] = (operation, text, sought);
            try
            {
                form.Edits.Add(FieldEdit.Read(field.Name, Enum.Parse<FieldOperation>(operation, ignoreCase: true), text, rules, visit.Extra, sought));
            }
            catch (RefusedException refused)
            {
                var words = refused.Refusal.What(visit.Culture) + " " + refused.Refusal.Remedy(visit.Culture);
                if (field is ExtraListField) form.ExtraProblems[field.Name] = words;
                else form.Problems[field.Ordinal] = words;
            }
        }
        return form;
    }
}
