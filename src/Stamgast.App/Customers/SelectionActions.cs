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

    // Of so many the list counts who is as they will be, instead of reading them all.
    private const int Many = 20_000;

    /// <summary>Shows what it will change.</summary>
    public static IResult Show(HttpContext context, Base customers, ListMemory memory, Visit visit)
    {
        var form = context.Request.Form;
        var act = form["act"].ToString();
        if (!SelectionView.Acts.Contains(act) || !May(act, visit)) throw new RefusedException("selection.act");
        var query = form["query"].ToString();
        var ids = Ids(form, customers, memory);
        if (ids.Count == 0) throw new RefusedException("selection.empty");
        var remove = form["remove"] == "1";
        var value = ValueOf(form, act, remove);
        var change = ChangeOf(act, value, remove);
        var all = form["all"] == "1";
        using var reading = customers.NewContext();
        return Page.Of<SelectionPage>(new
        {
            View = new SelectionView(act, ids.Count, query, all, all ? "" : string.Join(',', ids))
            {
                Value = value,
                Remove = remove,
                Choices = act switch
                {
                    "label" => [.. reading.Labels.Select(l => l.Name).OrderBy(n => n)],
                    "group" => [.. reading.Groups.Select(g => g.Name).OrderBy(n => n)],
                    _ => [],
                },
                Changed = change is null ? null
                    : all && ids.Count > Many && AreSo(CustomerQueryText.FromAddress(query), act, value, remove) is { } so ? ids.Count - (so.Length == 0 ? 0 : new CustomerList(customers, memory).Count(so[0]))
                    : new BulkEdit(customers, TimeProvider.System).CountChanged(ids, change),
                Sample = change is null ? [] : [.. new BulkEdit(customers, TimeProvider.System).Preview([.. ids.Take(SampleSize)], change).Select(p => (p.Before.Values.DisplayName, p.Before.Id, p.Changes))],
                Once = Guid.NewGuid().ToString("N"),
            },
        });
    }

    /// <summary>Does it; many take a while, which goes on when the browser is closed.</summary>
    public static async Task<IResult> Apply(HttpContext context, Selection selection, Visitor visitor, Visit visit, DoneForms done, Works works)
    {
        var form = context.Request.Form;
        var act = form["act"].ToString();
        if (!SelectionView.Acts.Contains(act) || !May(act, visit)) throw new RefusedException("selection.act");
        var once = form["once"].ToString();
        var actor = new Actor(visitor.User!.Id, Door.Bulk);
        var remove = form["remove"] == "1";
        var change = ChangeOf(act, ValueOf(form, act, remove), remove);
        if (change is null && act is not ("trash" or "restore")) throw new RefusedException("selection.act");
        var list = form["query"].ToString() is { Length: > 0 } query ? "/customers?" + query : "/customers";
        var work = works.Start("selection-" + (once.Length > 0 ? once : Guid.NewGuid().ToString("N")), "selection.working", act is "trash" or "restore" ? Permission.DeleteCustomers : Permission.EditCustomers,
            running =>
            {
                running.From = list;
                return done.Once(once, () => selection.Do(form, act, change, actor, list, running));
            });
        return await WorkRoutes.FollowAsync(work);
    }

    /// <summary>The work on a selection.</summary>
    public sealed class Selection(Base customers, ListMemory memory, TimeProvider clock)
    {
        /// <summary>Gives the address to go to.</summary>
        public string Do(IFormCollection form, string act, Action<CustomerValues>? change, Actor actor, string list, Work running)
        {
            var ids = Ids(form, customers, memory);
            var course = new Course((rows, fraction) => running.Reached = new Reached(rows, fraction > 0 ? fraction : null), running.Cancelled);
            var changes = new ChangeSets(customers, clock);
            if (act == "restore")
            {
                var outcomes = changes.Restore(ids, actor, course);
                // Several changes, each of which can be undone by itself, stand on the page of the activity.
                return outcomes.Count == 1 ? DoneWords.Address(list, outcomes[0]) : "/activity";
            }
            return DoneWords.Address(list, act == "trash"
                ? changes.Trash(ids, into: true, actor, course)
                : new BulkEdit(customers, clock).Apply(ids, change!, KindOf(act), actor, course));
        }
    }

    /// <summary>The IDs that a form of the list names: those ticked, or all that match.</summary>
    internal static IReadOnlyList<long> Ids(IFormCollection form, Base customers, ListMemory memory)
    {
        if (form["all"] == "1")
            return [.. new CustomerList(customers, memory).Ids(CustomerQueryText.FromAddress(form["query"].ToString()))];
        return [.. form["ids"].ToString().Split(',').Concat(form["id"].OfType<string>())
            .Select(t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0).Distinct().Order()];
    }

    // Those of a list that are already as an act makes them, as a list; none when nobody can be; null when the list cannot tell.
    private static CustomerQuery[]? AreSo(CustomerQuery query, string act, string value, bool remove) => act switch
    {
        _ when query.Presence == CustomerPresence.Trashed => null,
        "activate" or "deactivate" => (query.Presence, act) switch
        {
            (CustomerPresence.Living, _) => [query with { Presence = act == "activate" ? CustomerPresence.Active : CustomerPresence.Inactive }],
            (CustomerPresence.Active, "activate") or (CustomerPresence.Inactive, "deactivate") => [query],
            _ => [],
        },
        "label" => With(query.Labels, remove ? "" : value) ? [query with { Labels = [remove ? "" : value] }] : [],
        "group" when query.Groups.Count == 0 && !remove => [query with { Groups = [value] }],
        _ => null,
    };

    private static bool With(IReadOnlyList<string> chosen, string value) => chosen.Count == 0 || chosen.Contains(value);

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
        "label" when value.Length > 0 => v => v[CustomerFields.Label] = value,
        "group" when value.Length > 0 => v => v[CustomerFields.Groups] = GroupsWith(v[CustomerFields.Groups], value, remove),
        _ => null,
    };

    // As the form and an import would read it. Whoever takes a group away may name one that was made before there was a rule.
    private static string ValueOf(IFormCollection form, string act, bool remove)
    {
        var text = form["value"].ToString().Trim();
        if (act is not ("label" or "group") || remove) return text;
        var context = new RuleContext("", DateOnly.MaxValue);
        if (act == "label") return FieldRules.Given(CustomerFields.All[CustomerFields.Label], text, context) ?? "";
        // One name: what would stand between several is part of none.
        if (text.Contains('|', StringComparison.Ordinal)) throw new RefusedException("value.refused", new Problem(CustomerFields.Groups, "name.bar", text));
        return FieldRules.Given(CustomerFields.All[CustomerFields.Groups], text.ReplaceLineEndings(" "), context) ?? "";
    }

    private static string? GroupsWith(string? groups, string group, bool remove)
    {
        var elements = CustomerValues.Elements(groups).Where(g => !string.Equals(g, group, StringComparison.OrdinalIgnoreCase)).ToList();
        if (!remove) elements = [.. CustomerValues.Elements(groups).Append(group).Distinct(StringComparer.OrdinalIgnoreCase)];
        return CustomerValues.Join(elements);
    }
}
