using System.Diagnostics;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Importing.Late;

namespace Stamgast.Changes;

/// <summary>
/// The door through which records change: a form proposes and applies at once, an import or a bulk edit is applied when its
/// stored proposal is confirmed, and every applied set can be undone by another one.
/// </summary>
public sealed partial class ChangeSets(Base customers, TimeProvider clock)
{
    /// <summary>Applying something large waits this long for its turn to write.</summary>
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(2);

    /// <summary>A set of so many items is large.</summary>
    private const long LargeFrom = 1000;

    // As it is stored: whole milliseconds.
    private DateTime Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()).UtcDateTime;

    /// <summary>Adds records of one kind with these values, in this order, as one set; at least one.</summary>
    /// <exception cref="RefusedException">number.taken</exception>
    internal ChangeOutcome Create(IReadOnlyList<RecordValues> values, Actor actor) =>
        customers.WriteCustomers(transaction => Small(transaction, values[0].Shape, ChangeKind.Create, actor, writer => StageNew(writer, values)),
            Base.Patience);

    /// <summary>The same with values that are made within the transaction, such as a number of a series.</summary>
    internal ChangeOutcome Create(RecordShape shape, Func<WriteTransaction, IReadOnlyList<RecordValues>> values, Actor actor) =>
        customers.WriteCustomers(transaction =>
        {
            var made = values(transaction);
            return Small(transaction, shape, ChangeKind.Create, actor, writer => StageNew(writer, made));
        }, Base.Patience);

    /// <summary>The same of customers.</summary>
    internal ChangeOutcome CreateMany(IEnumerable<CustomerValues> values, ChangeKind kind, Actor actor, Action<long>? progress = null,
        CancellationToken cancel = default) => CreateMany(CustomerShape.Instance, values, kind, actor, progress, cancel);

    /// <summary>Adds any number of records with these values, in this order, as one set; they are taken one by one.</summary>
    /// <param name="progress">Called with how many were taken.</param>
    /// <exception cref="RefusedException">number.taken; nothing was added.</exception>
    internal ChangeOutcome CreateMany(RecordShape shape, IEnumerable<RecordValues> values, ChangeKind kind, Actor actor, Action<long>? progress = null,
        CancellationToken cancel = default) =>
        Many(shape, kind, actor, writer => StageNew(writer, values, progress, cancel), (transaction, stage) =>
        {
            var check = new ConflictCheck(transaction, stage);
            check.Run(mayRebase: false);
            RefuseTakenNumber(transaction, stage, check);
            return [];
        }, new Course(Cancel: cancel));

    /// <summary>
    /// Changes any number of records of a kind as one set; they are taken one by one and kept in a file or table until all are there. Conflicts with
    /// other changes are left out and listed.
    /// </summary>
    /// <param name="beside">Runs in the same transaction, before the rows are applied.</param>
    internal ChangeOutcome ChangeMany(
        RecordShape shape, IEnumerable<(RecordState Before, List<FieldChange> Changes, bool Trashed)> rows, ChangeKind kind, Actor actor, Course course,
        Action<WriteTransaction, ChangeSet>? beside = null) =>
        Many(shape, kind, actor, writer =>
        {
            var seq = 0L;
            foreach (var (before, changes, trashed) in rows)
            {
                course.Cancel.ThrowIfCancellationRequested();
                writer.Write(ChangedRow(++seq, before, changes, trashed));
                course.Progress?.Invoke(seq, 0);
            }
        }, (transaction, stage) =>
        {
            new ConflictCheck(transaction, stage).Run(mayRebase: true);
            return ConflictCheck.Left(transaction, stage);
        }, course, beside);

    private ChangeOutcome Many(
        RecordShape shape, ChangeKind kind, Actor actor, Action<StageWriter> fill, Func<WriteTransaction, Stage, IReadOnlyList<KeptChange>> settle,
            Course course, Action<WriteTransaction, ChangeSet>? beside = null)
    {
        var watch = Stopwatch.StartNew();
        var set = customers.WriteCustomers(transaction =>
        {
            var begun = new ChangeSet { RecordKind = shape.Kind, Kind = kind, Door = actor.Door, State = ChangeState.Staging, UserId = actor.UserId,
                ProposedAt = Now };
            ChangeSetRows.Insert(transaction, begun);
            return begun;
        }, LongPatience, cancel: course.Cancel);
        var stage = Changes.Stages.Stage.OfProposal(customers, set.Id);
        try
        {
            using (var writer = stage.Create())
            {
                fill(writer);
                writer.Complete();
            }
            return customers.WriteCustomers(transaction =>
            {
                var kept = settle(transaction, stage);
                Proposal.Recount(transaction, stage, set);
                beside?.Invoke(transaction, set);
                return Finish(transaction, stage, set, kept, watch, actor, progress: course.Progress);
            }, LongPatience, stage.File, course.Cancel);
        }
        catch
        {
            DeleteStaging(set.Id);
            throw;
        }
        finally { stage.Delete(); }
    }

    /// <summary>
    /// Saves a form field by field: fields nobody else changed since <paramref name="seenVersion"/> are written, fields that already have the value
    /// are skipped. If somebody else changed one of the same fields, nothing is written and the conflicts are returned.
    /// </summary>
    /// <param name="mine">All values of the form.</param>
    /// <param name="overwrite">Fields (ordinals) whose other value the person has seen and overrules.</param>
    internal EditOutcome Edit(long id, int seenVersion, RecordValues mine, Actor actor, ChangeKind kind = ChangeKind.Edit,
        IReadOnlySet<int>? overwrite = null) =>
        customers.WriteCustomers(transaction =>
        {
            var shape = mine.Shape;
            var found = RecordStates.Read(transaction, shape, [id]).GetValueOrDefault(id);
            var state = found is not null && actor.Viewer.Sees(found.Values) ? found : throw new RefusedException(Refusals.Unknown(shape), id);
            if (state.Trashed) throw new RefusedException(Refusals.Trashed(shape), id);
            if (state.MergedInto is not null) throw MergedFamily.Refused(transaction.Connection, shape, id);
            var before = state.Version == seenVersion ? state.Values : History.AtVersion(transaction, state, seenVersion);
            mine = mine.WithDefaults();
            var wanted = Difference.Between(before, mine);
            var (changes, conflicts) = Merge(transaction, state, before, mine, wanted, overwrite ?? new HashSet<int>());
            if (conflicts.Count > 0) return new EditOutcome(null, conflicts, state);
            if (changes.Count == 0) return new EditOutcome(null, [], state);
            if (shape.Fixed(state.Values, changes) is not null)
                throw new RefusedException("record.issued", shape.NameOf(state.Values) ?? "", id);
            var outcome = Small(transaction, shape, kind, actor, writer => writer.Write(ChangedRow(1, state, changes, state.Trashed)));
            return new EditOutcome(outcome.Set, [], RecordStates.Read(transaction, shape, [id])[id]);
        }, Base.Patience);

    /// <summary>Applies a stored proposal as it was shown.</summary>
    /// <param name="revision">The revision that was shown; null takes the present one.</param>
    /// <param name="strict">Refuses everything when a single row is an error or in conflict.</param>
    /// <param name="progress">Called with the rows and the fraction of the work that are done.</param>
    internal ChangeOutcome Apply(long setId, int? revision, Actor actor, bool strict = false, Action<long, double>? progress = null,
        CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        // Checked before looking for its rows, which an applied proposal no longer has, and again when nobody else can write.
        var asked = Proposal.Waiting(customers, setId);
        Proposal.MustBeReady(asked, revision);
        var stage = Changes.Stages.Stage.OfProposal(customers, asked);
        var revived = asked.Kind == ChangeKind.Restore ? RestoreUndone(stage, actor, new Course(progress, cancel)) : [];
        var late = new HashSet<long>();
        var outcome = customers.WriteCustomers(transaction =>
        {
            var set = ChangeSetRows.Find(transaction, setId);
            Proposal.MustBeReady(set, revision, stage);
            var shown = ConflictCheck.RowsIn(transaction, stage);
            var before = ApplyingWork.OfProgram.Prepare(customers, transaction, stage, set, actor.Viewer, along => Bring(transaction, along, actor));
            var check = new ConflictCheck(transaction, stage);
            check.Run(mayRebase: true);
            Proposal.CheckAgain(transaction, set, check);
            late = ConflictCheck.RowsIn(transaction, stage);
            late.ExceptWith(shown);
            set.UserId = actor.UserId;
            set.Door = actor.Door == Door.CommandLine ? Door.CommandLine : set.Door;
            Proposal.Recount(transaction, stage, set);
            if (revived.Count > 0 && set.Changed + set.Conflicts == 0)
            {
                ChangeSetRows.Drop(transaction, setId);
                return null;
            }
            if (strict && set.Errors + set.Conflicts > 0) throw new RefusedException("import.strict", set.Errors, set.Conflicts);
            // Its arguments may be cells.
            set.Failure = null;
            var along = ApplyingWork.OfProgram.MergesAlong(transaction, stage, set, actor.Viewer);
            var applied = Finish(transaction, stage, set, ConflictCheck.Left(transaction, stage), watch, actor, progress: progress);
            applied = With(applied, before);
            if (along?.Invoke() is { Count: > 0 } merges) applied = MergedAlong(transaction, applied, merges, actor);
            // The caller still gets the complete result.
            ChangeSetRows.KeepReading(transaction, set.Id, KeptReading.Of(set.Reading));
            return applied;
        }, LongPatience, stage.File, cancel);
        Fault.Point("apply.committed");
        outcome = outcome is null ? revived[^1] with { Also = revived[..^1] } : outcome with { Also = [.. outcome.Also, .. revived] };
        if (late.Count > 0 && OfferAgain(stage, outcome.Set, late) is var left)
            outcome = outcome with { LeftTo = left.Offer, Left = left.Named, LeftCount = late.Count };
        stage.Delete();
        return outcome;
    }

    // Applied changes stay applied, whatever happens to the offer.
    private LateOffer OfferAgain(Stage stage, ChangeSet applied, HashSet<long> late)
    {
        try { return ApplyingWork.OfProgram.OfferAgain(customers, stage, applied, late, Now); }
        catch (Exception e) when (e is RefusedException or System.Data.Common.DbException or IOException)
        {
            return LateOffer.None;
        }
    }

    /// <summary>Applies changes that are computed within the transaction itself, as one set; null when there are none.</summary>
    internal ChangeOutcome? ApplyEach(
        RecordShape shape, ChangeKind kind, Actor actor,
            Func<WriteTransaction, IReadOnlyList<(RecordState State, IReadOnlyList<FieldChange> Changes)>> changesOf) =>
        customers.WriteCustomers(transaction => changesOf(transaction) is not { Count: > 0 } rows ? null : Small(transaction, shape, kind, actor, writer =>
        {
            var seq = 0L;
            foreach (var (state, changes) in rows) writer.Write(ChangedRow(++seq, state, [.. changes], state.Trashed));
        }), Base.Patience);

    /// <summary>
    /// Changes one record with values from others (D3), as one set with an item for each origin, so that each can be undone separately. The changes
    /// are made in this order.
    /// </summary>
    internal ChangeOutcome ApplyOrigins(ChangeKind kind, Actor actor, RecordState state, IReadOnlyList<OriginChanges> origins) =>
        customers.WriteCustomers(transaction => Small(transaction, state.Values.Shape, kind, actor, writer =>
        {
            var row = ChangedRow(1, state, [.. origins.SelectMany(o => o.Changes)], state.Trashed);
            row.Origins.AddRange(origins);
            writer.Write(row);
        }, hasOrigins: true), Base.Patience);

    private static void StageNew(StageWriter writer, IEnumerable<RecordValues> records, Action<long>? progress = null, CancellationToken cancel = default)
    {
        var row = new StagedRow();
        var seq = 0L;
        foreach (var given in records)
        {
            cancel.ThrowIfCancellationRequested();
            var values = given.WithDefaults();
            row.Clear();
            row.Seq = ++seq;
            row.Class = RowClass.New;
            row.NewNumber = seq;
            row.Values = values;
            row.FieldCount = values.Shape.Fields.Count(f => !f.IsDerived && values[f] is { } v && v != f.Default);
            values.Shape.KeysOf(null, values, row.Keys);
            writer.Write(row);
            progress?.Invoke(seq);
        }
    }

    private void DeleteStaging(long setId) => customers.WriteCustomers(transaction =>
    {
        ChangeSetRows.Drop(transaction, setId);
        return true;
    }, LongPatience, cancel: CancellationToken.None);

    private ChangeOutcome Small(WriteTransaction transaction, RecordShape shape, ChangeKind kind, Actor actor, Action<StageWriter> fill, bool refuses = true,
        bool hasOrigins = false)
    {
        var watch = Stopwatch.StartNew();
        var stage = Changes.Stages.Stage.Temporary(transaction, shape);
        using (var writer = stage.WriterIn(transaction))
        {
            fill(writer);
            writer.Complete();
        }
        var check = new ConflictCheck(transaction, stage);
        check.Run(mayRebase: false);
        if (refuses) RefuseTakenNumber(transaction, stage, check);
        var set = new ChangeSet { RecordKind = shape.Kind, HasOrigins = hasOrigins, Kind = kind, Door = actor.Door, State = ChangeState.Staging,
            UserId = actor.UserId, ProposedAt = Now };
        ChangeSetRows.Insert(transaction, set);
        Proposal.Recount(transaction, stage, set);
        return Finish(transaction, stage, set, ConflictCheck.Left(transaction, stage), watch, actor);
    }

    private ChangeOutcome Finish(
        WriteTransaction transaction, Stage stage, ChangeSet set, IReadOnlyList<KeptChange> kept, Stopwatch watch, Actor actor, long leftOut = 0,
            Action<long, double>? progress = null)
    {
        set.AppliedAt = Now;
        var writer = new RecordWriter(transaction, stage, set, set.AppliedAt.Value);
        var counts = writer.Run(progress);
        set.State = ChangeState.Applied;
        (set.Created, set.Changed, set.Fields, set.FirstSeq, set.LastSeq) = (counts.Created, counts.Changed, counts.Fields, counts.FirstSeq, counts.LastSeq);
        set.Conflicts += leftOut;
        set.Seconds = watch.Elapsed.TotalSeconds;
        ChangeSetRows.Update(transaction, set);
        actor.Committing?.Invoke(transaction, set);
        foreach (var followers in writer.Following) transaction.AtEnd(() => Follow(transaction, stage.Shape, followers, actor with { Committing = null }));
        if (writer.Renamed is { } renamed) transaction.AtEnd(() => Carry(transaction, stage.Shape, renamed, actor with { Committing = null }));
        return new ChangeOutcome(set, set.Created + set.Changed, set.Fields, set.Conflicts, kept);
    }

    // The customers name the record as it is called now, also when that is undone. What they were before is read beside the transaction, which writes them
    // meanwhile; nobody else can.
    private void Carry(WriteTransaction transaction, RecordShape shape, CarriedNames renamed, Actor actor)
    {
        var names = renamed.Clear(transaction, shape);
        var field = CustomerFields.All[shape.Carries!.Bearer.Ordinal];
        if (names.Renamed.Count == 0 || names.Bearers(transaction, field) is not { Count: > 0 } bearers) return;
        using var reader = customers.OpenReader();
        var carried = Small(transaction, CustomerShape.Instance, ChangeKind.Names, actor, writer =>
        {
            var seq = 0L;
            foreach (var portion in CustomerStates.InPortions(reader, customers.Engine, bearers))
                foreach (var state in portion.Values.OrderBy(s => s.Id))
                    if (names.For(state, field) is { } change) writer.Write(ChangedRow(++seq, state, [change], state.Trashed));
        }, refuses: false);
        ChangeSetRows.KeepReading(transaction, carried.Set.Id, names.ToJson());
    }

    // What is about a record has its customer, also when that is undone: a set of its own each time, which asks the records as they are at the end.
    private void Follow(WriteTransaction transaction, RecordShape shape, Followers followers, Actor actor)
    {
        var moves = followers.Moves(transaction, shape).ToList();
        if (moves.Count == 0) return;
        Small(transaction, followers.Shape, ChangeKind.Edit, actor, writer =>
        {
            var seq = 0L;
            foreach (var (state, change) in moves) writer.Write(ChangedRow(++seq, state, [change], state.Trashed));
        }, refuses: false);
    }

    private static void RefuseTakenNumber(WriteTransaction transaction, Stage stage, ConflictCheck check)
    {
        if (check.Leads is { } leads) throw leads;
        if (stage.Shape.Unique is not { Name: var unique }) return;
        using var command = transaction.Command($"""
            select s.{unique}, c.id from {stage.Rows} s left join {stage.Shape.Table} c
            on c.{unique} = s.{unique} and {stage.Shape.Alive(transaction.Engine, "c")}
            where s.class = {(int)RowClass.Conflict} limit 1
            """);
        using var reader = command.ExecuteReader();
        if (reader.Read()) throw reader.IsDBNull(1) ? new RefusedException("number.twice", stage.Shape.Known(reader.GetString(0)))
            : new RefusedException("number.taken", stage.Shape.Known(reader.GetString(0)), reader.GetInt64(1));
    }

    private static (List<FieldChange> Changes, List<EditConflict> Conflicts) Merge(
        WriteTransaction transaction, RecordState state, RecordValues before, RecordValues mine, List<FieldChange> wanted, IReadOnlySet<int> overwrite)
    {
        var changes = new List<FieldChange>();
        var conflicts = new List<EditConflict>();
        foreach (var change in wanted)
        {
            var now = state.Values[change.Field];
            var left = change.Against(now, out var isConflict);
            if (isConflict && !overwrite.Contains(change.Field))
            {
                var (user, at) = History.LastAssignment(transaction, state, change.Name);
                conflicts.Add(new EditConflict(change.Of, before[change.Field], now, mine[change.Field], user, at));
            }
            else if (isConflict) left = change.IsMap ? FieldChange.Between(change.Of, now, change.AppliedTo(now)) : change with { Before = now };
            if (left is { } made) changes.Add(made);
        }
        return (changes, conflicts);
    }

    private static StagedRow ChangedRow(long seq, RecordState state, List<FieldChange> changes, bool trashed)
    {
        var after = Difference.Applied(state.Values, changes);
        var row = new StagedRow
        {
            Seq = seq,
            Class = RowClass.Changed,
            RecordId = state.Id,
            SeenVersion = state.Version,
            Values = after,
            Trashed = trashed,
            FieldCount = changes.Count,
            Changes = changes,
            KeepsWords = after.Shape.KeepsWords(changes.Select(c => c.Field)),
        };
        after.Shape.KeysOf(state.Values, after, row.Keys);
        return row;
    }
}
