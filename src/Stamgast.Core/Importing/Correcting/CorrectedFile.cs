using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Importing.Mapping;
using Stamgast.Proposals.Previews;
using Stamgast.Tables;
using Stamgast.Tables.Csv;

namespace Stamgast.Importing.Correcting;

/// <summary>The outcome of a corrected errors file.</summary>
/// <param name="SetId">The import that its rows joined.</param>
/// <param name="Rows">The number of rows that joined.</param>
/// <param name="Unknown">Rows without a token, or with one of another import, which were passed over.</param>
/// <param name="Wrong">The number of joined rows that still cannot be imported.</param>
public sealed record JoinedRows(long SetId, long Rows, long Unknown, long Wrong)
{
    /// <summary>The number of joined rows that are correct now.</summary>
    public long Right => Rows - Wrong;
}

/// <summary>
/// The corrected errors file of an import: each row carries a token that returns it to its place while the import waits. After that the file is an
/// import of its own.
/// </summary>
public static class CorrectedFile
{
    /// <summary>Headers with this prefix are ours and have no target.</summary>
    public const string OwnColumns = "stamgast:";
    public const string TokenColumn = OwnColumns + "row";

    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(2);

    private const int AtOnce = 200;
    private const int HashLetters = 8;

    /// <summary>
    /// The token of a row: import, row, line (with a p before it for its partner), and the beginning of the file's hash, so that it means nothing in
    /// another base.
    /// </summary>
    public static string TokenOf(ChangeSet set, PreviewRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"{set.Id}-{row.Seq}-{(row.IsPartner ? "p" : "")}{row.FileLine ?? 0}-{set.FileHash?[..HashLetters]}");

    /// <summary>The import whose errors a file contains; null for any other file, and for one of another base.</summary>
    public static ChangeSet? ImportOf(Base customers, string path, CancellationToken cancel = default)
    {
        // Looking into the file takes longer than asking whether it can be one.
        if (!AnyImport(customers)) return null;
        Token? first = null;
        try
        {
            using var file = TableFile.Open(path, null, cancel);
            if (ColumnOf(file) is not { } column) return null;
            using var rows = file.ReadRows(cancel);
            while (first is null && rows.Read()) first = Token.Of(rows[column]);
        }
        catch (RefusedException)
        {
            // The import that reads it will report its problems.
            return null;
        }
        if (first is not { } token) return null;
        using var context = customers.NewContext();
        return context.ChangeSets.SingleOrDefault(s => s.Id == token.SetId && s.Kind == ChangeKind.Import) is { FileHash: { } hash } set
            && hash.StartsWith(token.Hash, StringComparison.Ordinal) ? set : null;
    }

    /// <summary>The waiting import whose errors a file contains; null for any other file.</summary>
    /// <exception cref="RefusedException">proposal.staging: that import is being read again.</exception>
    public static ChangeSet? WaitingFor(Base customers, string path, CancellationToken cancel = default) =>
        (ImportOf(customers, path, cancel) is { } import ? Proposal.Waiting(customers, import.Id) : null) switch
    {
        { State: ChangeState.Proposed } waiting => waiting,
        { State: ChangeState.Staging, Staged: > 0 } read => throw new RefusedException("proposal.staging", read.Id),
        _ => null,
    };

    /// <summary>Puts the rows of a corrected file into the import that they came from, all of them or none. Raises its revision.</summary>
    /// <exception cref="RefusedException">proposal.applied, proposal.lost, ...</exception>
    public static JoinedRows Join(Base customers, ChangeSet set, string path, Action<ImportProgress>? progress = null, CancellationToken cancel = default)
    {
        var report = Imports.ReportOf(set) ?? throw new RefusedException("proposal.lost", set.Id);
        using var file = TableFile.Open(path, null, cancel);
        var places = Places(file.Columns, report.Columns);
        long read = 0, taken = 0;
        var corrected = new RowCorrections(customers).Correct(set.Id, Portions, LongPatience, cancel);
        return new JoinedRows(set.Id, taken, read - taken, corrected.Wrong);

        IEnumerable<IReadOnlyList<CorrectedRow>> Portions(WriteTransaction transaction, Stage stage)
        {
            var token = ColumnOf(file)!.Value;
            using var cells = file.ReadRows(cancel);
            for (var more = true; more;)
            {
                var portion = new List<(Token Token, string[] Cells)>();
                while (portion.Count < AtOnce && (more = cells.Read()))
                {
                    read++;
                    if (Token.Of(cells[token]) is { } known && known.SetId == set.Id)
                        portion.Add((known, [.. Enumerable.Range(0, file.Columns.Count).Select(c => FormulaGuard.Unprotect(cells[c]).ToString())]));
                }
                var rows = portion.Count == 0 ? [] : Rows(transaction.Connection, stage, portion, places);
                taken += rows.Count;
                yield return rows;
                progress?.Invoke(new ImportProgress(read, cells.BytesRead, file.Length));
            }
        }
    }

