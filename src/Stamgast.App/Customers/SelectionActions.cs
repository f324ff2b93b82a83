using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Serving;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Jobs;

namespace Stamgast.App.Customers;

/// <summary>What can be done with the selected customers: first shown, then done as one change that can be undone.</summary>
public sealed class SelectionActions(Base customers, ListMemory memory, SelectionsKept kept, Visitor visitor, Visit visit, TimeProvider clock)
{
    private const int ShownAtOnce = 50;

    // Of so many the list counts who is as they will be, instead of reading them all.
    private const int Many = 20_000;

    private long User => visitor.User!.Id;

    /// <summary>A button of the list was pressed: leads to the page that asks and shows.</summary>
    public IResult Begin(IFormCollection form)
    {
        var act = Act(form["act"].ToString(), "", remove: false);
        var selected = Selected.Read(form);
        // Nobody is told now, not on the next page.
        selected.In(customers, visit.Viewer, memory, kept);
        return Page.GoTo(new SelectionView(act, selected.Short(kept, User), 0).Href());
    }

    /// <summary>Asks for the value, or shows what will change for whom.</summary>
    public IResult Show(HttpContext context)
    {
        var query = context.Request.Query;
        var selected = Selected.Read(query);
        var ids = selected.In(customers, visit.Viewer, memory, kept);
        var (act, typed, problem) = Given(query);
        var view = new SelectionView(act, selected, ids.Count) { Typed = typed, Problem = problem, Once = Guid.NewGuid().ToString("N"), HasMoved = query["moved"] == "1" };
        return act.AsksValue ? Page.Of<SelectionValuePage>(new { View = view }, problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity)
            : Page.Of<SelectionPage>(new { View = With(view, ids, query["after"].ToString()) });
    }

    /// <summary>Does it; many take a while, which goes on when the browser is closed.</summary>
    public async Task<IResult> Apply(IFormCollection form, JobQueue jobs, JobProgress progress)
    {
        var act = Act(form["act"].ToString(), form["value"].ToString(), form["remove"] == "1");
        if (act.AsksValue) throw new RefusedException("selection.act");
        var selected = Selected.Read(form);
        // As they were ticked; all that match are looked up when their turn comes.
        var ticked = selected.All ? null : selected.In(customers, visit.Viewer, memory, kept);
        var shown = long.TryParse(form["count"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null;
        return await progress.FollowAsync(jobs.Start(SelectionJob.Request(act, selected, ticked, shown, User, JobProgress.OnceOf(form["once"]))));
    }

    private SelectionView With(SelectionView view, IReadOnlyList<long> ids, string after)
    {
        var trashed = view.Act.Name == "restore";
        var list = new CustomerList(customers, visit.Viewer, memory);
        var page = list.Page(view.Selected.AsList(ids, trashed), after, ShownAtOnce);
        IReadOnlyList<FieldChange> moved = [new(RecordField.Trashed, trashed ? "1" : "0", trashed ? "0" : "1")];
        var changes = view.Act.Change is not { } change ? page.Rows.ToDictionary(r => r.Id, _ => moved)
            : new BulkEdit(customers, visit.Viewer, clock).Preview([.. page.Rows.Select(r => r.Id)], change).ToDictionary(p => p.Before.Id, p => p.Changes);
        return view with
        {
            Changed = Changed(view, ids, list),
            Shown = [.. page.Rows.Select(r => (r.ListName, r.Id, changes.GetValueOrDefault(r.Id) ?? []))],
            Next = page.Next,
            IsLater = after.Length > 0,
        };
    }

    private long Changed(SelectionView view, IReadOnlyList<long> ids, CustomerList list)
    {
        if (view.Act.Change is not { } change) return view.Selected.All ? ids.Count : list.Count(view.Selected.AsList(ids, view.Act.Name == "restore"));
        if (view.Selected.All && ids.Count > Many && view.Act.AreSo(CustomerQueryText.FromAddress(view.Selected.Query)) is { } so)
            return ids.Count - (so.Length == 0 ? 0 : list.Count(so[0]));
        return new BulkEdit(customers, visit.Viewer, clock).CountChanged(ids, change);
    }

    private (SelectionAct Act, string? Typed, string? Problem) Given(IQueryCollection query)
    {
        var (name, value, remove) = (query["act"].ToString(), query["value"].ToString(), query["remove"] == "1");
        try
        {
            var act = Act(name, value, remove);
            var isSent = act.AsksValue && query.ContainsKey("value");
            return (act, value, isSent ? visit.T("names.empty") : null);
        }
        catch (RefusedException e) when (e.Refusal.Code == "value.refused")
        {
            return (Act(name, "", remove: false), value, e.Refusal.What(visit.Culture) + " " + e.Refusal.Remedy(visit.Culture));
        }
    }

    private SelectionAct Act(string name, string value, bool remove) => SelectionAct.Read(name, value, remove, visit);
}
