using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Tasks;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;

namespace Stamgast.App.Customers;

/// <summary>The tasks of a customer, as a topic of the customer's page.</summary>
internal sealed class CustomerTasksShown(Base customers, TimeProvider clock, Visit visit)
{
    private const int Shown = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPage("/customers/{id:long}/tasks", Permission.ReadTasks, (long id, CustomerTasksShown shown) =>
            shown.Show(id, new QuickTask { Customer = id }));

    /// <param name="quick">The line for a new task, as filled in.</param>
    public IResult Show(long id, QuickTask quick)
    {
        var state = new CustomerLookup(customers, visit.Viewer).Find(id) ?? throw new RefusedException("customer.unknown", id);
        var list = new TaskList(customers, visit.Viewer, clock, visit.Zone);
        var about = new TaskQuery { Customer = id };
        return Page.Of<CustomerPage>(new
        {
            View = CustomerRoutes.ViewOf(state, customers, visit.Viewer) with
            {
                Topic = "tasks",
                Tasks = new CustomerTasksView(list.Page(about, null, Shown), list.Page(about with { Presence = TaskPresence.Done }, null, Shown), quick),
            },
        }, quick.Status);
    }
}
