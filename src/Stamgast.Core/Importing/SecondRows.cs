using System.Data.Common;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Importing;

/// <summary>
/// Refuses second rows for one customer in a file that has more rows than are remembered while it is read (<see cref="SeenRows"/>): asked
/// of the staged rows when all are there.
/// </summary>
internal sealed class SecondRows(DbConnection connection, Stage stage)
{
    /// <summary>Rows that name a customer whom an earlier row named.</summary>
    public void OfCustomers() => Refuse("import.second_row", $"""
        select s.seq, cast(f.line as text), cast(s.record_id as text) from {stage.Rows} s
        join (select record_id, min(seq) as first from {stage.Rows} where record_id is not null and class in ({Found}) group by record_id having count(*) > 1) t on t.record_id = s.record_id
        join {stage.Rows} f on f.seq = t.first
        where s.seq > t.first and s.class in ({Found})
        """);

    /// <summary>Rows that would make a new customer with the e-mail address of an earlier one.</summary>
    public void OfEmails() => Refuse("import.second_email", $"""
        select s.seq, k.key, cast(f.line as text) from {stage.Rows} s join {stage.Keys} k on k.seq = s.seq and k.kind = {(int)KeyKind.Email} and k.added = 1
        join (select k.key, min(k.seq) as first from {stage.Keys} k join {stage.Rows} s on s.seq = k.seq
              where k.kind = {(int)KeyKind.Email} and k.added = 1 and s.class = {(int)RowClass.New} and s.number is null group by k.key having count(*) > 1) t on t.key = k.key
        join {stage.Rows} f on f.seq = t.first
        where s.seq > t.first and s.class = {(int)RowClass.New} and s.number is null
        """);

    private static string Found => $"{(int)RowClass.Changed}, {(int)RowClass.Unchanged}";

    private void Refuse(string code, string sql)
    {
        var second = new List<(long Seq, Problem Problem)>();
        using (var command = connection.Query(sql))
        using (var rows = command.ExecuteReader())
            while (rows.Read()) second.Add((rows.GetInt64(0), new Problem(-1, code, rows.GetString(1), rows.GetString(2))));
        if (second.Count == 0) return;
        using var transaction = connection.BeginTransaction();
        foreach (var (seq, problem) in second)
        {
            using var update = connection.Prepared($"update {stage.Rows} set class = {(int)RowClass.Error}, problems = @problems where seq = @seq", transaction,
                ("problems", JsonSerializer.Serialize(new[] { problem })), ("seq", seq));
            update.ExecuteNonQuery();
        }
        transaction.Commit();
    }
}
