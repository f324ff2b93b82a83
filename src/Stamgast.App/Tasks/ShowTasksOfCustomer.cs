namespace Stamgast.App.Tasks;

/// <summary>
/// Shows the tasks of a customer on the customer's page, which comes later in the order than the tasks; the composition root provides it.
/// </summary>
/// <param name="quick">The line for a new task, as filled in.</param>
public delegate IResult ShowTasksOfCustomer(long id, QuickTask quick);
