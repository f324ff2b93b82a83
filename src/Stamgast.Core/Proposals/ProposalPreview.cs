using System.Data.Common;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Proposals.Previews;

namespace Stamgast.Proposals;

/// <summary>
/// Shows a stored proposal of any kind of record, page by page: exactly the rows that will be applied. Only customers can be searched by words.
/// </summary>
/// <param name="viewer">The viewer: of a hidden customer only its existence is shown.</param>
/// <param name="memory">The memory of previews in a running program; null asks the database for everything, and finds no words with typing
/// errors.</param>
public sealed class ProposalPreview(Base customers, Viewer viewer, PreviewMemory? memory = null)
{
    // Until a preview is remembered, a search goes through its rows for this long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(10);


    /// <inheritdoc cref="Page(long, PreviewQuery, long, int)" />
    public IReadOnlyList<PreviewRow> Page(long setId, PreviewFilter filter, long after, int size) => Page(setId, new PreviewQuery(filter), after, size);

    /// <summary>The next rows after a row number, in the order of the file, however long it takes to find them.</summary>
    /// <exception cref="RefusedException">proposal.lost</exception>
    public IReadOnlyList<PreviewRow> Page(long setId, PreviewQuery query, long after, int size)
    {
        if (viewer.SeesAll || query is { Text: null, Field: null }) return Rows(setId, query, after, size);
        // A match may come from the customer's own values: rows about hidden customers match nothing.
        for (var found = new List<PreviewRow>(); ;)
        {
            var rows = Rows(setId, query, after, size);
            found.AddRange(rows.Where(r => !r.IsOfHidden).Take(size - found.Count));
            if (rows.Count < size || found.Count == size) return found;
            after = rows[^1].Seq;
        }
    }

    private List<PreviewRow> Rows(long setId, PreviewQuery query, long after, int size)
    {
        var stage = Stage.OfProposal(customers, setId);
        var select = new PreviewSelect(stage, customers.Engine, query);
        select.PrepareIndex();
        using var connection = stage.OpenReader();
        using var command = select.Command(connection, ColumnsOf(stage.Shape), after, size);
        return Read(connection, stage, command);
    }

    /// <summary>The same with the number of matching rows; a search in a large preview may have to wait until it is remembered.</summary>
    /// <param name="looks">False to wait for the memory without going through the rows meanwhile.</param>
    /// <inheritdoc cref="Page(long, PreviewQuery, long, int)" />
    public PreviewPage Look(long setId, PreviewQuery query, long after, int size, bool looks = true)
    {
        var stage = Stage.OfProposal(customers, setId);
        var select = new PreviewSelect(stage, customers.Engine, query);
        if (memory is null || !viewer.SeesAll || select.IsPlain || query.Cause is not null) return new PreviewPage(Page(setId, query, after, size));
        PreviewWait waits;
        using (var connection = stage.OpenReader())
            if (memory.Find(stage, connection, query, out waits) is { } found)
            {
                var (seqs, goesOn) = found.After(after, size, some => PreviewFact.Of(connection, stage, some));
                using var command = connection.Query($"select {ColumnsOf(stage.Shape)} from {stage.Rows} s where s.seq in {Sql.InList(seqs)} order by s.seq");
                return new PreviewPage(seqs.Count == 0 ? [] : Read(connection, stage, command), found.Count) { GoesOn = goesOn };
            }
        if (query.Text is null) return new PreviewPage(Page(setId, query, after, size));
        // If no row has the words as typed, they may match with a typing error, once the rows are remembered.
        var willBe = waits == PreviewWait.BeingPrepared;
        return looks && Within(willBe ? Patience : LongPatience, stage, select, after, size) is { } rows && (!willBe || rows.Count > 0)
            ? new PreviewPage(rows) : new PreviewPage([]) { Waits = waits };
    }

