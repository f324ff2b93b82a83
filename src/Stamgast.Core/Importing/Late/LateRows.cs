using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Importing.Late;

/// <summary>
/// Rows of a proposal, of any kind of record, that could not be applied because somebody else changed their records since the preview. They are
/// compared with the current records and offered again as a proposal of their own (D4), so that the person who confirms it has seen the other value.
/// </summary>
internal sealed class LateRows(Base customers, TimeSpan patience)
{
    private const int AtOnce = 500;

    private sealed record Row(long Seq, long? Line, long? RecordId, List<FieldChange> Changes);

    /// <summary>Compares the rows of an import with customers added since its preview.</summary>
    public static void CheckAgain(WriteTransaction transaction, ChangeSet set, ConflictCheck check)
    {
        var reading = ImportReading.Of(set);
        if (reading is null) return;
        // First: an identical customer added in the meantime is no conflict.
        if (reading.LastIdAtPreview < transaction.Number("select coalesce(max(value), 0) from counter where name = 'customer'"))
            check.MadeSince(reading.LastIdAtPreview);
        if (reading.KeyIsEmail) check.EmailsTaken();
        if (reading.KeyIsVat) check.VatsTaken();
    }

    /// <summary>Offers rows of an applied proposal again, of any kind.</summary>
    public static LateOffer OfferAgain(Base customers, Stage stage, ChangeSet applied, IEnumerable<long> late, DateTime now) =>
        new LateRows(customers, Imports.LongPatience).Propose(stage, applied, late, now);

    /// <summary>Stores the proposal; the rows must still exist. Records with the import what happened to them.</summary>
    /// <returns>Without an offer when it would change nothing: then there is no proposal.</returns>
    public LateOffer Propose(Stage from, ChangeSet applied, IEnumerable<long> seqs, DateTime now)
    {
        var set = customers.WriteCustomers(transaction =>
        {
            var begun = new ChangeSet
            {
                RecordKind = applied.RecordKind, Kind = applied.Kind, Door = applied.Door, State = ChangeState.Staging, UserId = applied.UserId,
                    ProposedAt = now, FileName = applied.FileName,
            };
            ChangeSetRows.Insert(transaction, begun);
            customers.InHand.TryHold(begun.Id);
            return begun;
        }, patience);
        var stage = Stage.OfProposal(customers, set);
        var left = LateOffer.None;
        try
        {
            left = Propose(from, applied, seqs, set, stage);
        }
        finally
        {
            customers.InHand.LetGo(set.Id);
            if (left.Offer is null)
            {
                stage.Delete();
                customers.WriteCustomers(transaction =>
                {
                    ChangeSetRows.Drop(transaction, set.Id);
                    if (left.Count > 0) Keep(transaction, applied, left);
                    return true;
                }, patience);
            }
        }
        return left;
    }

    private LateOffer Propose(Stage from, ChangeSet applied, IEnumerable<long> seqs, ChangeSet set, Stage stage)
    {
        var reading = ImportReading.Of(applied) ?? new ImportReading(false, 0);
        // For each row of the proposal, in order, the row of the import it came from.
        var origins = new List<long>();
        using (var writer = stage.Create())
        {
            long created = 0;
            var written = new HashSet<long>();
            foreach (var portion in seqs.Order().Chunk(AtOnce))
                foreach (var row in Compared(from, reading, portion))
                {
                    // Two rows never write one customer.
                    if (row is { Class: RowClass.Changed, RecordId: { } id } && !written.Add(id)) Refuse(row, "conflict.moved");
                    if (row.Class == RowClass.New) row.NewNumber = ++created;
                    origins.Add(row.Seq);
                    row.Seq = origins.Count;
                    writer.Write(row);
                }
            writer.Complete();
        }
        return customers.WriteCustomers(transaction =>
        {
            new ConflictCheck(transaction, stage).Run(mayRebase: true);
            Proposal.Recount(transaction, stage, set);
            var isOffered = set.Created + set.Changed > 0;
            var named = Named(transaction, from, stage, reading, origins);
            var left = new LateOffer(isOffered ? set.Id : null, origins.Count, named);
            if (!isOffered) return left;
            set.State = ChangeState.Proposed;
            set.Staged = stage.Number;
            stage.KeepRevision(transaction, set.Revision);
            set.Reading = From(applied);
            ChangeSetRows.Update(transaction, set);
            Keep(transaction, applied, left);
            return left;
        }, patience, stage.File);
    }

