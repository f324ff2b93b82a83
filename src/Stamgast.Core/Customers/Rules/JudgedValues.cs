using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.ExtraFields;
using Stamgast.Settings;

namespace Stamgast.Customers.Rules;

/// <summary>The result of checking given values by the rules of their fields: what would be stored, the problems, and reinterpreted values.</summary>
/// <param name="Values">All values of the customer; a field with a problem is empty.</param>
/// <param name="Problems">Why the values are refused; none when they can be stored.</param>
/// <param name="Remarks">Interpretations and omissions in valid values; the code is that of a warning.</param>
public sealed record JudgedValues(CustomerValues Values, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Remarks)
{
    /// <summary>
    /// Checks the edited fields, and the required fields of the organisation. Existing values stay, even if a later rule would refuse them.
    /// </summary>
    /// <param name="isNew">True for a customer that does not exist yet: all required fields must be filled in.</param>
    /// <param name="definitions">The extra fields of the base.</param>
    public static JudgedValues Of(GivenValues given, bool isNew, OrganisationSettings settings, in RuleContext rules, ExtraDefinitions definitions)
    {
        var before = isNew ? null : given.Was;
        var sent = given.Was.Copy();
        foreach (var (field, text) in given.Texts) sent[field] = text;
        // A city or country typed with its postal code goes to its own field.
        var spread = FieldRules.Spread(sent, rules);
        var problems = new List<Problem>();
        var remarks = new List<Problem>();
        var values = FieldRules.NormaliseAll(sent, rules, problems, before, remarks);
        foreach (var field in CustomerFields.All.Where(f => !IsTouched(f.Ordinal))) values[field] = given.Was[field];
        problems.RemoveAll(p => !IsTouched(p.Field));
        remarks.RemoveAll(r => !IsTouched(r.Field));
        if (before is not null)
            foreach (var field in FieldRules.OfCountries)
                if (FieldRules.Misfit(field, values, before, rules) is { } misfit) remarks.Add(misfit);
        values[CustomerFields.Extra] = ExtraValues.Judged(given, definitions, rules.Extra, problems);
        problems.AddRange(RequiredFields.Check(settings.Required, values, before));
        problems.AddRange(ExtraValues.Missing(definitions, settings.Required, values, before));
        return new JudgedValues(values, problems, remarks);

        bool IsTouched(int field) => given.Texts.ContainsKey(field) || (spread >> field & 1) != 0;
    }
}