    /// <summary>The row of a line of the file; null without one.</summary>
    public long? SeqOf(long setId, long line)
    {
        var stage = Stage.OfProposal(customers, setId);
        using var connection = stage.OpenReader();
        using var command = connection.Query($"select min(seq) from {stage.Rows} where line = @line", ("line", line));
        return command.ExecuteScalar() is { } seq and not DBNull ? Convert.ToInt64(seq, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The number of rows that a person corrected, left out or matched with a customer.</summary>
    public long CountByHand(long setId)
    {
        var stage = Stage.OfProposal(customers, setId);
        using var connection = stage.OpenReader();
        var rows = 0L;
        foreach (var table in new[] { stage.RowDecisions, stage.Matched })
        {
            if (!stage.Has(connection, table)) continue;
            using var command = connection.Query(
                $"select count(*) from {table}{(table == stage.RowDecisions ? " where left_out = 1 or cells is not null" : "")}");
            rows += Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }
        return rows;
    }

    private List<PreviewRow>? Within(TimeSpan patience, Stage stage, PreviewSelect select, long after, int size)
    {
        select.PrepareIndex();
        using var connection = stage.OpenReader();
        using var command = select.Command(connection, ColumnsOf(stage.Shape), after, size);
        using var late = new CancellationTokenSource(patience);
        using var stop = late.Token.Register(() => connection.Interrupt(command));
        try { return Read(connection, stage, command); }
        catch (DbException) when (late.IsCancellationRequested) { return null; }
    }

    private List<PreviewRow> Read(DbConnection connection, Stage stage, DbCommand command)
    {
        var rows = new List<PreviewRow>();
        using (var reader = command.ExecuteReader())
            while (reader.Read()) rows.Add(At(reader, stage.Shape));
        rows = WithRecords(connection, stage.Shape, rows);
        return stage.Shape is CustomerShape ? new HiddenRows(customers, viewer).Masked(Matched(connection, stage, rows)) : rows;
    }

    private static List<PreviewRow> Matched(DbConnection connection, Stage stage, List<PreviewRow> rows)
    {
        if (rows.Count == 0) return rows;
        var matched = MatchedRows.Of(connection, stage, rows.Select(r => r.Line ?? 0));
        return matched.Count == 0 ? rows : rows.ConvertAll(r => r.Line is { } line && matched.TryGetValue(line, out var customer)
            ? customer == MatchedRows.New ? r with { IsNewByHand = true } : r with { MatchedWith = customer } : r);
    }

    private static PreviewRow At(DbDataReader reader, RecordShape shape)
    {
        var kind = (RowClass)reader.GetInt32(2);
        var values = kind is RowClass.New or RowClass.Changed ? shape.NewValues() : null;
        for (var i = 0; values is not null && i < shape.Fields.Count; i++) values[i] = reader.TextOrNull(9 + i);
        var notes = reader.TextOrNull(6) is { } problems ? JsonSerializer.Deserialize<List<Problem>>(problems)! : [];
        var refused = kind is RowClass.Error or RowClass.Conflict;
        return new PreviewRow(reader.GetInt64(0), reader.NumberOrNull(1), kind, reader.GetInt32(3) == 1, reader.NumberOrNull(4), values,
            kind == RowClass.Changed ? Payload.Read(shape, reader.GetString(5), creation: false) : [],
            refused ? notes : [],
            reader.TextOrNull(7) is { } cells ? JsonSerializer.Deserialize<string[]>(cells) : null,
            reader.TextOrNull(8) is { } alike ? JsonSerializer.Deserialize<Alike>(alike) : null)
        {
            Warnings = refused ? [] : notes,
            CustomerChanges = !refused && shape.BringsCustomers && reader.TextOrNull(9 + shape.Fields.Count) is { } along
                ? Payload.Read(CustomerShape.Instance, along, creation: false) : [],
        };
    }

    private List<PreviewRow> WithRecords(DbConnection connection, RecordShape shape, List<PreviewRow> rows)
    {
        var ids = rows.Where(r => r.Class == RowClass.Unchanged && r.RecordId is not null).Select(r => r.RecordId!.Value).Distinct().ToList();
        if (ids.Count == 0) return rows;
        var states = RecordStates.Read(connection, customers.Engine, shape, ids);
        return rows.ConvertAll(r => r.Class == RowClass.Unchanged && r.RecordId is { } id && states.TryGetValue(id, out var state)
            ? r with { After = state.Values } : r);
    }

    private static string ColumnsOf(RecordShape shape) => "s.seq, s.line, s.class, s.left_out, s.record_id, s.payload, s.problems, s.cells, s.alike, "
        + string.Join(", ", shape.Fields.Select(f => "s." + f.Name)) + (shape.BringsCustomers ? ", s.along_changes" : "");
}
