using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Merging;
using Stamgast.Merging.Many;
using Stamgast.Merging.Splitting;
using Stamgast.Proposals;
using Stamgast.Tasks;
using Stamgast.Tasks.Verbs;

namespace Stamgast.Tests.Merging;

/// <summary>
/// Everything that can happen around merges, at random but replayable: merges of two, of several and of many at once, splits with answers, imports
/// with the numbers of absorbed customers, bulk edits, tasks, the trash, and the undo or redo of any of them. Values are few, so that they collide.
/// </summary>
internal sealed class MergeWork(MergeWorld world, Random random)
{
    private static readonly string[] Numbers = ["C-1", "C-2", "C-3", "C-4", "C-5"];
    private static readonly string[] Mails = ["a@post.example", "b@post.example", "c@post.example"];
    private static readonly string[] Cities = ["Gent", "Brugge"];
    private static readonly string[] Groups = ["VIP", "vip", "Retail"];

    private readonly List<long> proposals = [];
    private readonly ChangeSets changes = new(world.Base, TimeProvider.System);
    private int files;

    /// <summary>Does something. A refusal changes nothing, which the caller finds out.</summary>
    public void Do()
    {
        try
        {
            Any();
        }
        catch (RefusedException refused)
        {
            world.Log.Add("refused: " + refused.Refusal.Code);
        }
    }

    /// <summary>The customers that are not merged, outside the trash.</summary>
    public long[] Living() => [.. All().Where(c => c is { MergedInto: null, Trashed: false }).Select(c => c.Id)];

    /// <summary>All customers.</summary>
    public List<CustomerState> All()
    {
        using var reader = world.Base.OpenReader();
        using var command = reader.Query(CustomerStates.Select(world.Base.Engine, "true") + " order by c.id");
        using var rows = command.ExecuteReader();
        var all = new List<CustomerState>();
        while (rows.Read()) all.Add(CustomerStates.At(rows));
        return all;
    }

    /// <summary>All applied change sets.</summary>
    public List<ChangeSet> Sets()
    {
        using var context = world.Base.NewContext();
        return [.. context.ChangeSets.Where(s => s.State == ChangeState.Applied).OrderBy(s => s.Id)];
    }

    /// <summary>Merges two or more; null when there are not enough.</summary>
    public ChangeOutcome? Merge()
    {
        var living = Living();
        if (living.Length < 2) return null;
        random.Shuffle(living);
        return world.Merge(living[0], living[1..Math.Min(living.Length, 2 + random.Next(3))]);
    }

    private void Any()
    {
        switch (random.Next(28))
        {
            case 0 or 1 or 2: Merge(); break;
            case 3: MergeSeveral(); break;
            case 4: SplitOne(); break;
            case 5 or 6: SplitAsked(); break;
            case 7 or 8 or 9: Edit(); break;
            case 10: Trash(); break;
            case 11: Restore(); break;
            case 12 or 13 or 14 or 15: Undo(); break;
            case 16: UndoLast(); break;
            case 17 or 18: ProposeFile(); break;
            case 19: ProposeBulk(); break;
            case 20 or 21: Confirm(); break;
            case 22 or 23: AddTask(); break;
            case 24: MoveTask(); break;
            case 25: Tick(); break;
            case 26: TrashTask(); break;
            default: Create(); break;
        }
    }

    private void MergeSeveral()
    {
        var living = Living();
        random.Shuffle(living);
        List<MergeWish> wishes = [.. living.Chunk(2).Where(c => c.Length == 2).Take(3).Select(c => new MergeWish(c[0], [c[1]]))];
        world.Log.Add("many: " + string.Join(' ', wishes.Select(w => $"{w.Absorb[0]} into {w.Keep}")));
        new MergeMany(world.Base, TimeProvider.System).Do(wishes, Actor.CommandLine, null, new Course());
    }

