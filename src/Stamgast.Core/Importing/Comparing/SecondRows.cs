using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Importing.Mending;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// Refuses second rows for one customer in a file that has more rows than are remembered while it is read (<see cref="SeenRows"/>): asked
/// of the staged rows when all are there.
/// </summary>
internal sealed class SecondRows(DbConnection connection, Stage stage, Engine engine)
{
    /// <summary>Rows that name a customer whom an earlier row named.</summary>
    public void OfCustomers()
    {
        using var command = connection.Query($"""
            select s.seq, cast(f.line as text), cast(s.record_id as text) from {stage.Rows} s
            join (select record_id, min(seq) as first from {stage.Rows} where record_id is not null and {Found}
                group by record_id having count(*) > 1) t on t.record_id = s.record_id
            join {stage.Rows} f on f.seq = t.first
            where s.seq > t.first and s.class in ({(int)RowClass.Changed}, {(int)RowClass.Unchanged}) and s.left_out = 0
            """);
        var second = new List<(long, Problem)>();
        using (var rows = command.ExecuteReader())
            while (rows.Read()) second.Add((rows.GetInt64(0), new Problem(-1, "import.second_row", rows.GetString(1), rows.GetString(2))));
        Refuse(second);
    }

    /// <summary>
    /// Rows that would create a new customer with the main e-mail address of an earlier one, or of a customer who is given it; other addresses may be
    /// shared.
    /// </summary>
    public void OfEmails()
    {
        // The keys tell which addresses occur more than once, but not whether as the main one.
        using var command = connection.Query($"""
            select k.key, s.seq, s.line, s.email, s.number, s.class from {stage.Keys} k join {stage.Rows} s on s.seq = k.seq
            where k.kind = {(int)KeyKind.Email} and k.added = 1 and s.email is not null and {Made}
              and k.key in (select k.key from {stage.Keys} k join {stage.Rows} s on s.seq = k.seq where k.kind = {(int)KeyKind.Email} and k.added = 1
                  and {Made} group by k.key having count(*) > 1)
            order by k.key, s.seq
            """);
        var second = new List<(long, Problem)>();
        var firsts = new Firsts();
        using (var rows = command.ExecuteReader())
            while (rows.Read())
                if (EmailAddress.Key(rows.GetString(3)) == rows.GetString(0) && !Placeholders.IsOne(CustomerFields.Email, rows.GetString(3))
                    && firsts.LineBefore(rows) is { } line)
                    second.Add((rows.GetInt64(1), new Problem(-1, "import.second_email", rows.GetString(3), line)));
        Refuse(second);
    }

    /// <summary>Rows that would create a new customer with the VAT number of an earlier one, or of a customer who is given it.</summary>
    public void OfVats()
    {
        var made = $"(s.class = {(int)RowClass.New} or {GivesVat(engine)}) and s.left_out = 0";
        using var command = connection.Query($"""
            select s.vat_number, s.seq, s.line, s.vat_number, s.number, s.class from {stage.Rows} s
            where s.vat_number in (select s.vat_number from {stage.Rows} s where s.vat_number is not null and {made} group by s.vat_number having count(*) > 1)
                and {made}
            order by s.vat_number, s.seq
            """);
        var second = new List<(long, Problem)>();
        var firsts = new Firsts();
        using (var rows = command.ExecuteReader())
            while (rows.Read())
                if (!Placeholders.IsOne(CustomerFields.VatNumber, rows.GetString(3)) && firsts.LineBefore(rows) is { } line)
                    second.Add((rows.GetInt64(1), new Problem(-1, "import.second_vat", rows.GetString(3), line)));
        Refuse(second);
    }

    /// <summary>True of a row that gives a customer another VAT number.</summary>
    public static string GivesVat(Engine engine) =>
        $"s.class = {(int)RowClass.Changed} and {engine.Position("s.payload", "'\"vat_number\":['")} > 0";

    // For rows with one key (key, row, line, text, number, class), in file order: a customer with a number never matches a row with a different one,
    // and two existing customers may be given one key.
    private sealed class Firsts
    {
        private string key = "";
        private (long? Numbered, long? Unnumbered) made, given;

        public string? LineBefore(DbDataReader row)
        {
            if (row.GetString(0) != key) (key, made, given) = (row.GetString(0), default, default);
            var (hasNumber, isNew, line) = (!row.IsDBNull(4), row.GetInt32(5) == (int)RowClass.New, row.GetInt64(2));
            var before = (isNew ? Before(given, hasNumber) : null) ?? Before(made, hasNumber);
            if (before is not null) return before.Value.ToString(CultureInfo.InvariantCulture);
            if (isNew) made = With(made, hasNumber, line);
            else given = With(given, hasNumber, line);
            return null;
        }

        private static long? Before((long? Numbered, long? Unnumbered) lines, bool hasNumber) =>
            hasNumber ? lines.Unnumbered : lines.Unnumbered ?? lines.Numbered;

        private static (long?, long?) With((long? Numbered, long? Unnumbered) lines, bool hasNumber, long line) =>
            hasNumber ? (lines.Numbered ?? line, lines.Unnumbered) : (lines.Numbered, lines.Unnumbered ?? line);
    }

    // Rows left out by hand do not count.
    private static string Found => $"class in ({(int)RowClass.Changed}, {(int)RowClass.Unchanged}) and left_out = 0";

    private static string Made => $"s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and s.left_out = 0";

    private void Refuse(List<(long Seq, Problem Problem)> second)
    {
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
