using System.Globalization;
using Stamgast.App.Activity;
using Stamgast.App.Permissions;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Settings;

namespace Stamgast.App.Customers;

/// <summary>What can be done with the selected customers: first shown, then done as one change that can be undone.</summary>
public static class SelectionActions
{
    private const int SampleSize = 20;

    /// <summary>Shows what it will change.</summary>
    public static IResult Show(HttpContext context, Base customers, Visit visit)
    {
        var form = context.Request.Form;
        var act = form["act"].ToString();
        if (!SelectionView.Acts.Contains(act) || !May(act, visit)) throw new RefusedException("selection.act");
        var query = form["query"].ToString();
        var ids = Ids(form, customers);
        if (ids.Count == 0) throw new RefusedException("selection.empty");
        var value = form["value"].ToString().Trim();
        var remove = form["remove"] == "1";
        var change = ChangeOf(act, value, remove);
        using var reading = customers.NewContext();
        return Page.Of<SelectionPage>(new
        {
            View = new SelectionView(act, ids.Count, query, form["all"] == "1", form["all"] == "1" ? "" : string.Join(',', ids))
            {
                Value = value,
                Remove = remove,
                Choices = act switch
                {
                    "label" => [.. reading.Labels.Select(l => l.Name).OrderBy(n => n)],
                    "group" => [.. reading.Groups.Select(g => g.Name).OrderBy(n => n)],
                    _ => [],
                },
                Changed = change is null ? null : new BulkEdit(customers, TimeProvider.System).CountChanged(ids, change),
                Sample = change is null ? [] : [.. new BulkEdit(customers, TimeProvider.System).Preview([.. ids.Take(SampleSize)], change).Select(p => (p.Before.Values.DisplayName, p.Before.Id, p.Changes))],
                Once = Guid.NewGuid().ToString("N"),
            },
        });
    }

    /// <summary>Does it.</summary>
    public static IResult Apply(HttpContext context, Base customers, TimeProvider clock, Visitor visitor, Visit visit, DoneForms done)
    {
        var form = context.Request.Form;
        var act = form["act"].ToString();
        if (!SelectionView.Acts.Contains(act) || !May(act, visit)) throw new RefusedException("selection.act");
        var list = form["query"].ToString() is { Length: > 0 } query ? "/customers?" + query : "/customers";
        var address = done.Once(form["once"].ToString(), () =>
        {
            var ids = Ids(form, customers);
            var actor = new Actor(visitor.User!.Id, Door.Bulk);
            var changes = new ChangeSets(customers, clock);
            var outcome = act switch
            {
                "trash" => changes.Trash(ids, into: true, actor),
                "restore" => changes.Restore(ids, actor)[^1],
                _ => new BulkEdit(customers, clock).Apply(ids, ChangeOf(act, form["value"].ToString().Trim(), form["remove"] == "1") ?? throw new RefusedException("selection.act"), KindOf(act), actor),
            };
            return DoneWords.Address(list, outcome);
        });
        return Page.GoTo(address);
    }

    /// <summary>The IDs that a form of the list names: those ticked, or all that match.</summary>
    internal static IReadOnlyList<long> Ids(IFormCollection form, Base customers)
    {
        if (form["all"] == "1")
            return [.. new CustomerList(customers).Ids(CustomerQueryText.FromAddress(form["query"].ToString()))];
        return [.. form["ids"].ToString().Split(',').Concat(form["id"].OfType<string>())
            .Select(t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().Order()];
    }

    private static bool May(string act, Visit visit) => visit.May(act is "trash" or "restore" ? Permission.DeleteCustomers : Permission.EditCustomers);

    private static ChangeKind KindOf(string act) => act switch
    {
        "activate" => ChangeKind.Activate,
        "deactivate" => ChangeKind.Deactivate,
        _ => ChangeKind.Bulk,
    };

    private static Action<CustomerValues>? ChangeOf(string act, string value, bool remove) => act switch
    {
        "activate" => v => v[CustomerFields.Active] = "1",
        "deactivate" => v => v[CustomerFields.Active] = "0",
        "label" when remove => v => v[CustomerFields.Label] = null,
        "label" when value.Length > 0 => v => v[CustomerFields.Label] = value.Length > CustomerFields.All[CustomerFields.Label].MaxLength ? value[..CustomerFields.All[CustomerFields.Label].MaxLength] : value,
        "group" when value.Length > 0 => v => v[CustomerFields.Groups] = GroupsWith(v[CustomerFields.Groups], value.Replace('|', '/'), remove),
        _ => null,
    };

    private static string? GroupsWith(string? groups, string group, bool remove)
    {
        var elements = CustomerValues.Elements(groups).Where(g => g != group).ToList();
        if (!remove) elements = [.. CustomerValues.Elements(groups).Append(group).Distinct()];
        return CustomerValues.Join(elements);
    }
}
