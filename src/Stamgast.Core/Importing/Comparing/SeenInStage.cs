using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Rows;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// Looks up the values of the other rows of a proposal, for the few rows that are compared again: their customers, numbers, e-mail addresses and
/// persons. Its indexes are created on first use.
/// </summary>
internal sealed class SeenInStage(Stage stage, Engine engine, ImportKey key)
{
    /// <summary>Makes the indexes; does nothing when they are there.</summary>
    public void PrepareIndexes() => stage.Alter(connection =>
    {
        foreach (var (name, table, columns) in new[]
        {
            ("number", stage.Rows, "(number) where number is not null"), ("person", stage.Rows, "(sort_full) where sort_full is not null"), ("key",
                stage.Keys, "(key)"),
            ("second", stage.Rows, $"(seq) where {RefusedAsSecond}"), ("vat", stage.Rows, "(vat_number) where vat_number is not null"),
        })
        {
            if (name == "vat" && key != ImportKey.Vat) continue;
            stage.MakeIndex(connection, table, "seen_" + name, columns);
        }
    });

    // "+" keeps the engines from going by the class, which most rows share: they know too little of how many rows a number or name has.
    /// <summary>Adds the values of all rows but these about the same customers, numbers, addresses and people.</summary>
    public void Note(DbConnection connection, IReadOnlyList<ImportedRow> rows, KnownCustomers known, SeenRows seen)
    {
        var others = $"s.left_out = 0 and s.seq not in {Sql.InList(rows.Select(r => r.Seq))}";
        var creates = $"+s.class = {(int)RowClass.New} and {others}";
        if (known.ById.Count > 0)
            Each(connection,
                $"select s.record_id, s.line from {stage.Rows} s where s.record_id in {Sql.InList(known.ById.Keys)} and +s.class in ({(int)RowClass.Changed}, "
                + $"{(int)RowClass.Unchanged}) and {others}", null,
                found => seen.Customer(found.GetInt64(0), found.GetInt64(1)));
        Each(connection,
            $"select s.number, s.line from {stage.Rows} s where s.number {OneOf()} and +s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and {others}",
            InAllCapitals(Texts(rows, r => r.Has(CustomerFields.Number) && known.Number(r.Values[CustomerFields.Number]!) is null
            ? r.Values[CustomerFields.Number] : null)),
            found => seen.NumberOfOther(found.GetString(0), found.GetInt64(1)));
        NoteEmails(connection, rows, seen, $"+s.class in ({(int)RowClass.New}, {(int)RowClass.Changed}) and {others}");
        if (key == ImportKey.Vat)
            Each(connection,
                $"select s.vat_number, s.line, s.number, s.class from {stage.Rows} s where s.vat_number {OneOf()} and (+s.class = {(int)RowClass.New} or "
                + $"{SecondRows.GivesVat(engine)}) and {others}",
                Texts(rows, r => r.Has(CustomerFields.VatNumber) ? r.Values[CustomerFields.VatNumber] : null),
                found => _ = IsNew(found, 3) ? seen.VatAsKey(ValueHash.Of(found.GetString(0)), !found.IsDBNull(2), found.GetInt64(1))
                : seen.VatGiven(ValueHash.Of(found.GetString(0)), !found.IsDBNull(2), found.GetInt64(1)));
        Each(connection, $"select s.sort_full, s.line, s.birth_date, s.mobile, s.phone, s.number from {stage.Rows} s where s.sort_full {OneOf()} and {creates}",
            Texts(rows, r => SortKeys.Full(r.Values)), found => NotePerson(seen, ValueHash.Of(found.GetString(0)), PersonAt(found)));
    }

    private static void NotePerson(SeenRows seen, ulong name, ImportedRow row)
    {
        seen.Person(name, row);
        seen.NoteLikeNumber(name, row);
    }