    // Unchanged customers first: the proposal shows the others.
    private List<LateRow> Named(WriteTransaction transaction, Stage from, Stage stage, ImportReading reading, List<long> origins)
    {
        var rows = new List<(long Seq, long? Line, long? Id, RowClass Class, string? Problems)>();
        using (var command = transaction.Command($"""
            select seq, line, record_id, class, problems from {stage.Rows}
            order by case when class in ({(int)RowClass.New}, {(int)RowClass.Changed}) then 1 else 0 end, seq limit {LateOffer.MostNamed}
            """))
        using (var found = command.ExecuteReader())
            while (found.Read()) rows.Add((found.GetInt64(0), found.NumberOrNull(1), found.NumberOrNull(2), (RowClass)found.GetInt32(3), found.TextOrNull(4)));
        var shape = stage.Shape;
        var states = RecordStates.Read(transaction, shape, [.. rows.Select(r => r.Id).OfType<long>().Distinct()]);
        using var reader = from.OpenReader();
        var before = rows.ConvertAll(r => origins[(int)r.Seq - 1]) is { Count: > 0 } seqs ? Before(reader, from, seqs) : [];
        return rows.ConvertAll(row =>
        {
            var (was, why) = before[origins[(int)row.Seq - 1]];
            var name = (row.Id is { } id && states.GetValueOrDefault(id) is { } now ? shape.NameOf(now.Values) : null)
                ?? shape.NameOf(Difference.Applied(shape.Blank(), was.Changes));
            var isOffered = row.Class is RowClass.New or RowClass.Changed;
            var problem = isOffered ? why : row.Class == RowClass.Unchanged
                ? new Problem(-1, was.RecordId is null && reading.LeavesCustomers ? "conflict.exists" : "conflict.same", "") : FirstOf(row.Problems);
            return new LateRow(row.Line, row.Id, name, problem, isOffered);
        });
    }

    private Dictionary<long, (Row Row, Problem Why)> Before(DbConnection reader, Stage from, IEnumerable<long> seqs)
    {
        var rows = new Dictionary<long, (Row, Problem)>();
        using var command = reader.Query(SelectOf(from, seqs));
        using var found = command.ExecuteReader();
        while (found.Read()) rows.Add(found.GetInt64(0), (At(found, from.Shape), FirstOf(found.TextOrNull(4))));
        return rows;
    }

    private static Problem FirstOf(string? problems) =>
        (problems is null ? null : JsonSerializer.Deserialize<List<Problem>>(problems)!.FirstOrDefault()) ?? new Problem(-1, "conflict.moved", "");

    private string SelectOf(Stage from, IEnumerable<long> seqs) =>
        $"select s.seq, s.line, s.record_id, {from.Payload("s")}, s.problems from {from.Rows} s where (s.payload is not null or "
            + $"s.new_no is not null) and s.seq in {Sql.InList(seqs)} order by s.seq";

    private static Row At(DbDataReader found, RecordShape shape)
    {
        var record = found.NumberOrNull(2);
        var changes = Payload.Read(shape, found.GetString(3), creation: record is null);
        // A default of a new customer is not a value of the file.
        if (record is null) changes.RemoveAll(c => c.After == c.Of.Default);
        return new Row(found.GetInt64(0), found.NumberOrNull(1), record, changes);
    }

    // The data the import keeps about its rows: line, customer and reason, but no name and no cell.
    private static void Keep(WriteTransaction transaction, ChangeSet applied, LateOffer left)
    {
        var json = JsonNode.Parse(applied.Reading ?? "{}")!.AsObject();
        json["leftTo"] = left.Offer;
        json["leftCount"] = left.Count;
        json["left"] = JsonSerializer.SerializeToNode(left.Named, JsonSerializerOptions.Web);
        ChangeSetRows.KeepReading(transaction, applied.Id, KeptReading.Of(json.ToJsonString()));
    }

    // How the proposal was read: as the import, without the remarks about other rows.
    private static string From(ChangeSet applied)
    {
        var json = JsonNode.Parse(applied.Reading ?? "{}")!.AsObject();
        json["leftFrom"] = applied.Id;
        foreach (var other in (string[])["fieldCounts", "causes", "leftOut", "leftOutBy", "merges", "mergedAlong", "isSearched", "unmapped", "repairs",
            "warnings", "importedBefore", "leftTo", "leftCount", "left", "createdAlong", "newCustomers", "withNewCustomer", "changingCustomers",
            "createsCustomers", "updatesCustomers"]) json.Remove(other);
        return json.ToJsonString();
    }

