using System.Globalization;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>
/// The number of a merged customer leads to the one that was kept, for ever: no row gives it to another, whether by a form, a file, a bulk edit or an
/// undo. A customer that is split off comes back with its own number.
/// </summary>
internal sealed class LeadingNumbers(WriteTransaction transaction, Stage stage)
{
    private const string Code = "number.leads";

    private Dictionary<long, long>? pointers;

    /// <summary>Marks such rows as conflicts.</summary>
    /// <returns>The first one as a refusal; null without any.</returns>
    public RefusedException? Mark()
    {
        if (stage.Shape is not CustomerShape || !AbsorbedKeys.Any(transaction.Connection)) return null;
        RefusedException? first = null;
        foreach (var row in Candidates().GroupBy(c => (c.Seq, c.Record, c.Number)))
        {
            // A number of several, which an older version may have let come to be, may go to any of them.
            var roots = row.Select(r => Root(r.Absorbed)).Where(r => r != 0).ToList();
            if (roots.Count == 0 || roots.Contains(row.Key.Record)) continue;
            var root = CustomerStates.Read(transaction, [roots[0]])[roots[0]];
            var called = root.Values[CustomerFields.Number] ?? root.Id.ToString(CultureInfo.InvariantCulture);
            transaction.Execute($"update {stage.Rows} set class = {(int)RowClass.Conflict}, problems = @problem where seq = @seq", ("seq", row.Key.Seq),
                ("problem", JsonSerializer.Serialize(new[] { new Problem(CustomerFields.Number, Code, row.Key.Number, called) })));
            first ??= new RefusedException(Code, row.Key.Number, called, root.Id);
        }
        return first;
    }

    // Rows that bring or wake a number that is one of an absorbed customer. Plan relied on: ix_customer_absorbed_number.
    private List<(long Seq, long Record, string Number, long Absorbed)> Candidates()
    {
        using var command = transaction.Command($"""
            select s.seq, coalesce(s.record_id, 0), s.number, m.id
            from {stage.Rows} s join customer m on m.number = s.number and m.merged_into is not null left join customer c on c.id = s.record_id
            where s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and s.left_out = 0 and s.trashed = 0 and s.number is not null
              and s.operation in ({(int)RowOperation.Values}, {(int)RowOperation.TrashOnly})
              and (c.id is null
                or (c.merged_into is null and ({transaction.Engine.Yes("c.trashed")} or c.number is distinct from s.number)))
              and not (s.class = {(int)RowClass.Changed} and coalesce(s.new_no, 0) > 0)
            order by s.seq, m.id
            """);
        using var reader = command.ExecuteReader();
        var rows = new List<(long, long, string, long)>();
        while (reader.Read()) rows.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3)));
        return rows;
    }

    // The customer that represents an absorbed one once the rows are applied; 0 for one that they split off, which has its number itself.
    private long Root(long absorbed)
    {
        pointers ??= Pointers();
        if (pointers.TryGetValue(absorbed, out var now) && now == 0) return 0;
        while (true)
        {
            var into = pointers.TryGetValue(absorbed, out var moved) ? moved
                : transaction.Number("select coalesce((select merged_into from customer where id = @id), 0)", ("id", absorbed));
            if (into == 0) return absorbed;
            absorbed = into;
        }
    }

    private Dictionary<long, long> Pointers()
    {
        using var command = transaction.Command($"""
            select record_id, new_no from {stage.Rows}
            where class = {(int)RowClass.Changed} and left_out = 0 and record_id is not null and new_no is not null
            """);
        using var reader = command.ExecuteReader();
        var moved = new Dictionary<long, long>();
        while (reader.Read()) moved[reader.GetInt64(0)] = reader.GetInt64(1);
        return moved;
    }
}
