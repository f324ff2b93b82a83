using System.Globalization;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Importing.Late;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;

namespace Stamgast.Tests.Changes;

/// <summary>
/// Random but replayable work: the same seed gives the same work. Values are few, so that they collide: numbers are taken, forms are outdated,
/// existing groups are added. Each action is also applied to the <see cref="ExpectedHistory"/>.
/// </summary>
internal sealed class RandomWork(Base customers, int seed, ExpectedHistory expected)
{
    private static readonly string[] Names = ["Aerts", "Lefèvre", "Claes", "de Bakker", "El Amrani", "Žižka"];
    private static readonly string[] Cities = ["Antwerpen", "Gent", "Utrecht"];
    private static readonly string[] Groups = ["Retail", "VIP", "vip", "Horeca", "retail"];
    private static readonly string[] Mails = ["a@post.example", "B@post.example", "b@post.example", "c@post.example"];

    private readonly Random random = new(seed);
    private readonly ChangeSets changes = new(customers, TimeProvider.System);
    private readonly List<(CustomerState Seen, CustomerValues Mine)> forms = [];
    private readonly List<long> proposals = [];
    private readonly RandomFiles files = new(customers, new Random(seed));

    /// <summary>Customers that an undo left as they were, because somebody had worked on them or somebody else had their number.</summary>
    public HashSet<long> Stayed { get; } = [];

    /// <summary>A log of the work, to read when a property fails.</summary>
    public List<string> Log { get; } = [];

    public CustomerState State(long id)
    {
        using var reader = customers.OpenReader();
        return CustomerStates.Find(reader, customers.Engine, id)!;
    }

    /// <summary>Makes a random change, and undoes each of its sets completely at once; returns the counts of each set and its undo.</summary>
    public List<(ChangeSet Set, ChangeOutcome Undone)> DoAndUndo()
    {
        var known = expected.Sets.ToHashSet();
        Do();
        var undone = new List<(ChangeSet, ChangeOutcome)>();
        foreach (var set in expected.Sets.Except(known).OrderDescending().ToList())
            if (expected.Undoable(set).Count > 0 && Undone(set) is { } outcome) undone.Add((Stored(set), outcome));
        return undone;
    }

    private ChangeSet Stored(long set)
    {
        using var context = customers.NewContext();
        return context.ChangeSets.Single(s => s.Id == set);
    }

    public void Do()
    {
        switch (random.Next(26))
        {
            case 0 or 1: Create(random.Next(1, 4)); break;
            case 2 or 3: OpenForm(); break;
            case 4 or 5 or 6: SaveForm(); break;
            case 7: Trash(into: true); break;
            case 8: Trash(into: false); break;
            case 9: Restore(); break;
            case 10: ProposeImport(); break;
            case 11: ProposeFile(); break;
            case 12 or 13: ProposeBulk(); break;
            case 14 or 15: AlterProposal(); break;
            case 16 or 17 or 18: ApplyProposal(); break;
            case 19: Undo(onlyOne: true); break;
            default: Undo(onlyOne: false); break;
        }
    }

    /// <summary>False when there was nothing to undo.</summary>
    public bool Undo(long set, long? only = null) => Undone(set, only) is not null;

    private ChangeOutcome? Undone(long set, long? only = null)
    {
        var candidates = expected.Undoable(set).Where(c => only is null || c == only).ToList();
        var stay = candidates.Where(c => expected.WasWorkedOn(set, c)).ToList();
        ChangeOutcome outcome;
        try
        {
            outcome = changes.Undo(set, Actor.CommandLine, only);
        }
        catch (RefusedException refused) when (refused.Refusal.Code is "undo.nothing" or "undo.edited")
        {
            Log.Add($"undo {set}: {refused.Refusal.Code}");
            OnlyNumbersMayStop(candidates.Except(stay));
            Stayed.UnionWith(candidates);
            Assert.Equal(candidates.Count == 0 ? "undo.nothing" : "undo.edited", refused.Refusal.Code);
            return null;
        }
        var done = Touched(outcome.Set);
        Log.Add($"undo {set} as {outcome.Set.Id}{(only is null ? "" : $" only {only}")}: {string.Join(',', done)} kept {string.Join(',', stay)}");
        Assert.Equal(stay, outcome.Kept.Where(k => k.Reason == "edited").Select(k => k.CustomerId).Order());
        Assert.Subset(candidates.Except(stay).ToHashSet(), done.ToHashSet());
        Assert.Equal(candidates.Count - done.Count, outcome.Conflicts);
        expected.Undo(outcome.Set.Id, set, done);
        OnlyNumbersMayStop(candidates.Except(stay).Except(done));
        Stayed.UnionWith(candidates.Except(done));
        return outcome;
    }

