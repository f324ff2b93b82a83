using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;
using Stamgast.Settings;

namespace Stamgast.Customers.Extras;

/// <summary>The values of extra fields among those of a customer.</summary>
public static class ExtraValues
{
    private const int QuotedTextLength = 80;

    /// <summary>The value of an extra field; null when it is empty.</summary>
    public static string? Of(CustomerValues values, ExtraDefinition field) => MapValue.Of(values[CustomerFields.Extra], field.MapId);

    /// <summary>The values with one of them changed, by the rule of its field; otherwise the problem.</summary>
    /// <param name="map">All extra field values of a customer.</param>
    public static Problem? Set(ref string? map, ExtraDefinition field, string? text, in ExtraContext context)
    {
        var read = ExtraRules.Read(field, text, context);
        if (read.Problem is { } code) return new Problem(CustomerFields.Extra, code, Quoted(text!), read.Detail) { Extra = field.Name };
        map = MapValue.With(map, field.MapId, read.Value);
        return null;
    }

    /// <summary>
    /// Splits a change of the map into a change of each extra field in it; returns any other change, and one already split, as it is.
    /// </summary>
    public static IEnumerable<FieldChange> Apart(FieldChange change, ExtraDefinitions definitions)
    {
        if (change.Of != CustomerFields.Stored[CustomerFields.Extra]) return [change];
        var (before, after) = (MapValue.Read(change.Before), MapValue.Read(change.After));
        return before.Keys.Union(after.Keys)
            .Select(id => (Id: id, Field: new ExtraRecordField(MapValue.IdOf(id), definitions.ById(MapValue.IdOf(id)))))
            .OrderBy(f => f.Field.Definition?.Position ?? int.MaxValue).ThenBy(f => f.Id, StringComparer.Ordinal)
            .Select(f => new FieldChange(f.Field, before.GetValueOrDefault(f.Id), after.GetValueOrDefault(f.Id)));
    }

    /// <summary>Changes with the map split up, for display.</summary>
    public static List<FieldChange> Apart(IEnumerable<FieldChange> changes, ExtraDefinitions definitions) =>
        [.. changes.SelectMany(c => Apart(c, definitions))];

    // The input, checked field by field; a field with a problem keeps its value.
    internal static string? Judged(GivenValues given, ExtraDefinitions definitions, in ExtraContext context, List<Problem> problems)
    {
        var map = given.Texts.TryGetValue(CustomerFields.Extra, out var whole) ? whole : given.Was[CustomerFields.Extra];
        foreach (var field in definitions.Living)
            if (given.Extra.TryGetValue(field.Id, out var text) && Set(ref map, field, text, context) is { } problem) problems.Add(problem);
        return map;
    }

    /// <summary>The required extra fields that are empty on a new customer, or were emptied; see <see cref="RequiredFields.Check"/>.</summary>
    internal static IEnumerable<Problem> Missing(ExtraDefinitions definitions, RequiredPreset preset, CustomerValues after, CustomerValues? before)
    {
        foreach (var field in definitions.Living)
        {
            if (!field.RequiredIn.Contains(preset) || !field.AppliesTo(after.IsCompany) || Of(after, field) is not null) continue;
            if (before is null || before.IsCompany != after.IsCompany || Of(before, field) is not null)
                yield return new Problem(CustomerFields.Extra, "extra.required", "") { Extra = field.Name };
        }
    }

    private static string Quoted(string text)
    {
        text = text.Trim();
        return text.Length <= QuotedTextLength ? text : string.Concat(text.AsSpan(0, QuotedTextLength), "…");
    }
}
