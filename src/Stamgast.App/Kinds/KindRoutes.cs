using System.Globalization;
using Stamgast.App.Jobs;
using Stamgast.App.Parts;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Jobs;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;

namespace Stamgast.App.Kinds;

/// <summary>The pages of every declared kind: its list, one record, the forms, and the steps.</summary>
public static class KindRoutes
{
    public static void MapKinds(this IEndpointRouteBuilder routes, KindParts parts)
    {
        foreach (var part in parts.All)
        {
            var path = part.Path;
            routes.MapPage(path, part.Read, (HttpContext context, RecordPages pages, Requester requester) =>
            {
                Lists.LastTab.Remember(part, context, requester);
                return pages.List(part, context);
            });
            if (part.CanBeMade)
            {
                routes.MapPage(path + "/new", part.Edit, (HttpContext context, RecordPages pages) => pages.New(part, context.Request.Query));
                routes.MapAction(path + "/new", part.Edit, (IFormCollection sent, RecordPages pages, Requester requester, DoneForms done) =>
                    Create(part, sent, pages, requester, done));
            }
            if (part.Kind.Fields.Any(References.OfferedRecords.IsOffered))
                routes.MapPage(path + "/choices", part.Edit, (HttpContext context, RecordPages pages) => Choices(part, context.Request.Query, pages));
            routes.MapPage(path + "/{id:long}", part.Read, (long id, RecordPages pages) => pages.Show(part, id));
            routes.MapPage(path + "/{id:long}/edit", part.Edit, (long id, RecordPages pages) => pages.Edit(part, id));
            routes.MapAction(path + "/{id:long}/edit", part.Edit, (long id, IFormCollection sent, RecordPages pages, Requester requester,
                Saving saving) => saving.SaveAsync(part, id, sent, pages, requester));
            routes.MapPage(path + "/{id:long}/step/{step}", part.Edit, (long id, string step, RecordPages pages) => pages.Ask(part, id, StepOf(part, step)));
            routes.MapAction(path + "/{id:long}/step/{step}", part.Edit,
                (long id, string step, IFormCollection sent, RecordPages pages, Requester requester) =>
                    Step(part, id, StepOf(part, step), sent, pages, requester));
            routes.MapAction(path + "/{id:long}/trash", part.Edit, (long id, IFormCollection sent, RecordPages pages,
                Requester requester) => Trash(part, id, sent["back"].ToString(), pages, requester));
            routes.MapAction(path + "/{id:long}/restore", part.Edit, (long id, RecordPages pages, Requester requester) =>
                Done(part, id, new BringBackRecords(pages.Base, part.Kind, pages.Clock).Do([id], requester.By(Door.Form)).SingleOrDefault()));
        }
    }

    // While somebody types into the field.
    private static IResult Choices(KindPart part, IQueryCollection query, RecordPages pages) =>
        part.Kind.By(query["of"].ToString()) is not { } field ? throw new RefusedException("page.missing", query["of"].ToString())
            : Page.Of<References.RecordOptions>(new
            {
                Records = pages.Offered(part.Kind, field, query[part.Kind.Customer?.Name ?? "customer"], query[field.Name].ToString().Trim()),
            });

    private static StateStep StepOf(KindPart part, string key) =>
        part.Kind.Steps.FirstOrDefault(s => s.Key == key) ?? throw new RefusedException("page.missing", key);

    private static IResult Create(KindPart part, IFormCollection sent, RecordPages pages, Requester requester, DoneForms done)
    {
        var form = RecordForm.Read(part, sent, part.Kind.Shape.Blank(), 0, pages.Visit);
        var create = new CreateRecord(pages.Base, part.Kind, pages.Visit.Viewer, pages.Clock);
        var given = pages.Given(form);
        foreach (var problem in create.Look(given, GivenBy.Steps).Problems) form.Add(problem, pages.Visit);
        if (form.Problems.Count > 0) return pages.Form(form, null, sent["about"]);
        return Page.GoTo(done.Once(sent["once"].ToString(), () =>
        {
            var by = requester.By(Door.Form);
            var outcome = part.Creates is { } own ? own(pages, given, by) : create.Do(given, by, GivenBy.Steps);
            var address = sent["then"] == "close" ? RecordPages.BackOf(part, sent["about"]) : Address(part, CreateRecord.IdOf(pages.Base, outcome));
            return DoneTexts.Address(address, outcome);
        }));
    }

