using System.Data.Common;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Proposals.Previews;

/// <summary>
/// The statement that finds the next rows of a preview. Rows are taken class by class through an index and merged, so that the cost of a page depends
/// on what it shows, even with a million unchanged rows in between; rarer filters get an index of their own on first use. A search continues from the
/// end of the last page, so that all its pages together read the rows once; a running program remembers the words instead
/// (<see cref="PreviewMemory"/>).
/// </summary>
internal sealed class PreviewSelect(Stage stage, Engine engine, PreviewQuery query)
{
    private static readonly RowClass[] Classes = Enum.GetValues<RowClass>();

    private readonly IReadOnlyList<string> terms = query.Text is { } text ? CustomerSearch.Terms(text) : [];
    private readonly List<(string, object?)> parameters = [];

    /// <summary>True when it only asks for classes of rows: the indexes of every proposal answer that.</summary>
    public bool IsPlain => query.Text is null && Special is null;

    /// <summary>Makes the index that the question needs; does nothing when it is there.</summary>
    public void PrepareIndex()
    {
        if (Special is not { } special) return;
        stage.Alter(connection => stage.MakeIndex(connection, stage.Rows, special.Index, $"(seq) where {special.Condition}"));
    }

    /// <summary>The rows after one, in the order of the file.</summary>
    /// <param name="columns">The selected columns; the alias of the rows is s.</param>
    public DbCommand Command(DbConnection connection, string columns, long after, int size)
    {
        var pieces = string.Join(" union all ", Pieces().Select((piece, i) => $"select seq from (select s.seq from {piece} order by s.seq limit @size) p{i}"));
        return connection.Query($"select {columns} from {stage.Rows} s where s.seq in ({pieces}) order by s.seq limit @size",
            [("after", after), ("size", size), .. parameters]);
    }

    // Rare among a million, or nearly all of them: either way its rows are found at once.
    private (string Index, string Condition) OfCause(ErrorCause cause) =>
        ("cause_" + XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(cause.ToString())).ToString("x8", CultureInfo.InvariantCulture),
         $"class in ({(int)RowClass.Error}, {(int)RowClass.Conflict}) and {ErrorCauses.Condition(engine, cause, stage.Shape)}");

    // A filter with an index of its own; its condition must appear in the statement exactly as in the index, or the index is not used.
    private (string Index, string Condition)? Special => (query.Field, query.Filter) switch
    {
        _ when query.Cause is { } cause => OfCause(cause),
        ({ } changed, _) => ("changes_" + changed.Name, $"class = {(int)RowClass.Changed} and {Contains("payload", $"'\"{changed.Name}\":['")}"),
        (null, PreviewFilter.PossibleDuplicates) => ("alike", "alike is not null"),
        (null, PreviewFilter.Warned) => ("warned", $"problems is not null and class < {(int)RowClass.Unchanged}"),
        (null, PreviewFilter.LeftOut) => ("left_out", "left_out = 1"),
        (null, PreviewFilter.CustomerChanges) when stage.Shape.BringsCustomers => ("along", $"along_changes is not null and class < {(int)RowClass.Error}"),
        _ => null,
    };

    private IEnumerable<string> Pieces()
    {
        if (Special is { } special)
        {
            var rows = engine.IndexedBy($"{stage.Rows} s", stage.IndexName(stage.Rows, special.Index));
            if (query.Cause is not null && terms.Count > 0) return [$"{rows} where {special.Condition} and s.seq > @after and {InCells()}"];
            // Left-out rows may be of any class, and the words of each class are stored elsewhere.
            if (query is { Field: null, Filter: PreviewFilter.LeftOut } && terms.Count > 0)
                return Classes.Select(c => $"{rows} where {special.Condition} and s.class = {(int)c} and s.seq > @after and {Searched(c)}")
                    .ToList();
            return [$"{rows} where {special.Condition} and s.seq > "
                + $"@after{(terms.Count > 0 ? " and " + InWords(stage.WordsShown("s")) : "")}"];
        }
        if (query.Filter == PreviewFilter.All && terms.Count == 0) return [$"{stage.Rows} s where s.seq > @after"];
        return ClassesOf(query.Filter)
            .Select(c => $"{stage.Rows} s where s.class = {(int)c} and s.seq > @after{(terms.Count > 0 ? " and " + Searched(c) : "")}").ToList();
    }

    /// <summary>The classes of rows that a filter shows, where that is all it asks.</summary>
    public static IEnumerable<RowClass> ClassesOf(PreviewFilter filter) => filter switch
    {
        PreviewFilter.New => [RowClass.New],
        PreviewFilter.Changed => [RowClass.Changed],
        PreviewFilter.Unchanged => [RowClass.Unchanged],
        PreviewFilter.Errors => [RowClass.Error, RowClass.Conflict],
        PreviewFilter.Conflicts => [RowClass.Conflict],
        PreviewFilter.Everything => Classes.Where(c => c != RowClass.Unchanged),
        _ => Classes,
    };

    private string Searched(RowClass kind) => kind switch
    {
        RowClass.New or RowClass.Changed => InWords(stage.WordsShown("s")),
        // These carry no values: their customers are asked.
        RowClass.Unchanged => $"s.record_id in (select id from ({CustomerSearch.Ids(terms, engine, parameters)}) found)",
        _ => InCells(),
    };

    // Each term begins a word.
    private string InWords(string words) => string.Join(" and ", terms.Select(term => Contains($"' ' || {words}", Parameter(" " + term))));

    // As typed: there are no words for cells that could not be read.
    private string InCells() => string.Join(" and ", query.Text!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(16).Select(word =>
        $"s.cells {engine.Like()} {Parameter("%" + Escaped(JsonSerializer.Serialize(word)[1..^1]) + "%")} escape '!'"));

    private static string Escaped(string pattern) =>
        pattern.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);

    private string Contains(string text, string part) => engine.Position(text, part) + " > 0";

    private string Parameter(string value)
    {
        parameters.Add(("text" + parameters.Count, value));
        return "@text" + (parameters.Count - 1);
    }
}
