using System.Data.Common;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Proposals;

namespace Stamgast.Importing.Correcting;

/// <summary>
/// What a person did to single rows of a preview: left out, cells corrected. Stored beside the rows by line of the file (negative for its partner),
/// so that it survives reading the file again with another option.
/// </summary>
internal sealed class RowDecisions
{
    private readonly Dictionary<long, (bool LeftOut, string[]? Cells)> lines = [];
    private Dictionary<long, long> matched = [];

    /// <summary>Everything done so far; empty before there is a proposal.</summary>
    public static RowDecisions Of(Base customers, Stage stage)
    {
        var work = new RowDecisions();
        if (stage.File is { } path && !File.Exists(path)) return work;
        stage.Alter(connection =>
        {
            work.matched = MatchedRows.Of(connection, stage);
            if (!stage.Has(connection, stage.RowDecisions)) return;
            using var command = connection.Query($"select line, left_out, cells from {stage.RowDecisions}");
            using var reader = command.ExecuteReader();
            while (reader.Read())
                work.lines[reader.GetInt64(0)] = (reader.GetInt64(1) == 1, reader.TextOrNull(2) is { } cells
                    ? JsonSerializer.Deserialize<string[]>(cells) : null);
        });
        return work;
    }

    public bool IsEmpty => lines.Count + matched.Count == 0;

    /// <summary>The customer that a person assigned to a line; null when nobody did.</summary>
    public long? CustomerOf(long line) => matched.Count > 0 && matched.TryGetValue(line, out var customer) ? customer : null;

    /// <summary>True for a line that a person left out.</summary>
    public bool IsLeftOut(long line) => lines.Count > 0 && lines.TryGetValue(line, out var row) && row.LeftOut;

    /// <summary>The cells of a line as a person corrected them; null for one as the file has it.</summary>
    public string[]? CellsOf(long line) => lines.Count > 0 && lines.TryGetValue(line, out var row) ? row.Cells : null;

    /// <summary>Puts all of it into a proposal that was just read: the rows themselves already have the corrected cells.</summary>
    public void Store(Stage stage)
    {
        if (IsEmpty) return;
        stage.Alter(connection =>
        {
            using var transaction = connection.BeginTransaction();
            Create(connection, transaction, stage);
            foreach (var (line, customer) in matched) MatchedRows.Put(connection, transaction, stage, line, customer);
            foreach (var (line, (leftOut, cells)) in lines) Put(connection, transaction, stage, line, leftOut, cells);
            using var leave = connection.Prepared(
                $"update {stage.Rows} set left_out = 1 where line in (select line from {stage.RowDecisions} where left_out = 1)", transaction);
            leave.ExecuteNonQuery();
            transaction.Commit();
        });
    }

    /// <summary>Notes that a row was left out or taken in again.</summary>
    public static void Leave(WriteTransaction transaction, Stage stage, long line, bool leftOut)
    {
        Create(transaction.Connection, transaction.Transaction, stage);
        Note(transaction.Connection, transaction.Transaction, stage, line, leftOut ? 1 : 0, null, "left_out = excluded.left_out");
    }

    /// <summary>Stores the corrected cells of rows, by line.</summary>
    public static void Correct(WriteTransaction transaction, Stage stage, IEnumerable<(long Line, IReadOnlyList<string> Cells)> rows)
    {
        Create(transaction.Connection, transaction.Transaction, stage);
        // The last one wins if a line appears twice; all at once, since each statement is a round trip to the server.
        var byLine = new Dictionary<long, string>();
        foreach (var (line, cells) in rows) byLine[line] = JsonSerializer.Serialize(cells);
        var given = transaction.Engine.EachPair("@rows");
        transaction.Execute(
            $"insert into {stage.RowDecisions}(line, left_out, cells) select cast(key as bigint), 0, value from {given} where true on conflict(line) do update "
            + $"set cells = excluded.cells",
            ("rows", JsonSerializer.Serialize(byLine)));
    }

    /// <summary>The corrected cells of one line; null without any.</summary>
    public static string[]? Corrected(DbConnection connection, Stage stage, long line)
    {
        if (!stage.Has(connection, stage.RowDecisions)) return null;
        using var command = connection.Query($"select cells from {stage.RowDecisions} where line = @line", ("line", line));
        return command.ExecuteScalar() is string cells ? JsonSerializer.Deserialize<string[]>(cells) : null;
    }

    private static void Note(DbConnection connection, DbTransaction? transaction, Stage stage, long line, int leftOut, IReadOnlyList<string>? cells,
        string update)
    {
        using var note = connection.Prepared(
            $"insert into {stage.RowDecisions}(line, left_out, cells) values(@line, @out, @cells) on conflict(line) do update set {update}",
            transaction, ("line", line), ("out", leftOut), ("cells", cells is null ? null : JsonSerializer.Serialize(cells)));
        note.ExecuteNonQuery();
    }

    private static void Put(DbConnection connection, DbTransaction transaction, Stage stage, long line, bool leftOut, string[]? cells) =>
        Note(connection, transaction, stage, line, leftOut ? 1 : 0, cells, "left_out = excluded.left_out, cells = excluded.cells");

    private static void Create(DbConnection connection, DbTransaction? transaction, Stage stage)
    {
        using var create = connection.Prepared(
            $"create table if not exists {stage.RowDecisions}(line bigint primary key, left_out smallint not null, cells text)", transaction);
        create.ExecuteNonQuery();
    }
}
