using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Merging;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Tasks;
using Stamgast.Tasks.Exchange;
using Stamgast.Tasks.Verbs;
using Stamgast.Testing;

namespace Stamgast.Tests.Tasks;

public sealed class TaskImportTests
{
    [Theory, EachEngine]
    public async Task An_export_that_is_imported_again_changes_nothing(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.Add("=Call; \"now\"", (TaskFields.Text, "-one\n'two;\n\nthree"), (TaskFields.Customer, "1"), (TaskFields.DueDate, "2026-12-04"),
            (TaskFields.DueTime, "17:00"),
            (TaskFields.Assignee, "els@branderij.example"), (TaskFields.Priority, "high"));
        var done = place.Add("Total");
        place.Add("'quoted", (TaskFields.Text, "  n/a "));
        new TickTask(place.Base, place.Clock).Do([done], done: true, place.Actor);
        new TrashTasks(place.Base, place.Clock).Do([place.Add("binned")], place.Actor);
        var file = Path.Combine(place.Folder, "tasks.csv");
        Assert.Equal(3, new TaskExport(place.Base, place.Clock).WriteFile(file));
        Assert.Equal("id;version;title;text;customer;due_date;due_time;assignee;priority;done;about_kind;about_id", File.ReadLines(file).First());
        place.Clock.GoOn(TimeSpan.FromHours(1));
        foreach (var clears in new[] { false, true })
        {
            var result = new TaskImport(place.Base, place.Clock).Stage(file, Actor.CommandLine, clears);
            Assert.Equal((3, 0, 0, 3, 0, 0), Counts(result.Set));
            Assert.Empty(result.Unmapped);
            new DropProposal(place.Base).Do(result.Set.Id);
        }
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_task_for_an_absorbed_customer_belongs_to_the_kept_one_and_stays_there_at_a_split(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        foreach (var name in new[] { "Aertz", "Aertsen" }) place.AddCustomer(name);
        place.Add("Before", (TaskFields.Customer, "3"));
        var merging = new MergeCustomers(place.Base, place.Clock);
        merging.Do(2, [3], place.Actor);
        merging.Do(1, [2], place.Actor);
        var exported = Path.Combine(place.Folder, "tasks.csv");
        new TaskExport(place.Base, place.Clock).WriteFile(exported);
        var same = new TaskImport(place.Base, place.Clock).Stage(exported, Actor.CommandLine);
        Assert.Equal((1, 0, 0, 1, 0, 0), Counts(same.Set));
        new DropProposal(place.Base).Do(same.Set.Id);
        var file = Write(place, """
            id;title;customer
            ;By its ID;3
            ;By that of the kept one;1
            1;Before, again;1
            """);
        var set = new TaskImport(place.Base, place.Clock).Stage(file, Actor.CommandLine).Set;
        Assert.Equal((3, 2, 1, 0, 0, 0), Counts(set));
        new ConfirmProposal(place.Base, place.Clock).Do(set.Id, set.Revision, Actor.CommandLine);
        place.Add("By the form", (TaskFields.Customer, "2"));
        // What was made before the merge keeps its customer, and leaves with it.
        Assert.Equal(["3", "1", "1", "1"], new[] { 1L, 2, 3, 4 }.Select(id => place.Now(id).Values[TaskFields.Customer]));
        new SplitCustomers(place.Base, place.Clock).One(3, place.Actor);
        Assert.Equal((3L, 1L), (LinkedRecords.Of(place.Base, AbsorbedCustomers.With(place.Base, 1))["tasks"], LinkedRecords.Of(place.Base, [3])["tasks"]));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Each_row_is_new_changed_unchanged_an_error_or_a_conflict_and_confirming_does_what_was_shown(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        foreach (var title in new[] { "Call", "Write", "Send", "Bin" }) place.Add(title);
        place.Edit(2, (TaskFields.Priority, "high"));
        new TrashTasks(place.Base, place.Clock).Do([4], place.Actor);
        var file = Write(place, """
            ID;Versie;Version;Titel;Klant;Vervaldatum;Colour
            1;;1;Call;;4/12/2026;red
            2;;1;Write a letter;;;
            2;;2;Write;;;
            3;;1;Send;;;
            ;;;Pay;1;30/11/2026;
            ;;;;;1/12/2026;
            99;;;Nobody;;;
            4;;2;Bin it;;;
            ;;;Pay;77;;
            """);
        var result = new TaskImport(place.Base, place.Clock).Stage(file, Actor.CommandLine);
        Assert.Equal((9, 1, 1, 1, 4, 2), Counts(result.Set));
        Assert.Equal(["Versie", "Colour"], result.Unmapped);
        var rows = Preview(place).Page(result.Set.Id, PreviewFilter.All, 0, 20);
        Assert.Equal(
            ["Changed", "Conflict task.import.version", "Error task.import.twice", "Unchanged", "New", "Error task.title", "Error task.import.id",
                "Conflict task.import.trashed",
             "Error task.customer.unknown"],
            rows.Select(r => $"{r.Class} {string.Join(", ", r.Problems.Select(p => p.Code))}".TrimEnd()));
        Assert.Equal([2L, 3, 4, 5, 6, 7, 8, 9, 10], rows.Select(r => r.Line!.Value));
        Assert.Equal("2026-12-04", Assert.Single(rows[0].Changes).After);
        Assert.Equal(6, Preview(place).Page(result.Set.Id, PreviewFilter.Errors, 0, 20).Count);
        Assert.Equal([2L], Preview(place).Page(result.Set.Id, new PreviewQuery(PreviewFilter.Everything, TaskFields.All[TaskFields.DueDate]), 0, 20)
            .Select(r => r.Line!.Value));
        var report = TaskReport.Of(result.Set);
        Assert.Equal(1, report.FieldCounts["due_date"]);
        var ids = Assert.Single(report.Causes, c => c.Cause.Code == "task.customer.unknown");
        Assert.Equal(("customer", 1L), (ids.Cause.Field, ids.Rows));
        Assert.Equal([10L], Preview(place).Page(result.Set.Id, new PreviewQuery(PreviewFilter.Errors, Cause: ids.Cause), 0, 20).Select(r => r.Line!.Value));
        Assert.Null(place.Now(1).Values[TaskFields.DueDate]);

        var outcome = new ConfirmProposal(place.Base, place.Clock).Do(result.Set.Id, result.Set.Revision, Actor.CommandLine);
        Assert.Equal((1, 1), (outcome.Set.Created, outcome.Set.Changed));
        Assert.Equal(("2026-12-04", "Pay"), (place.Now(1).Values[TaskFields.DueDate], place.Now(5).Values[TaskFields.Title]));
        Assert.Equal(("Write", "1"), (place.Now(2).Values[TaskFields.Title], place.Now(5).Values[TaskFields.Customer]));
        new ChangeSets(place.Base, place.Clock).Undo(outcome.Set.Id, place.Actor);
        Assert.Equal((true, null), (place.Now(5).Trashed, place.Now(1).Values[TaskFields.DueDate]));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Tasks_changed_since_the_preview_are_left_out_and_strict_refuses_all(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.Add("Call");
        place.Add("Write");
        var file = Write(place, "id;version;title\n1;1;Call back\n2;1;Write back\n");
        var first = new TaskImport(place.Base, place.Clock).Stage(file, Actor.CommandLine).Set;
        place.Edit(1, (TaskFields.Title, "Ring"));
        var confirm = new ConfirmProposal(place.Base, place.Clock);
        Assert.Equal("import.strict", Assert.Throws<RefusedException>(() => confirm.Do(first.Id, null, Actor.CommandLine, strict: true)).Refusal.Code);
        Assert.Equal("Write", place.Now(2).Values[TaskFields.Title]);
        var outcome = confirm.Do(first.Id, null, Actor.CommandLine);
        Assert.Equal((1, 1), (outcome.Set.Changed, outcome.Conflicts));
        Assert.Equal(("Ring", "Write back"), (place.Now(1).Values[TaskFields.Title], place.Now(2).Values[TaskFields.Title]));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task What_somebody_changed_since_the_preview_is_offered_again_with_the_value_that_the_task_has_now(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        foreach (var title in new[] { "Call", "Write", "Send", "Pay" }) place.Add(title);
        var file = Write(place, "id;version;title;priority\n1;1;Call back;high\n2;1;Write back;\n3;1;Send it;\n4;1;Pay it;\n;;Sweep;\n");
        var set = new TaskImport(place.Base, place.Clock).Stage(file, Actor.CommandLine).Set;
        place.Edit(1, (TaskFields.Title, "Ring"));
        place.Edit(2, (TaskFields.Title, "Write back"));
        new TrashTasks(place.Base, place.Clock).Do([4], place.Actor);
        var confirm = new ConfirmProposal(place.Base, place.Clock);
        var outcome = confirm.Do(set.Id, null, Actor.CommandLine);
        Assert.Equal((1, 1, 2), (outcome.Set.Created, outcome.Set.Changed, outcome.Conflicts));
        Assert.Equal(("Ring", "normal"), (place.Now(1).Values[TaskFields.Title], place.Now(1).Values[TaskFields.Priority]));
        Assert.Equal(
            [(5L, "Pay", "conflict.trashed", null, false), (2L, "Ring", "conflict.changed", "title", true)],
            outcome.Left.Select(left => (left.Line!.Value, left.Name, left.Why.Code, left.Why.Name, left.IsOffered)));

        var offered = TaskImport.Find(place.Base, outcome.LeftTo!.Value);
        Assert.Equal((TaskShape.KindNumber, ChangeState.Proposed, 1, 1), (offered.RecordKind, offered.State, offered.Changed, offered.Conflicts));
        Assert.Equal(set.Id, TaskReport.Of(offered).LeftFrom);
        Assert.Empty(TaskReport.Of(offered).Causes);
        var row = Assert.Single(Preview(place).Page(offered.Id, PreviewFilter.Changed, 0, 10));
        Assert.Equal([("Ring", "Call back"), ("normal", "high")], row.Changes.Select(c => (c.Before, c.After)));
        confirm.Do(offered.Id, offered.Revision, Actor.CommandLine);
        Assert.Equal(("Call back", "high"), (place.Now(1).Values[TaskFields.Title], place.Now(1).Values[TaskFields.Priority]));
        Assert.True(place.Now(4).Trashed);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_row_that_is_left_out_writes_nothing_and_leaves_no_gap(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.Add("Call");
        var file = Write(place, "id;version;title\n1;1;Call back\n;;Write\n;;Send\n");
        var set = new TaskImport(place.Base, place.Clock).Stage(file, Actor.CommandLine).Set;
        var rows = new ProposalRows(place.Base);
        foreach (var seq in new[] { 1, 2 }) Assert.False(rows.LeaveOut(set.Id, seq, leftOut: true));
        var now = TaskImport.Find(place.Base, set.Id);
        Assert.Equal((1, 1, 0, 3), (now.Rows, now.Created, now.Changed, now.Revision));
        Assert.Equal((2L, 0L), (TaskReport.Of(now).LeftOut, TaskReport.Of(now).FieldCounts["title"]));
        Assert.Equal([1L, 2], Preview(place).Page(set.Id, PreviewFilter.LeftOut, 0, 10).Select(r => r.Seq));
        var confirm = new ConfirmProposal(place.Base, place.Clock);
        Assert.Equal("proposal.revision", Assert.Throws<RefusedException>(() => confirm.Do(set.Id, set.Revision, Actor.CommandLine)).Refusal.Code);
        rows.LeaveOut(set.Id, 1, leftOut: false);
        confirm.Do(set.Id, 4, Actor.CommandLine);
        Assert.Equal(("Call back", "Send"), (place.Now(1).Values[TaskFields.Title], place.Now(2).Values[TaskFields.Title]));
        Assert.Null(AskedTasks.Find(place.Base, 3));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_file_without_a_title_or_an_id_is_refused_and_leaves_nothing_and_an_empty_cell_empties_only_when_told(Engine engine)
    {
        await using var place = await TaskPlace.CreateAsync(engine);
        place.Add("Call", (TaskFields.DueDate, "2026-12-04"), (TaskFields.DueTime, "09:00"));
        var import = new TaskImport(place.Base, place.Clock);
        Assert.Equal("task.import.columns", Assert.Throws<RefusedException>(() => import.Stage(Write(place, "name;city\nAerts;Gent\n"), Actor.CommandLine))
            .Refusal.Code);
        using (var reading = place.Base.NewContext()) Assert.DoesNotContain(reading.ChangeSets, s => s.Kind == ChangeKind.Import);
        var file = Write(place, "id;title;due_date\n1;Call;\n");
        Assert.Equal(1, import.Stage(file, Actor.CommandLine).Set.Unchanged);
        var cleared = import.Stage(file, Actor.CommandLine, clears: true).Set;
        new ConfirmProposal(place.Base, place.Clock).Do(cleared.Id, null, Actor.CommandLine);
        // A time without a day has no meaning.
        Assert.Equal((null, null), (place.Now(1).Values[TaskFields.DueDate], place.Now(1).Values[TaskFields.DueTime]));
        place.AssertSound();
    }

    private static ProposalPreview Preview(TaskPlace place) => new(place.Base, Viewer.CommandLine);

    private static string Write(TaskPlace place, string text)
    {
        var path = Path.Combine(place.Folder, $"{Guid.NewGuid():n}.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static (long Rows, long New, long Changed, long Unchanged, long Errors, long Conflicts) Counts(ChangeSet set) =>
        (set.Rows, set.Created, set.Changed, set.Unchanged, set.Errors, set.Conflicts);
}
