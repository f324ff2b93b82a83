using System.Data.Common;
using System.Text.Json.Nodes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>
/// Rows of an import that could not be applied because somebody else changed their customers since the preview. They are compared with
/// the customers as they are now and offered again as a proposal of their own (D4): who confirms it has seen the other value.
/// </summary>
internal sealed class LeftRows(Base customers, TimeSpan patience)
{
    private const int AtOnce = 500;

    private sealed record Row(long Seq, long? Line, long? RecordId, List<FieldChange> Changes);

    // Whom a row is about by now: nobody, a customer, or more than one, of whom it says only the address.
    private readonly record struct Owner(long? Id, string? Ambiguous = null);

    /// <summary>The rows that are in conflict at this moment.</summary>
    public static HashSet<long> ConflictsOf(WriteTransaction transaction, Stage stage)
    {
        var seqs = new HashSet<long>();
        using var command = transaction.Command($"select seq from {stage.Rows} where class = {(int)RowClass.Conflict} and left_out = 0");
        using var reader = command.ExecuteReader();
        while (reader.Read()) seqs.Add(reader.GetInt64(0));
        return seqs;
    }

    /// <summary>Stores the proposal; the rows must still be there.</summary>
    /// <returns>The number of its change set; null when it would change nothing: then there is none.</returns>
    public long? Propose(Stage from, ChangeSet applied, IEnumerable<long> seqs, DateTime now)
    {
        var set = customers.WriteCustomers(transaction =>
        {
            var begun = new ChangeSet
            {
                Kind = applied.Kind, Door = applied.Door, State = ChangeState.Staging, UserId = applied.UserId, ProposedAt = now, FileName = applied.FileName,
            };
            ChangeSetRows.Insert(transaction, begun);
            return begun;
        }, patience);
        var stage = Stage.OfProposal(customers, set.Id);
        var offered = false;
        try
        {
            offered = Propose(from, applied, seqs, set, stage);
        }
        finally
        {
            if (!offered)
            {
                stage.Delete();
                customers.WriteCustomers(transaction => { ChangeSetRows.Drop(transaction, set.Id); return true; }, patience);
            }
        }
        return offered ? set.Id : null;
    }

    private bool Propose(Stage from, ChangeSet applied, IEnumerable<long> seqs, ChangeSet set, Stage stage)
    {
        using (var writer = stage.Create())
        {
            long created = 0, count = 0;
            var written = new HashSet<long>();
            foreach (var portion in seqs.Order().Chunk(AtOnce))
                foreach (var row in Compared(from, applied, portion))
                {
                    // Two rows never write one customer.
                    if (row is { Class: RowClass.Changed, RecordId: { } id } && !written.Add(id)) Refuse(row, "conflict.moved");
                    if (row.Class == RowClass.New) row.NewNumber = ++created;
                    row.Seq = ++count;
                    writer.Write(row);
                }
            writer.Complete();
        }
        return customers.WriteCustomers(transaction =>
        {
            new ConflictCheck(transaction, stage).Run(mayRebase: true);
            Proposal.Recount(transaction, stage, set);
            if (set.Created + set.Changed == 0) return false;
            set.State = ChangeState.Proposed;
            set.Staged = stage.Number;
            stage.KeepRevision(transaction, set.Revision);
            set.Reading = With(applied.Reading, "leftFrom", applied.Id);
            ChangeSetRows.Update(transaction, set);
            ChangeSetRows.KeepReading(transaction, applied.Id, With(applied.Reading, "leftTo", set.Id));
            return true;
        }, patience, stage.File);
    }

    private static string With(string? reading, string member, long id)
    {
        var json = JsonNode.Parse(reading ?? "{}")!.AsObject();
        json[member] = id;
        // What was said of the other rows.
        if (member == "leftFrom") foreach (var other in (string[])["fieldCounts", "repairs", "warnings", "importedBefore", "leftTo"]) json.Remove(other);
        return json.ToJsonString();
    }

