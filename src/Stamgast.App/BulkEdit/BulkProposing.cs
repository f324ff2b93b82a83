using Stamgast.App.Customers.Lists;
using Stamgast.App.Jobs;
using Stamgast.App.Serving;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Jobs;
using Stamgast.Settings;

namespace Stamgast.App.BulkEdit;

/// <summary>From a button below the list to the preview: the questions first, then the proposal that fixes the customers.</summary>
public sealed class BulkProposing(
    Base customers, ListMemory memory, SelectionsKept kept, Requester requester, Visit visit, JobQueue jobs, JobProgress progress, TimeProvider clock)
{
    private long User => requester.User!.Id;

    /// <summary>A button of the list was pressed: leads to the page that asks, or to the preview.</summary>
    public async Task<IResult> BeginAsync(IFormCollection form)
    {
        var act = BulkAct.Read(form["act"].ToString(), visit);
        var selected = Selected.Read(form);
        // Show it now, not on the next page.
        var ids = selected.In(customers, visit.Viewer, memory, kept);
        if (!act.WantsName && !act.WantsFields) return await FollowAsync(act, [], selected, ids, form);
        return Page.GoTo(selected.Short(kept, User).Address("/customers/selection", ("act", act.Name)));
    }

    /// <summary>Asks for the name, or for the fields. Buttons that ask nothing have no page: the back button leads to the list.</summary>
    public IResult Ask(IQueryCollection query)
    {
        var act = BulkAct.Read(query["act"].ToString(), visit);
        var selected = Selected.Read(query);
        if (!act.WantsName && !act.WantsFields) return Page.GoTo(selected.List);
        var ids = selected.In(customers, visit.Viewer, memory, kept);
        return act.WantsName ? NamePage(act, selected, ids, "", remove: false, problem: null) : FieldsPage(selected, ids, new BulkForm(), isEmpty: false);
    }

    /// <summary>Reads the answers and makes the preview. Large ones take a while and continue after the browser is closed.</summary>
    public async Task<IResult> ProposeAsync(IFormCollection form)
    {
        var act = BulkAct.Read(form["act"].ToString(), visit);
        var selected = Selected.Read(form);
        var ids = selected.In(customers, visit.Viewer, memory, kept);
        if (act.WantsFields)
        {
            var chosen = BulkForm.Read(form, RuleContext.Of(customers, clock), visit);
            if (chosen.HasProblems || chosen.Edits.Count == 0) return FieldsPage(selected, ids, chosen, isEmpty: !chosen.HasProblems);
            return await FollowAsync(act, chosen.Edits, selected, ids, form);
        }
        if (!act.WantsName) return await FollowAsync(act, [], selected, ids, form);
        var (typed, remove) = (form["value"].ToString(), form["remove"] == "1");
        try
        {
            return act.VerbWith(typed, remove) is { } verb ? await FollowAsync(act, verb.Edits, selected, ids, form)
                : NamePage(act, selected, ids, typed, remove, visit.T("names.empty"));
        }
        catch (RefusedException e) when (e.Refusal.Code == "value.refused")
        {
            return NamePage(act, selected, ids, typed, remove, e.Refusal.What(visit.Culture) + " " + e.Refusal.Remedy(visit.Culture));
        }
    }

    private Task<IResult> FollowAsync(BulkAct act, IReadOnlyList<FieldEdit> edits, Selected selected, IReadOnlyList<long> ids, IFormCollection form)
    {
        // Ticked customers come as IDs; "all that match" is looked up by the job, which fixes the selection.
        var order = new ProposeBulkJob.Order(act.Name, edits, selected.Query, selected.List, selected.All ? null : ids);
        return progress.FollowAsync(jobs.Start(ProposeBulkJob.Request(act, order, User, JobProgress.OnceOf(form["once"]))));
    }

    private static IResult NamePage(BulkAct act, Selected selected, IReadOnlyList<long> ids, string typed, bool remove, string? problem) =>
        Page.Of<BulkValuePage>(new { Act = act, Selected = selected, Count = (long)ids.Count, Typed = typed, Remove = remove, Problem = problem,
            Once = NewOnce() },
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private IResult FieldsPage(Selected selected, IReadOnlyList<long> ids, BulkForm form, bool isEmpty) => Page.Of<BulkFieldsPage>(
        new { Selected = selected, Form = form, Now = FieldsNow.Of(customers, visit.Viewer, ids), IsEmpty = isEmpty, Once = NewOnce() },
        isEmpty || form.HasProblems ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);

    private static string NewOnce() => Guid.NewGuid().ToString("N");
}
