using System.Globalization;
using Stamgast.App.Serving;
using Stamgast.Changes.Histories;
using Stamgast.Database;
using Stamgast.Tasks;

namespace Stamgast.App.Said;

/// <summary>Shows values of tasks as people read them, with the names of users and customers; each is looked up once a page.</summary>
public sealed class TaskNames(Base customers, Visit visit)
{
    private readonly Dictionary<long, string> about = [];
    private UserNames? users;

    /// <summary>The words of a value; null when it is empty.</summary>
    public string? Show(RecordField field, string? value) => value is null ? null : field.Ordinal switch
    {
        TaskFields.Customer => OfCustomer(Number(value)),
        TaskFields.Assignee => OfUser(Number(value)),
        TaskFields.DueDate => TaskText.Day(value) is { } day ? visit.Day(day) : value,
        TaskFields.Priority => visit.T("task.priority." + value),
        TaskFields.Done => visit.T(value == "1" ? "shell.yes" : "shell.no"),
        TaskFields.DoneAt => TaskText.DoneAt(value, visit),
        _ => value,
    };

    /// <summary>The name of a user.</summary>
    public string OfUser(long id) => (users ??= UserNames.Read(customers, visit))[id];

    /// <summary>Looks up the names of many customers at once, to show them afterwards.</summary>
    public void Know(IEnumerable<long> customerIds)
    {
        foreach (var customer in new CustomerLookup(customers, visit.Viewer).All([.. customerIds.Distinct().Where(id => !about.ContainsKey(id))]))
            about[customer.Id] = Named(customer.Id, customer.Values.DisplayName);
    }

    /// <summary>The name of a customer with the system ID, by which it is found again.</summary>
    public string OfCustomer(long id)
    {
        if (about.TryGetValue(id, out var known)) return known;
        return about[id] = Named(id, new CustomerLookup(customers, visit.Viewer).Find(id)?.Values.DisplayName);
    }

    private string Named(long id, string? name) => string.Create(CultureInfo.InvariantCulture, $"{name ?? visit.T("customers.noName")} (#{id})");

    private static long Number(string value) => long.Parse(value, CultureInfo.InvariantCulture);
}
