using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Kinds.Verbs;

/// <summary>Adds a record of a declared kind with values that a person, a file or a verb gave.</summary>
/// <param name="viewer">It may belong to a customer whom this viewer sees.</param>
public sealed class CreateRecord(Base customers, RecordKind kind, Viewer viewer, TimeProvider clock)
{
    /// <summary>Returns what would be stored, and the problems; writes nothing.</summary>
    public JudgedRecord Look(GivenRecord given, GivenBy by = GivenBy.Anybody)
    {
        using var context = new KindContext(customers, viewer, clock);
        return RecordRules.Judge(kind, given, context, by);
    }

    /// <summary>Adds the record as a change set of one, with its number if the kind gives it at once.</summary>
    /// <exception cref="RecordRefusedException">A rule refuses a value, or one that is needed is missing.</exception>
    /// <exception cref="RefusedException">number.taken; busy</exception>
    public ChangeOutcome Do(GivenRecord given, Actor actor, GivenBy by = GivenBy.Anybody) =>
        new ChangeSets(customers, clock).Create(kind.Shape, transaction =>
        {
            using var context = new KindContext(customers, viewer, clock, transaction);
            var values = RecordRules.Judge(kind, given, context, by).ValuesOrRefusal();
            if (kind.IsNumberedAtOnce && kind.Number is { } number) values[number] ??= NumberSeries.Take(transaction, kind, values, context);
            return [values];
        }, actor);

    /// <summary>The ID of the record that a creation made.</summary>
    public static long IdOf(Base customers, ChangeOutcome created)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select record_id from change_item where seq = @seq", ("seq", created.Set.FirstSeq));
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