    private void SplitOne()
    {
        if (Absorbed() is { } one) world.SplitOne(one);
    }

    private void SplitAsked()
    {
        if (Absorbed() is not { } one) return;
        var preview = world.Splits.LookOne(one, Viewer.System);
        var since = world.Splits.Links(preview, DateTime.UnixEpoch, Viewer.System).Since.Where(_ => random.Next(2) == 0)
            .ToDictionary(r => (r.Kind, r.Id), _ => one);
        var asked = new SplitAsked
        {
            Absorbed = [one], Records = since, Answers = preview.Questions.ToDictionary(q => q.Key, q => q.Options[random.Next(q.Options.Count)]),
        };
        world.Log.Add($"split {one}: {string.Join(' ', asked.Answers)} with tasks {string.Join(',', since.Keys.Select(k => k.Id))}");
        world.Splits.Do(preview.Set, Actor.CommandLine, asked);
    }

    private long? Absorbed()
    {
        var absorbed = All().Where(c => c.MergedInto is not null).Select(c => c.Id).ToList();
        return absorbed.Count == 0 ? null : Pick(absorbed);
    }

    private void Edit()
    {
        if (Living() is not { Length: > 0 } living) return;
        var id = Pick(living);
        var (field, value) = random.Next(6) switch
        {
            0 => (CustomerFields.Number, OrNone(Numbers)),
            1 => (CustomerFields.Email, OrNone(Mails)),
            2 => (CustomerFields.OtherEmails, OrNone(Mails)),
            3 => (CustomerFields.Groups, OrNone(Groups)),
            4 => (CustomerFields.Newsletter, Pick(["0", "1"])),
            _ => (CustomerFields.City, OrNone(Cities)),
        };
        world.Log.Add($"edit {id}: {CustomerFields.All[field].Name}={value}");
        world.Edit(id, field, value);
    }

    private void Create()
    {
        world.Log.Add("create");
        world.Create(("last_name", "Claes", "email", OrNone(Mails), "number", OrNone(Numbers), "city", OrNone(Cities), "groups", OrNone(Groups)));
    }

    private void Trash()
    {
        if (Living() is not { Length: > 0 } living) return;
        var id = Pick(living);
        world.Log.Add($"trash {id}");
        world.Trash(id);
    }

    private void Restore()
    {
        var trashed = All().Where(c => c.Trashed).Select(c => c.Id).ToList();
        if (trashed.Count == 0) return;
        var id = Pick(trashed);
        world.Log.Add($"restore {id}");
        changes.Restore([id], Actor.CommandLine);
    }

    private void Undo()
    {
        var sets = Sets();
        var set = Pick(sets);
        using var context = world.Base.NewContext();
        var touched = context.ChangeItems.Where(i => i.SetId == set.Id).Select(i => i.RecordId).Distinct().ToList();
        world.Undo(set.Id, touched.Count > 1 && random.Next(4) == 0 ? Pick([.. touched.Order()]) : null);
    }

    private void UndoLast() => world.Undo(Sets()[^1].Id);

    private void ProposeFile()
    {
        var ids = All().ConvertAll(c => c.Id);
        var path = Path.Combine(world.Base.Location.DataFolder, $"merged-{++files}.csv");
        var rows = Enumerable.Range(0, random.Next(1, 5)).Select(_ => string.Join(';',
            random.Next(3) == 0 ? Pick(ids).ToString(CultureInfo.InvariantCulture) : "", OrNone(Numbers), "Aerts", OrNone(Mails), OrNone(Cities),
            OrNone(Groups)));
        File.WriteAllLines(path, rows.Prepend("id;number;last_name;email;city;groups"));
        var imports = new Imports(world.Base, TimeProvider.System);
        var set = imports.Begin("klanten.csv", Actor.CommandLine).Id;
        world.Log.Add($"file as {set}: {string.Join(" / ", File.ReadAllLines(path)[1..])}");
        imports.Stage(set, path, new ImportOptions { Key = (ImportKey)random.Next(3) });
        proposals.Add(set);
        if (random.Next(2) == 0) Confirm(set);
    }