    private List<StagedRow> Compared(Stage from, ImportReading reading, long[] seqs)
    {
        using var reader = from.OpenReader();
        var rows = new List<Row>();
        using (var command = reader.Query(SelectOf(from, seqs)))
        using (var found = command.ExecuteReader())
            while (found.Read()) rows.Add(At(found, from.Shape));
        var created = rows.FindAll(r => r.RecordId is null);
        var owners = rows.Where(r => r.RecordId is not null).ToDictionary(r => r.Seq, r => new Owner(r.RecordId));
        // Only new customers are matched: other records are known by their IDs.
        var nowOwners = from.Shape is not CustomerShape ? created.ConvertAll(_ => new Owner(null))
            : new CurrentOwners(reader, customers.Engine, reading)
            .Of(created.ConvertAll(r => (ValueOf(r, CustomerFields.Number), ValueOf(r, CustomerFields.Email), ValueOf(r, CustomerFields.VatNumber))));
        for (var i = 0; i < created.Count; i++) owners.Add(created[i].Seq, nowOwners[i]);
        var states = RecordStates.Read(reader, customers.Engine, from.Shape, [.. owners.Values.Select(o => o.Id).OfType<long>().Distinct()]);
        Follow(reader, from.Shape, owners, states);
        return rows.ConvertAll(row => owners[row.Seq] switch
        {
            { Ambiguous: { } key } when reading.KeyIsVat =>
                Refuse(new StagedRow { Seq = row.Seq, Line = row.Line }, "import.ambiguous_vat", CustomerFields.VatNumber, key),
            { Ambiguous: { } key } => Refuse(new StagedRow { Seq = row.Seq, Line = row.Line }, "import.ambiguous_email", CustomerFields.Email, key),
            { Id: { } id } => Staged(row, id, states.GetValueOrDefault(id), reading),
            _ => New(row, from.Shape),
        });
    }

    // Merged meanwhile: what the row wants is offered for the customer that was kept.
    private void Follow(DbConnection reader, RecordShape shape, Dictionary<long, Owner> owners, Dictionary<long, RecordState> states)
    {
        if (shape is not CustomerShape) return;
        var merged = states.Values.Where(s => s.MergedInto is not null).Select(s => s.Id).ToList();
        var roots = AbsorbedKeys.OfIds(reader, merged).ToDictionary(k => k.Absorbed, k => k.Root);
        if (roots.Count == 0) return;
        foreach (var (id, root) in RecordStates.Read(reader, customers.Engine, shape, [.. roots.Values.Distinct()])) states[id] = root;
        foreach (var (seq, owner) in owners)
            if (owner.Id is { } id && roots.TryGetValue(id, out var root)) owners[seq] = owner with { Id = root };
    }

    private static string? ValueOf(Row row, int field) => row.Changes.Where(c => c.Field == field).Select(c => c.After).FirstOrDefault();

    private static StagedRow New(Row row, RecordShape shape)
    {
        var staged = new StagedRow
        {
            Seq = row.Seq, Line = row.Line, Class = RowClass.New, Values = Difference.Applied(shape.Blank(), row.Changes), FieldCount = row.Changes.Count,
        };
        shape.KeysOf(null, staged.Values, staged.Keys);
        return staged;
    }

    private static StagedRow Staged(Row row, long id, RecordState? found, ImportReading reading)
    {
        var staged = new StagedRow { Seq = row.Seq, Line = row.Line, RecordId = id };
        var moved = row.Changes.FindIndex(c => c.Field == FieldChange.Trashed) is >= 0 and var at ? row.Changes[at].After : null;
        if (found is not { } state) return Refuse(staged, "conflict.gone");
        if (state.MergedInto is not null) return Refuse(staged, "conflict.merged");
        if (state.Trashed && moved is null) return Refuse(staged, "conflict.trashed");
        // For a row that was new, every value of the file counts; for a change, the changed ones.
        var wanted = row.RecordId is not null ? Difference.Applied(state.Values, row.Changes)
            : reading.LeavesCustomers ? state.Values : Assigned(state.Values, row.Changes.Where(reading.Assigns));
        // The kept customer has a number of its own, or none.
        if (row.RecordId is { } named && named != id) wanted[CustomerFields.Number] = state.Values[CustomerFields.Number];
        var changes = Difference.Between(state.Values, wanted);
        if (moved is not null && moved != state.Value(FieldChange.Trashed))
            changes.Add(new FieldChange(RecordField.Trashed, state.Value(FieldChange.Trashed), moved));
        staged.Trashed = moved is null ? state.Trashed : moved == "1";
        staged.Class = changes.Count == 0 ? RowClass.Unchanged : RowClass.Changed;
        if (changes.Count == 0) return staged;
        staged.SeenVersion = state.Version;
        staged.Values = wanted;
        staged.Changes = changes;
        staged.FieldCount = changes.Count;
        wanted.Shape.KeysOf(state.Values, wanted, staged.Keys);
        return staged;
    }

    private static StagedRow Refuse(StagedRow row, string code, int field = FieldChange.Trashed, string? text = null)
    {
        var (seq, line, id) = (row.Seq, row.Line, row.RecordId);
        row.Clear();
        (row.Seq, row.Line, row.RecordId, row.Class, row.Problems) = (seq, line, id, RowClass.Conflict, ConflictCheck.ProblemJson(code, field, text));
        return row;
    }

    private static RecordValues Assigned(RecordValues now, IEnumerable<FieldChange> given)
    {
        var wanted = now.Copy();
        foreach (var change in given) wanted[change.Field] = change.After;
        return wanted;
    }
}