    // As a key, and for a customer who gets another one, only the main address counts.
    private void NoteEmails(DbConnection connection, IReadOnlyList<ImportedRow> rows, SeenRows seen, string made)
    {
        var asKey = key == ImportKey.Email;
        Each(connection,
            $"select k.key, s.line, s.email, s.number, s.class from {stage.Keys} k join {stage.Rows} s on s.seq = k.seq where k.key {OneOf()} and k.kind = "
            + $"{(int)KeyKind.Email} and k.added = 1 and {made}",
            Texts(rows, r => r.Has(CustomerFields.Email) ? r.EmailKey : null),
            found =>
            {
                var (address, line, isNew) = (found.GetString(0), found.GetInt64(1), IsNew(found, 4));
                var isMain = !found.IsDBNull(2) && EmailAddress.Key(found.GetString(2)) == address;
                var hash = ValueHash.Of(address);
                if (!asKey && (isNew || isMain)) seen.Email(hash, line);
                else if (asKey && isMain) _ = isNew ? seen.EmailAsKey(hash, !found.IsDBNull(3), line) : seen.EmailGiven(hash, !found.IsDBNull(3), line);
            });
    }

    private static bool IsNew(DbDataReader row, int at) => row.GetInt32(at) == (int)RowClass.New;

    /// <summary>True when an included row is about the same customer as this one, or would create a second one of it.</summary>
    public bool HasRival(DbConnection connection, long seq)
    {
        var rival = $"o.seq <> s.seq and o.left_out = 0 and +o.class in ({(int)RowClass.Changed}, {{0}})";
        var made = string.Format(CultureInfo.InvariantCulture, rival, (int)RowClass.New);
        var byKey = key switch
        {
            ImportKey.Email => $"""
                 or exists (select 1 from {stage.Keys} k join {stage.Keys} t on t.key = k.key and t.kind = k.kind and t.added = 1
                     join {stage.Rows} o on o.seq = t.seq
                    where k.seq = s.seq and k.kind = {(int)KeyKind.Email} and k.added = 1 and {made})
                """,
            ImportKey.Vat => $" or exists (select 1 from {stage.Rows} o where o.vat_number = s.vat_number and o.vat_number is not null and {made})",
            _ => "",
        };
        using var command = connection.Query($"""
            select 1 from {stage.Rows} s where s.seq = @seq and s.class < {(int)RowClass.Error} and (
                exists (select 1 from {stage.Rows} o where o.record_id = s.record_id
                    and {string.Format(CultureInfo.InvariantCulture, rival, (int)RowClass.Unchanged)})
                or exists (select 1 from {stage.Rows} o where o.number = s.number and o.number is not null and {made}){byKey})
            """, ("seq", seq));
        return command.ExecuteScalar() is not null;
    }

    /// <summary>The rows that were refused as second ones to one of these lines, with their cells, in the order of the file.</summary>
    public List<CorrectedRow> RefusedBecauseOf(DbConnection connection, IReadOnlySet<long> lines)
    {
        var waiting = new List<CorrectedRow>();
        using var command = connection.Query($"select seq, problems, cells from {stage.Rows} where {RefusedAsSecond} and cells is not null order by seq");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            if (JsonSerializer.Deserialize<List<Problem>>(reader.GetString(1))!.Exists(p => FileLine.NamedBy(p) is { } line && lines.Contains(line)))
                waiting.Add(new CorrectedRow(reader.GetInt64(0), JsonSerializer.Deserialize<string[]>(reader.GetString(2))!));
        return waiting;
    }

    private string RefusedAsSecond => $"class = {(int)RowClass.Error} and {engine.Position("problems", "'\"import.second_'")} > 0";

    private static ImportedRow PersonAt(DbDataReader found)
    {
        var row = new ImportedRow { Line = found.GetInt64(1) };
        foreach (var (field, at) in new[] { (CustomerFields.BirthDate, 2), (CustomerFields.Mobile, 3), (CustomerFields.Phone, 4), (CustomerFields.Number, 5) })
        {
            if (found.TextOrNull(at) is not { } value) continue;
            row.Values[field] = value;
            row.Filled |= 1UL << field;
        }
        return row;
    }

    private static List<string> InAllCapitals(List<string> numbers) => [.. numbers.SelectMany(n => NumberCapitals.Others(n).Prepend(n)).Distinct()];

    private static List<string> Texts(IReadOnlyList<ImportedRow> rows, Func<ImportedRow, string?> text) => [.. rows.Select(text).OfType<string>().Distinct()];

    private string OneOf() => engine.OneOf();

    private void Each(DbConnection connection, string sql, List<string>? list, Action<DbDataReader> take)
    {
        if (list is { Count: 0 }) return;
        using var command = list is null ? connection.Query(sql + " order by s.seq")
            : connection.Query(sql + " order by s.seq", ("list", engine.Texts(list)));
        using var reader = command.ExecuteReader();
        while (reader.Read()) take(reader);
    }
}