    private void ProposeBulk()
    {
        List<long> ids = [.. All().Select(c => c.Id).Where(_ => random.Next(2) == 0)];
        if (ids.Count == 0) return;
        FieldEdit edit = random.Next(4) switch
        {
            0 => new(CustomerFields.City, FieldOperation.Set, Pick(Cities)),
            1 => new(CustomerFields.Groups, FieldOperation.Add, Pick(Groups)),
            2 => new(CustomerFields.Groups, FieldOperation.Take, Pick(Groups)),
            _ => new(CustomerFields.Number, FieldOperation.Set, Pick(Numbers)),
        };
        var set = new ProposeVerb(world.Base, TimeProvider.System).Do(new EditFields([edit]), ids, Actor.CommandLine).Id;
        world.Log.Add($"bulk {set}: {edit.Operation} {CustomerFields.All[edit.Field].Name} {edit.Text} of {string.Join(',', ids)}");
        proposals.Add(set);
        if (random.Next(2) == 0) Confirm(set);
    }

    private void Confirm()
    {
        if (proposals.Count > 0) Confirm(Pick(proposals));
    }

    private void Confirm(long set)
    {
        proposals.Remove(set);
        world.Log.Add($"confirm {set}");
        if (new ConfirmProposal(world.Base, TimeProvider.System).Do(set, null, Actor.CommandLine).LeftTo is { } offer) proposals.Add(offer);
    }

    private void AddTask()
    {
        // Somebody else may just have merged the customer.
        var customer = Pick(All().ConvertAll(c => c.Id)).ToString(CultureInfo.InvariantCulture);
        var task = TaskShape.Instance.Blank();
        (task[TaskFields.Title], task[TaskFields.Customer]) = ("Call back", customer);
        world.Log.Add($"task of {customer}");
        changes.Create([task], Actor.CommandLine);
    }

    private void MoveTask()
    {
        if (AnyTask() is not { Trashed: false } task) return;
        var after = task.Values.Copy();
        after[TaskFields.Customer] = random.Next(4) == 0 ? null : Pick(All().ConvertAll(c => c.Id)).ToString(CultureInfo.InvariantCulture);
        world.Log.Add($"task {task.Id} to {after[TaskFields.Customer]}");
        changes.Edit(task.Id, task.Version, after, Actor.CommandLine);
    }

    private void Tick()
    {
        if (AnyTask() is not { } task) return;
        world.Log.Add($"tick {task.Id}");
        new TickTask(world.Base, TimeProvider.System).Do([task.Id], random.Next(2) == 0, Actor.CommandLine);
    }

    private void TrashTask()
    {
        if (AnyTask() is not { } task) return;
        world.Log.Add($"{(task.Trashed ? "bring back" : "trash")} task {task.Id}");
        if (task.Trashed) new BringBackTasks(world.Base, TimeProvider.System).Do([task.Id], Actor.CommandLine);
        else new TrashTasks(world.Base, TimeProvider.System).Do([task.Id], Actor.CommandLine);
    }

    private RecordState? AnyTask() => Tasks() is { Count: > 0 } tasks ? Pick(tasks) : null;

    /// <summary>All tasks.</summary>
    public List<RecordState> Tasks()
    {
        using var reader = world.Base.OpenReader();
        using var command = reader.Query(RecordStates.Select(TaskShape.Instance, world.Base.Engine, "true") + " order by c.id");
        using var rows = command.ExecuteReader();
        var tasks = new List<RecordState>();
        while (rows.Read()) tasks.Add(RecordStates.At(TaskShape.Instance, rows));
        return tasks;
    }

    private string? OrNone(string[] of) => random.Next(of.Length + 1) is var at && at < of.Length ? of[at] : null;

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