    private List<StagedRow> Compared(Stage from, ChangeSet applied, long[] seqs)
    {
        using var reader = from.OpenReader();
        var rows = new List<Row>();
        using (var command = reader.Query($"select s.seq, s.line, s.record_id, {StageColumns.Payload(customers.Engine, "s")} from {from.Rows} s where (s.payload is not null or s.new_no is not null) and s.seq in {Sql.InList(seqs)} order by s.seq"))
        using (var found = command.ExecuteReader())
            while (found.Read())
            {
                var record = found.NumberOrNull(2);
                rows.Add(new Row(found.GetInt64(0), found.NumberOrNull(1), record, Payload.Read(found.GetString(3), creation: record is null)));
            }
        var reading = ImportReading.Of(applied) ?? new ImportReading(false, 0);
        var owners = rows.ToDictionary(r => r.Seq, r => r.RecordId is { } id ? new Owner(id) : OwnerNow(reader, r, reading));
        var states = CustomerStates.Read(reader, customers.Engine, [.. owners.Values.Select(o => o.Id).OfType<long>().Distinct()]);
        return rows.ConvertAll(row => owners[row.Seq] switch
        {
            { Ambiguous: { } key } when reading.KeyIsVat => Refuse(new StagedRow { Seq = row.Seq, Line = row.Line }, "import.ambiguous_vat", CustomerFields.VatNumber, key),
            { Ambiguous: { } key } => Refuse(new StagedRow { Seq = row.Seq, Line = row.Line }, "import.ambiguous_email", CustomerFields.Email, key),
            { Id: { } id } => Staged(row, id, states.GetValueOrDefault(id), reading),
            _ => New(row),
        });
    }

    // A row that was to be new, while somebody made that customer: found as the import finds its customers.
    private Owner OwnerNow(DbConnection reader, Row row, ImportReading reading)
    {
        if (!reading.FindsByNumber) return default;
        var number = ValueOf(row, CustomerFields.Number);
        if (number is not null)
        {
            using var command = reader.Query($"select c.id from customer c where c.number = @number and {CustomerColumns.Alive(customers.Engine, "c")}", ("number", number));
            if (command.ExecuteScalar() is long owner) return new Owner(owner);
        }
        var lookup = new CustomerLookup(customers);
        var (key, found) = reading switch
        {
            { KeyIsEmail: true } when ValueOf(row, CustomerFields.Email) is { } email => (email, lookup.WithEmail([email], null)),
            { KeyIsVat: true } when ValueOf(row, CustomerFields.VatNumber) is { } vat => (vat, lookup.WithVat(vat)),
            _ => ("", []),
        };
        // Whoever has a number is nobody with another number.
        var fitting = found.Where(c => number is null || c.Values[CustomerFields.Number] is null).ToList();
        return fitting.Count switch { 0 => default, 1 => new Owner(fitting[0].Id), _ => new Owner(null, key) };
    }

    private static string? ValueOf(Row row, int field) => row.Changes.Where(c => c.Field == field).Select(c => c.After).FirstOrDefault();

    private static StagedRow New(Row row)
    {
        var staged = new StagedRow
        {
            Seq = row.Seq, Line = row.Line, Class = RowClass.New, Values = Difference.Applied(CustomerValues.Blank(), row.Changes), FieldCount = row.Changes.Count,
        };
        Keys.Difference(null, staged.Values, staged.Keys);
        return staged;
    }

    private static StagedRow Staged(Row row, long id, CustomerState? found, ImportReading reading)
    {
        var staged = new StagedRow { Seq = row.Seq, Line = row.Line, RecordId = id };
        if (found is not { Trashed: false } state) return Refuse(staged, found is null ? "conflict.gone" : "conflict.trashed");
        // Of a row that was to be new, each value of the file counts; of a change, what it was to alter.
        var wanted = row.RecordId is not null ? Difference.Applied(state.Values, row.Changes)
            : reading.LeavesCustomers ? state.Values : Assigned(state.Values, row.Changes.Where(reading.Assigns));
        var changes = Difference.Between(state.Values, wanted);
        staged.Class = changes.Count == 0 ? RowClass.Unchanged : RowClass.Changed;
        if (changes.Count == 0) return staged;
        staged.BaseVersion = state.Version;
        staged.Values = wanted;
        staged.Changes = changes;
        staged.FieldCount = changes.Count;
        Keys.Difference(state.Values, wanted, staged.Keys);
        return staged;
    }

    private static StagedRow Refuse(StagedRow row, string code, int field = FieldChange.Trashed, string? text = null)
    {
        var (seq, line, id) = (row.Seq, row.Line, row.RecordId);
        row.Clear();
        (row.Seq, row.Line, row.RecordId, row.Class, row.Problems) = (seq, line, id, RowClass.Conflict, ConflictCheck.ProblemJson(code, field, text));
        return row;
    }

    private static CustomerValues Assigned(CustomerValues now, IEnumerable<FieldChange> given)
    {
        var wanted = now.Copy();
        foreach (var change in given) wanted[change.Field] = change.After;
        return wanted;
    }
}
