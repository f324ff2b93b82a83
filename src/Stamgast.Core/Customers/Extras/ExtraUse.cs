using System.Globalization;
using Stamgast.Database;
using Stamgast.ExtraFields;

namespace Stamgast.Customers.Extras;

/// <summary>How many living customers have something in an extra field, and how many each of its choices.</summary>
/// <param name="ByChoice">By the name of the choice, in any case; of other kinds empty.</param>
public sealed record ExtraUse(long Customers, IReadOnlyDictionary<string, long> ByChoice)
{
    /// <summary>Counts them; everybody with any extra field is asked, which takes a second at a million.</summary>
    /// <param name="viewer">Who looks: other customers are not counted.</param>
    public static ExtraUse Of(Base customers, Viewer viewer, ExtraDefinition field)
    {
        using var reader = customers.OpenReader();
        var value = ExtraColumns.Value(field, customers.Engine, "c");
        var (and, parameters) = viewer.Visibility.AndSeen(customers.Engine);
        var from = $"from customer c where {CustomerColumns.Alive(customers.Engine, "c")} and c.extra is not null{and}";
        using var command = reader.Query(field.HasChoices ? $"select {value}, count(*) {from} group by 1" : $"select null, count({value}) {from}",
            [.. parameters]);
        using var rows = command.ExecuteReader();
        var (all, byChoice) = (0L, new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase));
        while (rows.Read())
        {
            var (text, count) = (rows.TextOrNull(0), Convert.ToInt64(rows.GetValue(1), CultureInfo.InvariantCulture));
            if (field.HasChoices && text is null) continue;
            all += count;
            if (text is null) continue;
            foreach (var name in field.Kind == ExtraKind.Choices ? CustomerValues.Elements(text) : [text])
                byChoice[name] = byChoice.GetValueOrDefault(name) + count;
        }
        return new ExtraUse(all, byChoice);
    }
}
