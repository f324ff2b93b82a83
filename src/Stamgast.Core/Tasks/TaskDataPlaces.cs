using Stamgast.Database;
using Stamgast.Privacy;

namespace Stamgast.Tasks;

/// <summary>Tasks outside their history.</summary>
internal static class TaskDataPlaces
{
    private static readonly MergePlan Stays = MergePlan.StayWithOriginal("a task points at the absorbed row, which points at the kept one");
    private static readonly ExportPlan Listed = ExportPlan.Include("the tasks about the customer, by its ID");

    public static readonly IReadOnlyList<DataPlace> All =
    [
        new("What is to be done", DataSubject.Customer, new TableColumns("task", ["title", "text"]),
            ErasePlan.Keep("notes of users on their own work: whom they name is for a person to judge, on the page of the customer, where they are listed"),
            Stays, Listed),
        new("Whom a task is about", DataSubject.Customer, new TableColumns("task", ["customer"]),
            ErasePlan.Keep("a number that leads to a row without values"), Stays, Listed),
        new("Files of tasks that are being read", DataSubject.Customer, new DataFiles("uploads/" + BaseLocation.ApartPrefix + "*"),
            ErasePlan.Expire("it is deleted as soon as its job has read it"), MergePlan.NotOfCustomers("it is a file"),
            ExportPlan.LeaveOut("what it says stands in the tasks, or nowhere")),
        new("State of a task", DataSubject.User,
            new TableColumns("task",
                ["id", "version", "trashed", "sort_full", "created_at", "changed_at", "due_date", "due_time", "assignee", "priority", "done", "done_at",
                "about_kind", "about_id"]),
            ErasePlan.NotPersonal("when something is due, and which user does it"), MergePlan.NotOfCustomers("it is about work"),
            ExportPlan.LeaveOut("it tells how far some work is")),
    ];
}
