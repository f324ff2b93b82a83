using Stamgast.App.Serving;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Rules;

namespace Stamgast.App.BulkEdit;

/// <summary>What was chosen and typed, field by field, on the page that asks what becomes of the selected customers, and what is wrong with it.</summary>
public sealed class BulkForm
{
    // What is most often changed for many comes first.
    private static readonly int[] Often =
        [CustomerFields.Label, CustomerFields.Groups, CustomerFields.Language, CustomerFields.Newsletter, CustomerFields.Active, CustomerFields.Shops];

    private readonly Dictionary<int, (string Operation, string Text, string Sought)> chosen = [];

    /// <summary>The fields that can be changed for many at once: all but the number, which only one customer can have.</summary>
    public static readonly IReadOnlyList<CustomerField> Fields =
        [.. Often.Select(f => CustomerFields.All[f]), .. CustomerFields.All.Where(f => f.Ordinal != CustomerFields.Number && !Often.Contains(f.Ordinal))];

    /// <summary>What is wrong, in words, by field ordinal.</summary>
    public Dictionary<int, string> Problems { get; } = [];

    /// <summary>What is to be done; without the fields that have a problem.</summary>
    public List<FieldEdit> Edits { get; } = [];

    /// <summary>What can be done with a field; the first is to leave it.</summary>
    public static IReadOnlyList<string> OperationsOf(CustomerField field) =>
        ["leave", .. (string[])(field.IsList ? ["add", "take"] : []), "set", .. (string[])(FieldEdit.HoldsText(field) ? ["replace"] : []), "clear"];

    public static string OperationName(CustomerField field) => "op-" + field.Name;

    /// <summary>What was chosen for a field.</summary>
    public string OperationOf(CustomerField field) => chosen.TryGetValue(field.Ordinal, out var given) ? given.Operation : "leave";

    /// <summary>What was typed into it.</summary>
    public string TextOf(CustomerField field) => chosen.TryGetValue(field.Ordinal, out var given) ? given.Text : "";

    public static string SoughtName(CustomerField field) => "sought-" + field.Name;

    /// <summary>The piece of text that is to be replaced, as it was typed.</summary>
    public string SoughtOf(CustomerField field) => chosen.TryGetValue(field.Ordinal, out var given) ? given.Sought : "";

    /// <summary>The form as it was sent, judged by the rules of the fields.</summary>
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
