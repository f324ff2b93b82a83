using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Changes.Applying;

/// <summary>Computes the columns again that sum up records (<see cref="RecordTally"/>), for the rows at which the changed ones point or pointed.</summary>
internal sealed class Tallies(WriteTransaction transaction, RecordShape shape, string rows)
{
    private const string Touched = "tally_touched";

    private readonly IReadOnlyList<RecordTally> all = shape.Tallies;

    /// <summary>Remembers where the records point before they change.</summary>
    public void Before()
    {
        if (all.Count == 0) return;
        transaction.Execute($"create temporary table if not exists {Touched}(tally smallint, id bigint)");
        transaction.Execute($"delete from {Touched}");
        Remember($"join {rows} s on s.record_id = c.id where s.class = {(int)RowClass.Changed} and s.left_out = 0");
    }

    /// <summary>Computes their columns, with the records as they are now.</summary>
    /// <param name="lastId">The ID before the first new one.</param>
    public void After(long lastId)
    {
        if (all.Count == 0) return;
        Remember($"join {rows} s on s.record_id = c.id where s.class = {(int)RowClass.Changed} and s.left_out = 0");
        Remember("where c.id > @last", ("last", lastId));
        for (var i = 0; i < all.Count; i++)
            transaction.Execute($"""
                update {all[i].Table} as t set {string.Join(", ", all[i].Columns(transaction.Engine).Select(c => $"{c.Name} = {c.Value}"))}
                where t.id in (select id from {Touched} where tally = {i} and id is not null)
                """);
    }

    private void Remember(string which, params (string, object?)[] parameters)
    {
        for (var i = 0; i < all.Count; i++)
            transaction.Execute(
                $"insert into {Touched}(tally, id) select distinct {i}, c.{(all[i].OfItself ? "id" : all[i].By.Name)} from {shape.Table} c {which}",
                    parameters);
    }
}
