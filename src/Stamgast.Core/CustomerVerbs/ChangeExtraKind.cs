using System.Data.Common;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Settings;

namespace Stamgast.CustomerVerbs;

/// <summary>
/// Changes the kind of an extra field. Each value is read by the rule of the new kind; refused values are emptied, which is announced before and can
/// be undone. A choice field gets its
/// current values as choices, behind those that it had when it was one before.
/// </summary>
public sealed class ChangeExtraKind(Base customers, TimeProvider clock)
{
    /// <summary>The kind of its change sets.</summary>
    public const ChangeKind Kind = ChangeKind.Fields;

    private const int MostExamples = 20;

    /// <summary>Shows what would happen to the values; writes nothing.</summary>
    /// <exception cref="RefusedException">extra.unknown; extra.retired; extra.choices: there are too many values to choose from; extra.choices_none</exception>
    public ExtraKindPreview Look(string key, ExtraKind kind, CancellationToken cancel = default)
    {
        var (before, after) = Definitions(key, kind, cancel);
        var context = RuleContext.Of(OrganisationSettings.Of(customers), clock).Extra;
        long values = 0, kept = 0, lost = 0;
        var examples = new List<(long, string)>();
        foreach (var (id, value) in Values(before, cancel))
        {
            values++;
            var read = ExtraRules.Read(after, value, context);
            if (read.Value == value) kept++;
            else if (read.Value is null)
            {
                lost++;
                if (examples.Count < MostExamples) examples.Add((id, value));
            }
        }
        return new ExtraKindPreview(after, before, values, kept, values - kept - lost, lost, examples);
    }

    /// <summary>Does it as one change set.</summary>
    /// <param name="mayLose">The number of lost values that the person saw and accepted; more are refused. Null for any number.</param>
    /// <returns>Null when no value had to be altered: then only the definition is another one.</returns>
    /// <exception cref="RefusedException">Those of <see cref="Look"/>; extra.more_lost; busy</exception>
    public ChangeOutcome? Do(string key, ExtraKind kind, Actor actor, long? mayLose = null, Course? course = null)
    {
        course ??= new Course();
        var preview = Look(key, kind, course.Cancel);
        if (mayLose is { } most && preview.Lost > most) throw new RefusedException("extra.more_lost", key, most, preview.Lost);
        var (before, after) = (preview.Before, preview.Field);
        if (before.Kind == after.Kind) return null;
        var work = new ExtraKindWork(before.Id, before.Kind, after.Kind, before.KeptChoices, after.KeptChoices, preview.Lost);
        if (preview.Altered + preview.Lost == 0)
        {
            customers.Write(transaction => work.Turn(transaction, done: true));
            return null;
        }
        return new ChangeSets(customers, clock).ChangeMany(CustomerShape.Instance, Rows(before, after, course.Cancel), Kind, actor, course,
            (transaction, set) =>
        {
            set.Reading = work.ToJson();
            work.Turn(transaction, done: true);
        });
    }

    private IEnumerable<(RecordState Before, List<FieldChange> Changes, bool Trashed)> Rows(ExtraDefinition before, ExtraDefinition after,
        CancellationToken cancel)
    {
        var context = RuleContext.Of(OrganisationSettings.Of(customers), clock).Extra;
        var field = CustomerFields.Stored[CustomerFields.Extra];
        var altered = Values(before, cancel).Where(v => ExtraRules.Read(after, v.Value, context).Value != v.Value).Select(v => v.Id).ToList();
        using var reader = customers.OpenReader();
        foreach (var portion in CustomerStates.InPortions(reader, customers.Engine, altered))
            foreach (var state in portion.Values.OrderBy(s => s.Id))
            {
                var map = state.Values[CustomerFields.Extra];
                var wanted = MapValue.With(map, after.MapId, ExtraRules.Read(after, MapValue.Of(map, after.MapId), context).Value);
                if (FieldChange.Between(field, map, wanted) is { } change) yield return (state, [change], state.Trashed);
            }
    }

    private (ExtraDefinition Before, ExtraDefinition After) Definitions(string key, ExtraKind kind, CancellationToken cancel)
    {
        var before = ExtraDefinitions.Of(customers).Require(key);
        if (!before.IsLiving) throw new RefusedException("extra.retired", before.Key);
        var after = before with { Kind = kind };
        if (!after.HasChoices || before.HasChoices) return (before, after);
        var names = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (_, value) in Values(before, cancel))
            if (ExtraFieldVerbs.CanBeChoice(value) && names.Add(value) && names.Count > ExtraFieldVerbs.MostChoices)
                throw new RefusedException("extra.choices", before.Key, ExtraFieldVerbs.MostChoices);
        // Those that it had when it was a choice before, as they were, then what people wrote since.
        var kept = before.KeptChoices;
        var added = names.Where(n => !kept.Any(c => c.IsNamed(n))).Select(n => new ExtraChoice(n)).ToList();
        if (kept.Count + added.Count > ExtraFieldVerbs.MostChoices) kept = [.. kept.Where(c => names.Contains(c.Name))];
        return kept.Count + added.Count == 0 ? throw new RefusedException("extra.choices_none", before.Key)
            : (before, after with { Choices = [.. kept, .. added] });
    }

    // All values of the field, by customer; those in the trash come back with theirs.
    private IEnumerable<(long Id, string Value)> Values(ExtraDefinition field, CancellationToken cancel)
    {
        using var connection = customers.OpenReader();
        var value = ExtraColumns.Value(field, customers.Engine, "c");
        using DbCommand command = connection.Query($"select c.id, {value} from customer c where c.extra is not null and {value} is not null order by c.id");
        using var reader = command.ExecuteReader();
        for (var row = 0; reader.Read(); row++)
        {
            if ((row & 4095) == 0) cancel.ThrowIfCancellationRequested();
            yield return (reader.GetInt64(0), reader.GetString(1));
        }
    }
}
