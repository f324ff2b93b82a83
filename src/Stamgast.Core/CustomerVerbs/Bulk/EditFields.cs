using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>Changes fields of many customers: the verb of a bulk edit, and of all others that only alter fields.</summary>
/// <param name="Edits">One for each field that is altered.</param>
public record EditFields(IReadOnlyList<FieldEdit> Edits) : CustomerVerb
{
    /// <inheritdoc />
    public override ChangeKind Kind => ChangeKind.Bulk;

    /// <inheritdoc />
    internal override Verdict On(CustomerState state, VerbRules rules)
    {
        if (state.MergedInto is not null) return Verdict.InConflict("conflict.merged");
        if (state.Trashed) return Verdict.InConflict("conflict.trashed");
        var after = state.Values.Copy();
        // Countries first: the other values are read in them.
        foreach (var edit in Edits)
            if (CustomerFields.Stored[edit.Field].Kind == FieldKind.Country && Assign(edit, after, rules.Context) is { } problem)
                return Verdict.Refused(problem);
        var (country, delivery) = (after[CustomerFields.Country] ?? rules.Context.Country, after[CustomerFields.DeliveryCountry]);
        var here = rules.Context with { Country = country, DeliveryCountry = delivery };
        foreach (var edit in Edits)
        {
            if (edit.Extra is { } id && Assign(edit, id, after, here, rules.Extra) is { } wrong) return Verdict.Refused(wrong);
            if (edit.Extra is null && CustomerFields.All[edit.Field].Kind != FieldKind.Country && Assign(edit, after, here) is { } problem)
                return Verdict.Refused(problem);
        }
        var changes = Difference.Between(state.Values, after);
        if (changes.Count == 0) return Verdict.Already;
        var missing = RequiredFields.Check(rules.Required, after, state.Values);
        if (missing.Count > 0) return Verdict.Refused(missing[0]);
        var emptied = Edits.Any(e => e.Extra is not null) ? ExtraValues.Missing(rules.Extra, rules.Required, after, state.Values).FirstOrDefault() : null;
        return emptied is not null ? Verdict.Refused(emptied) : new Verdict(changes);
    }

    private static Problem? Assign(FieldEdit edit, string mapId, CustomerValues values, in RuleContext context, ExtraDefinitions definitions)
    {
        // Retired since it was asked for: nobody fills it in any more.
        if (definitions.ById(mapId) is not { IsLiving: true } field)
            return new Problem(CustomerFields.Extra, "extra.gone", edit.Text ?? "") { Extra = definitions.ById(mapId)?.Name };
        var map = values[CustomerFields.Extra];
        var read = edit.Of(field, MapValue.Of(map, mapId), context);
        if (read.Problem is { } code) return new Problem(CustomerFields.Extra, code, edit.Text ?? "", read.Detail) { Extra = field.Name };
        values[CustomerFields.Extra] = MapValue.With(map, mapId, read.Value);
        return null;
    }

    private static Problem? Assign(FieldEdit edit, CustomerValues values, in RuleContext context)
    {
        var (field, now) = (CustomerFields.All[edit.Field], values[edit.Field]);
        var wanted = edit.Of(now);
        if (wanted == now) return null;
        // The rest of a list, and the default of new customers, were valid before.
        if (wanted is null || edit.Operation is FieldOperation.Clear or FieldOperation.Take)
        {
            values[edit.Field] = wanted;
            return null;
        }
        var read = FieldRules.Normalise(field, wanted, context);
        if (read.Problem is { } problem) return problem;
        if (!read.IsMasked) values[edit.Field] = read.Value;
        return null;
    }
}
