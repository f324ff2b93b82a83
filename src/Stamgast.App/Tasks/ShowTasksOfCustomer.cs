namespace Stamgast.App.Tasks;

/// <summary>Shows the tasks of a customer on its page, which comes after the tasks in the order; the composition root hands it in.</summary>
/// <param name="quick">The line for a new task, as it was filled in.</param>
public delegate IResult ShowTasksOfCustomer(long id, QuickTask quick);
