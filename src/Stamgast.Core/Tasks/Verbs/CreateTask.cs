using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Tasks.Verbs;

/// <summary>Adds a task with values that a person typed.</summary>
/// <param name="viewer">A task may be about a customer whom this viewer sees.</param>
public sealed class CreateTask(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Returns what would be stored, and the problems; writes nothing.</summary>
    public JudgedTask Look(GivenTask given) => TaskRules.Of(customers, clock).Judge(given, id => KnownCustomerIds.Find(customers, viewer, id));

    /// <summary>Adds the task as a change set of one.</summary>
    /// <exception cref="TaskRefusedException">A rule refuses a value, or the title is missing.</exception>
    /// <exception cref="RefusedException">busy</exception>
    public ChangeOutcome Do(GivenTask given, Actor actor) => new ChangeSets(customers, clock).Create([Look(given).ValuesOrRefusal()], actor);
}