    /// <summary>Whether a token is that of a partner; null for a text that is not a token.</summary>
    internal static bool? IsOfPartner(ReadOnlySpan<char> token) => Token.Of(token) is { } known ? known.Line < 0 : null;

    /// <summary>The mapping without targets for our own columns, whatever was guessed.</summary>
    internal static ColumnMapping WithoutOwnColumns(ColumnMapping mapping) => !mapping.Columns.Any(IsOwn) ? mapping
        : mapping with { Columns = [.. mapping.Columns.Select(c => IsOwn(c) ? c with { Target = null, Reason = MappingReason.None, Confidence = 0 } : c)] };

    private static bool AnyImport(Base customers)
    {
        using var reader = customers.OpenReader();
        using var command = reader.Query("select 1 from change_set where kind = @import and file_hash is not null limit 1", ("import", (int)ChangeKind.Import));
        return command.ExecuteScalar() is not null;
    }

    private static bool IsOwn(MappedColumn column) => column.Header.StartsWith(OwnColumns, StringComparison.Ordinal);

    // The import's column of each column in the corrected file; -1 for our own and for added ones.
    private static int[] Places(IReadOnlyList<string> corrected, IReadOnlyList<string> columns)
    {
        var theirs = corrected.Where(c => !c.StartsWith(OwnColumns, StringComparison.Ordinal)).ToList();
        // In order, wherever our own columns are between them.
        var next = 0;
        if (theirs.SequenceEqual(columns)) return [.. corrected.Select(c => c.StartsWith(OwnColumns, StringComparison.Ordinal) ? -1 : next++)];
        return [.. corrected.Select(c => c.Length > 0 && columns.Count(o => o == c) == 1 ? columns.ToList().IndexOf(c) : -1)];
    }

    private static List<CorrectedRow> Rows(DbConnection connection, Stage stage, List<(Token Token, string[] Cells)> portion, int[] places)
    {
        var kept = new Dictionary<long, (long Line, string[] Cells)>();
        using (var command = connection.Query(
            $"select seq, line, cells from {stage.Rows} where cells is not null and seq in {Sql.InList(portion.Select(p => p.Token.Seq))}"))
        using (var reader = command.ExecuteReader())
            while (reader.Read()) kept[reader.GetInt64(0)] = (reader.NumberOrNull(1) ?? 0, JsonSerializer.Deserialize<string[]>(reader.GetString(2))!);
        var rows = new List<CorrectedRow>();
        foreach (var (token, cells) in portion.DistinctBy(p => p.Token.Seq))
        {
            if (!kept.TryGetValue(token.Seq, out var row) || row.Line != token.Line) continue;
            var whole = row.Cells;
            for (var column = 0; column < places.Length; column++)
                if (places[column] >= 0 && places[column] < whole.Length) whole[places[column]] = cells[column];
            rows.Add(new CorrectedRow(token.Seq, whole));
        }
        return rows;
    }

    private static int? ColumnOf(TableFile file)
    {
        for (var column = 0; column < file.Columns.Count; column++)
            if (file.Columns[column] == TokenColumn) return column;
        return null;
    }

    private readonly record struct Token(long SetId, long Seq, long Line, string Hash)
    {
        public static Token? Of(ReadOnlySpan<char> text)
        {
            var parts = text.Trim().ToString().Split('-');
            return parts is [var set, var seq, var line, { Length: HashLetters } hash] && Number(set) is { } s && Number(seq) is { } q && LineOf(line) is { } l
                ? new Token(s, q, l, hash) : null;
        }

        private static long? LineOf(string text) => text.StartsWith('p') ? -Number(text[1..]) : Number(text);

        private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