    /// <summary>Saves the form of a record; what takes long goes on when the browser is closed.</summary>
    internal sealed class Saving(JobQueue jobs, JobProgress progress)
    {
        public async Task<IResult> SaveAsync(KindPart part, long id, IFormCollection sent, RecordPages pages, Requester requester)
        {
            var now = AskedRecords.Require(pages.Base, part.Kind, id);
            _ = int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version);
            var form = RecordForm.Read(part, sent, AskedRecords.AtVersion(pages.Base, now, version), version, pages.Visit);
            var edit = new EditRecord(pages.Base, part.Kind, pages.Visit.Viewer, pages.Clock);
            var given = pages.Given(form);
            foreach (var problem in edit.Look(given, GivenBy.Steps).Problems) form.Add(problem, pages.Visit);
            if (form.Problems.Count > 0) return pages.Form(form, id);
            if (part.SavesByJob?.Invoke(pages, id, version, given, requester.User!.Id, JobProgress.OnceOf(sent["once"])) is { } job)
                return await progress.FollowAsync(jobs.Start(job));
            var outcome = edit.Do(id, version, given, requester.By(Door.Form), GivenBy.Steps);
            if (outcome.Conflicts.Count == 0)
            {
                var address = sent["then"] == "close" ? part.Path : Address(part, id);
                return Page.GoTo(outcome.Set is { } set ? DoneTexts.Address(address, set.Id) : DoneTexts.Said(address, "records.nothingChanged"));
            }
            // Saving again means that the user has seen the other values.
            foreach (var conflict in outcome.Conflicts) form.Theirs[conflict.Field.Ordinal] = conflict.Theirs;
            form.StartAgainFrom(outcome.Current);
            return pages.Form(form, id);
        }
    }

    private static IResult Step(KindPart part, long id, StateStep step, IFormCollection sent, RecordPages pages, Requester requester)
    {
        var texts = new Dictionary<int, string?>();
        foreach (var field in step.Asks)
            if (sent.ContainsKey(field.Name)) texts[field.Ordinal] = RecordForm.AsShown(field, sent[field.Name], pages.Visit);
        try
        {
            return Done(part, id, new StepRecords(pages.Base, part.Kind, pages.Visit.Viewer, pages.Clock).Do([id], step, texts, requester.By(Door.Form)));
        }
        catch (RecordRefusedException refused) when (step.Asks.Count > 0)
        {
            return pages.Ask(part, id, step, texts, refused.Problems);
        }
        catch (RefusedException refused) when (refused.Refusal.Code != "record.unknown")
        {
            var blocking = AskedRecords.Find(pages.Base, part.Kind, id) is { } now ? Blocking(part, step, now, pages) : [];
            return pages.Show(part, id, refused.Refusal, blocking);
        }
    }

    private static IReadOnlyList<Blocker> Blocking(KindPart part, StateStep step, RecordState now, RecordPages pages)
    {
        using var context = new KindContext(pages.Base, pages.Visit.Viewer, pages.Clock);
        return part.Kind.Blocking(step, now, context);
    }

    private static IResult Trash(KindPart part, long id, string back, RecordPages pages, Requester requester)
    {
        try
        {
            var outcome = new TrashRecords(pages.Base, part.Kind, pages.Clock).Do([id], requester.By(Door.Form));
            return back.Length == 0 || outcome is null ? Done(part, id, outcome)
                : Page.GoTo(DoneTexts.Address(OurPath.Or(back, Address(part, id)), outcome));
        }
        catch (RefusedException refused) when (refused.Refusal.Code != "record.unknown")
        {
            return pages.Show(part, id, refused.Refusal, (refused as LinkedException)?.Blockers);
        }
    }

    private static IResult Done(KindPart part, long id, ChangeOutcome? outcome) =>
        Page.GoTo(outcome is null ? Address(part, id) : DoneTexts.Address(Address(part, id), outcome));

    private static string Address(KindPart part, long id) => string.Create(CultureInfo.InvariantCulture, $"{part.Path}/{id}");
}