    private void Undo(bool onlyOne)
    {
        if (!expected.Sets.Any()) return;
        var set = Pick([.. expected.Sets]);
        if (!onlyOne) { Undo(set); return; }
        if (expected.CustomersOf(set).Count > 0) Undo(set, Pick([.. expected.CustomersOf(set)]));
    }

    private void Create(int many)
    {
        var values = Enumerable.Range(0, many).Select(_ => Fill(CustomerValues.Blank(), 6)).ToList();
        try
        {
            var outcome = changes.Create(values, Actor.CommandLine);
            Added(outcome.Set, values);
        }
        catch (RefusedException refused) when (refused.Refusal.Code is "number.taken" or "number.twice")
        {
            Log.Add("create refused");
        }
    }

    private void Added(ChangeSet set, IReadOnlyList<CustomerValues> values)
    {
        Log.Add($"set {set.Id} creates {values.Count}");
        if (!expected.Sets.Contains(set.Id)) expected.Begin(set.Id);
        foreach (var one in values)
            expected.Add(set.Id, expected.Customers.Count() + 1, true,
                [.. CustomerFields.All.Where(f => one[f] != f.Default).Select(f => new FieldChange(f, null, one[f]))]);
    }

    private void OpenForm()
    {
        if (!expected.Customers.Any()) return;
        var state = State(AnyCustomer());
        forms.Add((state, Fill(state.Values.Copy(), 3)));
    }

    private void SaveForm()
    {
        if (forms.Count == 0) { OpenForm(); return; }
        var (seen, mine) = forms[random.Next(forms.Count)];
        var now = State(seen.Id);
        HashSet<int> overwrite = random.Next(3) == 0 ? [CustomerFields.City, CustomerFields.Number, CustomerFields.Active] : [];
        var (due, conflicts) = Due(now, Difference.Between(seen.Values, mine), overwrite);
        try
        {
            var outcome = changes.Edit(seen.Id, seen.Version, mine, Actor.CommandLine, ChangeKind.Edit, overwrite);
            Log.Add($"edit {seen.Id} from {seen.Version}: set {outcome.Set?.Id}, {string.Join(',', due.Select(d => d.Name))}");
            Assert.False(now.Trashed);
            Assert.Equal(conflicts, outcome.Conflicts.Select(c => c.Field.Ordinal));
            Assert.Equal(conflicts.Count == 0 && due.Count > 0, outcome.Set is not null);
            if (outcome.Set is { } set) { expected.Begin(set.Id); expected.Add(set.Id, seen.Id, false, due); }
        }
        catch (RefusedException refused)
        {
            Log.Add($"edit {seen.Id}: {refused.Refusal.Code}");
            if (refused.Refusal.Code != "number.taken") Assert.True(now.Trashed && refused.Refusal.Code == "customer.trashed", refused.Refusal.Code);
            else Assert.Contains(due, d => d.Field == CustomerFields.Number);
        }
    }

    // The remaining changes of a form or row for the current customer, and the fields that somebody else changed.
    private static (List<FieldChange> Due, List<int> Conflicts) Due(CustomerState now, List<FieldChange> wanted, HashSet<int> overwrite)
    {
        var due = new List<FieldChange>();
        var conflicts = new List<int>();
        foreach (var change in wanted)
        {
            var current = now.Value(change.Field);
            if (change.IsList)
            {
                var there = CustomerValues.Elements(current).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var gone = CustomerValues.Join([.. CustomerValues.Elements(change.Before).Where(there.Contains)]);
                var come = CustomerValues.Join([.. CustomerValues.Elements(change.After).Where(e => !there.Contains(e))]);
                if (gone is not null || come is not null) due.Add(new FieldChange(change.Of, gone, come));
            }
            else if (current == change.After) continue;
            else if (current == change.Before || overwrite.Contains(change.Field)) due.Add(change with { Before = current });
            else conflicts.Add(change.Field);
        }
        return (due, conflicts);
    }

    private void Trash(bool into)
    {
        if (!expected.Customers.Any()) return;
        var ids = Some();
        var due = ids.Where(id => expected.IsTrashed(id) != into).ToHashSet();
        try { TrashedNow(changes.Trash(ids, into, Actor.CommandLine).Set, due, into); }
        catch (RefusedException refused) when (refused.Refusal.Code == "number.taken" && !into)
        {
            Assert.Single(ids);
        }
    }

    private void TrashedNow(ChangeSet set, HashSet<long> due, bool into)
    {
        var done = Touched(set);
        Log.Add($"set {set.Id} {(into ? "trashes" : "brings back")} {string.Join(',', done)}");
        Assert.Subset(due, done.ToHashSet());
        expected.Begin(set.Id);
        foreach (var id in done) expected.Add(set.Id, id, false, [new(RecordField.Trashed, into ? "0" : "1", into ? "1" : "0")]);
    }

