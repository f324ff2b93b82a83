using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Rules;

namespace Stamgast.App.BulkEdit;

/// <summary>The choices and input, field by field, of the page that edits the selected customers, and the problems with them.</summary>
public sealed class BulkForm
{
    // The most commonly edited fields come first.
    private static readonly int[] Often =
        [CustomerFields.Label, CustomerFields.Groups, CustomerFields.Language, CustomerFields.Newsletter, CustomerFields.Active, CustomerFields.Shops];

    private readonly Dictionary<int, (string Operation, string Text, string Sought)> chosen = [];

    /// <summary>The fields that can be changed for many at once: all but the number, which only one customer can have.</summary>
    public static readonly IReadOnlyList<CustomerField> Fields =
        [.. Often.Select(f => CustomerFields.All[f]), .. CustomerFields.All.Where(f => f.Ordinal != CustomerFields.Number && !Often.Contains(f.Ordinal))];

    /// <summary>The problems, by field ordinal.</summary>
    public Dictionary<int, string> Problems { get; } = [];

    /// <summary>The edits, without fields that have a problem.</summary>
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
        foreach (var field in Fields)
        {
            var operation = sent[OperationName(field)].ToString();
            if (operation is "" or "leave" || !OperationsOf(field).Contains(operation)) continue;
            var text = sent[field.Name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
            var sought = sent[SoughtName(field)].ToString();
            form.chosen[field.Ordinal] = (operation, text, sought);
            try
            {
                form.Edits.Add(FieldEdit.Read(field.Name, Enum.Parse<FieldOperation>(operation, ignoreCase: true), text, rules, sought));
            }
            catch (RefusedException refused)
            {
                form.Problems[field.Ordinal] = refused.Refusal.What(visit.Culture) + " " + refused.Refusal.Remedy(visit.Culture);
            }
        }
        return form;
    }
}
