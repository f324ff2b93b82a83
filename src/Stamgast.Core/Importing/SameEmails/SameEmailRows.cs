using Stamgast.Merging.SameEmails;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Formats;
using Stamgast.Merging;
using Stamgast.Proposals.Previews;

namespace Stamgast.Importing.SameEmails;

/// <summary>
/// The new rows of an import that are merged by the policy: without a customer number, with the main e-mail address of a customer without one, or of
/// an earlier new row. Reading the file noted which rows share an address with somebody, so that only those are asked for.
/// </summary>
internal sealed class SameEmailRows(Stage stage, Engine engine)
{
    private const int AtOnce = 500;

    /// <summary>In the JSON of <see cref="Alike"/>: rows that will be merged.</summary>
    public const string Mark = "\"merges\":true";

    // What resembles somebody by its score may share an address as well.
    private const string Shared = "\"reason\":\"email\"", Matched = "\"reason\":\"matched\"";

    /// <summary>The rows, in order.</summary>
    /// <param name="connection">Knows the proposal.</param>
    /// <param name="viewer">A row is merged into no customer whom this viewer does not see.</param>
    /// <param name="marked">Only rows that the preview showed as such.</param>
    /// <param name="only">Only these rows; null for all.</param>
    public List<SameEmailRow> Find(
        DbConnection connection, Viewer viewer, bool marked = false, IReadOnlySet<long>? only = null, CancellationToken cancel = default)
    {
        var found = new List<SameEmailRow>();
        foreach (var portion in Candidates(connection, marked, only).Chunk(AtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            var keys = portion.Select(c => c.Key).Distinct().ToList();
            var owners = Owners(connection, keys, viewer);
            var firsts = Firsts(connection, keys);
            foreach (var (seq, key) in portion)
                if (owners.TryGetValue(key, out var customer)) found.Add(new SameEmailRow(seq, customer, null, null));
                else if (firsts.TryGetValue(key, out var first) && first.Seq != seq) found.Add(new SameEmailRow(seq, null, first.Seq, first.Line));
        }
        return found;
    }

    /// <summary>Says at each of these rows that it will be merged, and with whom.</summary>
    public static void Note(DbConnection connection, Stage stage, IReadOnlyList<SameEmailRow> rows, DbTransaction? within = null)
    {
        using var own = within is null ? connection.BeginTransaction() : null;
        foreach (var row in rows)
        {
            var alike = new Alike(row.CustomerId, row.FirstLine, "email") { Merges = true };
            using var update = connection.Prepared($"update {stage.Rows} set alike = @alike where seq = @seq", within ?? own,
                ("alike", JsonSerializer.Serialize(alike)), ("seq", row.Seq));
            update.ExecuteNonQuery();
        }
        own?.Commit();
    }

    private static string Has(string text) => $"s.alike like '%{text}%'";

    private string IsConcerned =>
        $"s.class = {(int)RowClass.New} and s.left_out = 0 and s.number is null and s.email is not null and s.allow_merge is distinct from '0'";

    private List<(long Seq, string Key)> Candidates(DbConnection connection, bool marked, IReadOnlySet<long>? only)
    {
        using var command = connection.Query($"""
            select s.seq, s.email from {stage.Rows} s
            where s.alike is not null and {(marked ? Has(Mark) : $"({Has(Shared)} or {Has(Matched)})")} and {IsConcerned}{(only is null ? "" : $" and s.seq in {Sql.InList(only)}")} order by s.seq
            """);
        using var reader = command.ExecuteReader();
        var rows = new List<(long, string)>();
        while (reader.Read())
            if (!Placeholders.IsOne(CustomerFields.Email, reader.GetString(1))) rows.Add((reader.GetInt64(0), EmailAddress.Key(reader.GetString(1))));
        return rows;
    }

    private Dictionary<string, long> Owners(DbConnection connection, List<string> keys, Viewer viewer)
    {
        var (and, seen) = viewer.Visibility.AndSeen(engine);
        using var command = connection.Query($"""
            select k.key, min(c.id) from customer_key k join customer c on c.id = k.customer_id
            where k.kind = {(int)KeyKind.Email} and k.key {engine.OneOf()} and {CustomerColumns.Alive(engine, "c")} and {SameEmail.Fits(engine)}{and}
            group by k.key
            """, [("list", engine.Texts(keys)), .. seen]);
        using var reader = command.ExecuteReader();
        var owners = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.Read()) owners[reader.GetString(0)] = reader.GetInt64(1);
        return owners;
    }

    private Dictionary<string, (long Seq, long Line)> Firsts(DbConnection connection, List<string> keys)
    {
        using var command = connection.Query($"""
            select k.key, s.seq, s.line, s.email from {stage.Keys} k join {stage.Rows} s on s.seq = k.seq
            where k.kind = {(int)KeyKind.Email} and k.added = 1 and k.key {engine.OneOf()} and {IsConcerned.Replace("s.class", "+s.class", StringComparison.Ordinal)}
            order by s.seq
            """, ("list", engine.Texts(keys)));
        using var reader = command.ExecuteReader();
        var firsts = new Dictionary<string, (long, long)>(StringComparer.Ordinal);
        while (reader.Read())
            if (EmailAddress.Key(reader.GetString(3)) == reader.GetString(0))
                firsts.TryAdd(reader.GetString(0), (reader.GetInt64(1), reader.NumberOrNull(2) ?? 0));
        return firsts;
    }
}