    private void Restore()
    {
        if (!expected.Customers.Any()) return;
        var ids = Some();
        foreach (var outcome in changes.Restore(ids, Actor.CommandLine))
        {
            if (outcome.Set.UndoOf is { } of) expected.Undo(outcome.Set.Id, of, Touched(outcome.Set));
            else TrashedNow(outcome.Set, [.. ids], into: false);
            Log.Add($"restore of {string.Join(',', ids)} by {outcome.Set.Id} undo of {outcome.Set.UndoOf}");
        }
        OnlyNumbersMayStop(ids.Where(expected.IsTrashed));
    }

    private void ProposeImport()
    {
        var known = expected.Customers.Any() ? Some().Select(State).Where(s => !s.Trashed).ToList() : [];
        var import = ProposedImport.Make(customers,
            [.. Enumerable.Range(0, random.Next(3)).Select(_ => Fill(CustomerValues.Blank(), 5))],
            known.ConvertAll(s => (s, Fill(s.Values.Copy(), 2))));
        proposals.Add(import.SetId);
    }

    private void ProposeFile()
    {
        var set = files.Propose(expected.Customers.Count());
        proposals.Add(set);
        Log.Add($"file as {set}");
    }

    private void ProposeBulk()
    {
        if (!expected.Customers.Any()) return;
        CustomerVerb verb = random.Next(6) switch
        {
            0 => new ActivateCustomers(),
            1 => new DeactivateCustomers(),
            2 => new MoveToTrash(Into: true),
            _ => new EditFields([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => AnyEdit()).DistinctBy(e => e.Field)]),
        };
        var ids = random.Next(3) == 0 ? [.. expected.Customers.Order()] : Some();
        var set = new ProposeVerb(customers, TimeProvider.System).Do(verb, ids, Actor.CommandLine);
        proposals.Add(set.Id);
        Log.Add($"bulk {set.Id}: {verb.Kind} of {string.Join(',', ids)}");
    }

    private FieldEdit AnyEdit() => random.Next(9) switch
    {
        0 or 7 or 8 => new FieldEdit(CustomerFields.City, FieldOperation.Set, Pick(Cities)),
        1 => new FieldEdit(CustomerFields.City, FieldOperation.Clear, null),
        2 => new FieldEdit(CustomerFields.City, FieldOperation.Replace, "nt") { Sought = "en" },
        3 => new FieldEdit(CustomerFields.Groups, FieldOperation.Add, Pick(Groups)),
        4 => new FieldEdit(CustomerFields.Groups, FieldOperation.Take, Pick(Groups)),
        5 => new FieldEdit(CustomerFields.Email, FieldOperation.Replace, null) { Sought = "@post" },
        _ => new FieldEdit(CustomerFields.Number, FieldOperation.Set, "C-" + random.Next(1, 7).ToString(CultureInfo.InvariantCulture)),
    };

    // Leave rows out, include them again, correct cells, read the file again.
    private void AlterProposal()
    {
        if (proposals.Count == 0) { ProposeBulk(); return; }
        var set = Pick(proposals);
        if (files.Has(set)) { Log.Add($"{set}: {files.Alter(set)}"); return; }
        var rows = Shown(set);
        if (rows.Count == 0) return;
        var row = Pick(rows);
        new ProposalRows(customers).LeaveOut(set, row.Seq, !row.LeftOut);
        Log.Add($"{set}: row {row.Seq} {(row.LeftOut ? "in" : "out")}");
    }

    // What is applied is what was shown, except for what others changed since.
    private void ApplyProposal()
    {
        if (proposals.Count == 0) { ProposeBulk(); return; }
        var setId = Pick(proposals);
        proposals.Remove(setId);
        var rows = Shown(setId).Where(r => !r.LeftOut).ToList();
        var before = rows.Where(r => r.Class == RowClass.Changed).Select(r => (r.Changes, Now: State(r.CustomerId!.Value))).ToList();
        var last = expected.Customers.Count();
        var found = FoundMeanwhile(Stored(setId));
        var outcome = changes.Apply(setId, null, Actor.CommandLine);
        files.Forget(setId);
        var touched = Touched(outcome.Set).ToHashSet();
        expected.Begin(setId);
        Log.Add($"proposal {setId} ({string.Join(',', rows.Select(r => $"{r.CustomerId} {r.Class}"))}): "
            + $"{string.Join(',', touched)}{(outcome.LeftTo is { } left ? $", left to {left}" : "")}");
        foreach (var (shown, now) in before)
        {
            var (due, conflicts) = Due(now, [.. shown], []);
            var moves = shown.Any(c => c.Field == FieldChange.Trashed);
            var expects = (!now.Trashed || moves) && conflicts.Count == 0 && due.Count > 0;
            if (touched.Contains(now.Id)) { Assert.True(expects, $"{now.Id} was changed against somebody else."); expected.Add(setId, now.Id, false, due); }
            else if (expects) Assert.Contains(due, d => d.Field == CustomerFields.Number);
        }
        Assert.Subset(before.Select(b => b.Now.Id).ToHashSet(), touched.Where(id => id <= last).ToHashSet());
        // The added customers show which new rows were left out because of their number: those added are rows, in order.
        var made = Enumerable.Range(last + 1, (int)outcome.Set.Created).Select(id => State(id).Values).ToList();
        Assert.Equal(made.Count, touched.Count(id => id > last));
        AssertInOrder(made, rows.Where(r => r.Class == RowClass.New).Select(r => r.Values!), found);
        Added(outcome.Set, made);
        if (outcome.LeftTo is { } offer) proposals.Add(offer);
    }

    // A row of a file finds a customer whom somebody added since: one with exactly its values or, if the file goes by e-mail, with its main address.
    private Func<CustomerValues, bool> FoundMeanwhile(ChangeSet set)
    {
        if (ImportReading.Of(set) is not { } reading) return _ => false;
        var present = expected.Customers.Select(State).Where(s => !s.Trashed).ToList();
        return row => present.Any(s => s.Id > reading.LastIdAtPreview && Difference.Between(s.Values, row).Count == 0)
            || (reading.KeyIsEmail && row[CustomerFields.Email] is { } address && present.Any(s => AddressesOf(s.Values).Contains(EmailAddress.Key(address))));
    }

    private static IEnumerable<string> AddressesOf(CustomerValues values) => new[] { CustomerFields.Email, CustomerFields.OtherEmails }
        .SelectMany(field => CustomerValues.Elements(values[field])).Select(address => EmailAddress.Key(address));

    private static void AssertInOrder(IReadOnlyList<CustomerValues> made, IEnumerable<CustomerValues> shown, Func<CustomerValues, bool> isFound)
    {
        var at = 0;
        foreach (var row in shown)
        {
            if (at < made.Count && Difference.Between(made[at], row).Count == 0) at++;
            else Assert.True(row[CustomerFields.Number] is not null || isFound(row) || made.Any(m => Difference.Between(m, row).Count == 0),
                "A row without a number was left out.");
        }
        Assert.Equal(made.Count, at);
    }

    private IReadOnlyList<PreviewRow> Shown(long set) => new ProposalPreview(customers, Viewer.System).Page(set, PreviewFilter.All, 0, 1000);

    private void OnlyNumbersMayStop(IEnumerable<long> left)
    {
        using var context = customers.NewContext();
        foreach (var id in left.ToList())
            Assert.True(context.ChangeItems.Any(i => i.RecordId == id && i.Payload.Contains("\"number\"")), $"{id} was left out for no reason.");
    }

    private List<long> Touched(ChangeSet set)
    {
        using var context = customers.NewContext();
        return [.. context.ChangeItems.Where(i => i.SetId == set.Id).OrderBy(i => i.Seq).Select(i => i.RecordId).ToList().Order()];
    }

    private CustomerValues Fill(CustomerValues values, int fields)
    {
        for (var i = 0; i < fields; i++)
        {
            var (field, value) = random.Next(9) switch
            {
                0 => (CustomerFields.LastName, Pick(Names)),
                1 => (CustomerFields.City, Pick(Cities)),
                2 => (CustomerFields.Number, random.Next(4) == 0 ? null : "C-" + random.Next(1, 7).ToString(CultureInfo.InvariantCulture)),
                3 => (CustomerFields.Groups, SomeOf(Groups)),
                4 => (CustomerFields.OtherEmails, SomeOf(Mails)),
                5 => (CustomerFields.Email, random.Next(3) == 0 ? null : Pick(Mails)),
                6 => (CustomerFields.Active, random.Next(2) == 0 ? "0" : "1"),
                7 => (CustomerFields.Type, random.Next(2) == 0 ? "person" : "company"),
                _ => (CustomerFields.CompanyName, random.Next(3) == 0 ? null : "Claes & Zonen NV"),
            };
            values[field] = value;
        }
        return values;
    }

    private string? SomeOf(string[] elements) =>
        CustomerValues.Join([.. elements.Where(_ => random.Next(2) == 0).DistinctBy(e => e.ToLowerInvariant()).OrderBy(_ => random.Next())]);

    private List<long> Some() => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => AnyCustomer()).Distinct()];

    private long AnyCustomer() => random.Next(1, expected.Customers.Count() + 1);

    private T Pick<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
