using System.Globalization;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Exchange.Applying;

/// <summary>Gives staged new records what is known only when they are applied: the customers that were added along, and numbers of their series.</summary>
internal sealed class NumbersAlong(Base customers, WriteTransaction transaction, Stage stage, RecordKind kind)
{
    /// <param name="added">The customers of rows, by the number of the row.</param>
    public void Complete(IReadOnlyDictionary<long, long> added)
    {
        var seqs = Unnumbered();
        seqs.UnionWith(added.Keys);
        if (seqs.Count == 0) return;
        using var context = new KindContext(customers, Viewer.System, TimeProvider.System, transaction);
        var check = new ConflictCheck(transaction, stage);
        var taken = Brought();
        foreach (var portion in seqs.Order().Chunk(RecordStates.Portion))
        {
            var rows = Read(portion);
            context.Forget();
            context.Know(CustomerShape.Instance, rows.Select(r => r.Row.Seq).Where(added.ContainsKey).Select(seq => added[seq]));
            foreach (var (row, values) in rows)
                if (added.TryGetValue(row.Seq, out var customer)) Give(values, customer, context);
            NumberSeries.TakeAll(transaction, kind, [.. rows.Select(r => r.Values).Where(NeedsNumber)], context, taken);
            check.Replace(rows.ConvertAll(r => r.Row));
        }
    }

    private bool NeedsNumber(RecordValues values) =>
        kind.Number is { } number && kind.NumberKey is not null && values[number] is null
            && (kind.IsNumberedAtOnce || kind.StateOf(values) is { IsDraft: false });

    // Other rows of the file may bring a number themselves.
    private HashSet<string> Brought()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (kind.NumberKey is not { } key) return keys;
        using var command = transaction.Command($"select {key.Name} from {stage.Rows} where {key.Name} is not null and left_out = 0");
        using var rows = command.ExecuteReader();
        while (rows.Read()) keys.Add(rows.GetString(0));
        return keys;
    }

    private HashSet<long> Unnumbered()
    {
        var seqs = new HashSet<long>();
        if (kind.Number is not { } number || kind.NumberKey is null || !(kind.IsNumberedAtOnce || kind.State is not null)) return seqs;
        var drafts = kind.IsNumberedAtOnce ? [] : kind.States.Where(s => s.IsDraft).Select(s => $"'{s.Code}'").ToList();
        if (!kind.IsNumberedAtOnce && drafts.Count == 0) return seqs;
        using var command = transaction.Command($"""
            select seq from {stage.Rows} where class = {(int)RowClass.New} and left_out = 0 and {number.Name} is null
            {(drafts.Count > 0 ? $"and {kind.State!.Name} not in ({string.Join(", ", drafts)})" : "")}
            """);
        using var rows = command.ExecuteReader();
        while (rows.Read()) seqs.Add(rows.GetInt64(0));
        return seqs;
    }

    private void Give(RecordValues values, long customer, KindContext context)
    {
        values[kind.Customer!] = customer.ToString(CultureInfo.InvariantCulture);
        if (kind.IssuedTo is { } issued && kind.StateOf(values) is { IsDraft: false } && context.CustomerOf(customer) is { } state)
            values[issued] = IssuedCustomer.Of(state.Values);
    }

    private List<(StagedRow Row, RecordValues Values)> Read(long[] seqs)
    {
        using var command = transaction.Command($"""
            select s.seq, s.new_no, s.field_count, s.problems, {string.Join(", ", kind.Fields.Select(f => "s." + f.Name))}
            from {stage.Rows} s where s.seq in {Sql.InList(seqs)} order by s.seq
            """);
        using var reader = command.ExecuteReader();
        var rows = new List<(StagedRow, RecordValues)>();
        while (reader.Read())
        {
            var values = kind.Shape.NewValues();
            for (var i = 0; i < kind.Fields.Count; i++) values[i] = reader.TextOrNull(4 + i);
            rows.Add((new StagedRow
            {
                Seq = reader.GetInt64(0), Class = RowClass.New, NewNumber = reader.NumberOrNull(1), FieldCount = reader.GetInt32(2),
                Problems = reader.TextOrNull(3), Values = values,
            }, values));
        }
        return rows;
    }
}
