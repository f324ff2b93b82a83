using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Tables;
using Stamgast.Tables.Csv;
using Stamgast.Tasks.Lists;
using Stamgast.Tasks.Verbs;

namespace Stamgast.Tasks.Exchange;

/// <summary>Turns the rows of a file into staged ones, some hundred at a time: the tasks and customers that they name are looked up together.</summary>
internal sealed class TaskRows(Base customers, Viewer viewer, TimeProvider clock, TaskColumns columns, bool clears) : IDisposable
{
    private readonly DbConnection reader = customers.OpenReader();
    private readonly TaskRules rules = TaskRules.Of(customers, clock);
    private readonly Dictionary<long, long> lineOfId = [];
    private readonly long[] counts = new long[TaskFields.All.Count];
    private long seq;
    private long created;

    /// <summary>The number of rows that change each field, by field name.</summary>
    public Dictionary<string, long> FieldCounts => TaskFields.All.Where(f => counts[f.Ordinal] > 0).ToDictionary(f => f.Name, f => counts[f.Ordinal]);

    private sealed record FileRow(long Line, string[] Cells);

    public void Run(TableRows rows, StageWriter writer, IProgress<(long Done, long? Total)>? progress, CancellationToken cancel)
    {
        var portion = new List<FileRow>();
        var more = true;
        while (more)
        {
            cancel.ThrowIfCancellationRequested();
            portion.Clear();
            while (portion.Count < RecordStates.Portion && (more = rows.Read()))
                portion.Add(new FileRow(rows.Line, [.. Enumerable.Range(0, rows.CellCount).Select(i => FormulaGuard.Unprotect(rows[i]).ToString())]));
            Write(portion, writer);
            progress?.Report((seq, null));
        }
    }

    public void Dispose() => reader.Dispose();

    private void Write(List<FileRow> portion, StageWriter writer)
    {
        var states = RecordStates.Read(reader, customers.Engine, TaskShape.Instance, [.. portion.Select(r => IdOf(r) ?? 0).Where(id => id > 0).Distinct()]);
        int? about = columns.Fields.TryGetValue(TaskFields.Customer, out var column) ? column : null;
        var known = KnownCustomerIds.Of(reader, customers.Engine, viewer, 
            [.. portion.Select(r => Number(Cell(r, about))).OfType<long>(), .. states.Values.Select(s => TaskList.CustomerOf(s.Values)).OfType<long>()]);
        foreach (var row in portion) writer.Write(Staged(row, states, known));
    }

    private StagedRow Staged(FileRow row, Dictionary<long, RecordState> states, Dictionary<long, long> known)
    {
        var staged = new StagedRow { Seq = ++seq, Line = row.Line };
        var id = Cell(row, columns.Id);
        if (string.IsNullOrWhiteSpace(id)) return New(staged, row, known);
        if (Number(id) is not { } number || !states.TryGetValue(number, out var state)) return Refuse(staged, row, RowClass.Error, "task.import.id", id);
        if (!lineOfId.TryAdd(number, row.Line))
            return Refuse(staged, row, RowClass.Error, "task.import.twice", id, lineOfId[number].ToString(CultureInfo.InvariantCulture));
        staged.RecordId = number;
        return state.Trashed ? Refuse(staged, row, RowClass.Conflict, "task.import.trashed", id) : Changed(staged, row, state, known);
    }

    private StagedRow New(StagedRow staged, FileRow row, Dictionary<long, long> known)
    {
        var judged = rules.Judge(new GivenTask(TaskShape.Instance.Blank(), Given(row, empties: false)), id => StandsFor(known, id));
        if (judged.Problems.Count > 0) return Refuse(staged, row, judged.Problems);
        (staged.Class, staged.NewNumber, staged.Values) = (RowClass.New, ++created, judged.Values);
        staged.FieldCount = TaskFields.All.Count(f => judged.Values[f] is { } value && value != f.Default);
        return staged;
    }

    private StagedRow Changed(StagedRow staged, FileRow row, RecordState state, Dictionary<long, long> known)
    {
        var judged = rules.Judge(new GivenTask(state.Values, Given(row, clears)), id => StandsFor(known, id));
        if (judged.Problems.Count > 0) return Refuse(staged, row, judged.Problems);
        var changes = Difference.Between(state.Values, judged.Values);
        staged.Class = changes.Count == 0 ? RowClass.Unchanged : RowClass.Changed;
        if (changes.Count == 0) return staged;
        // The file was made from an older version: its editor did not see later changes of the task.
        if (Cell(row, columns.Version) is { } version && !string.IsNullOrWhiteSpace(version) && Number(version) != state.Version)
            return Refuse(staged, row, RowClass.Conflict, "task.import.version", version, state.Version.ToString(CultureInfo.InvariantCulture));
        (staged.SeenVersion, staged.Values, staged.KeepsWords) = (state.Version, judged.Values, true);
        (staged.Changes, staged.FieldCount) = (changes, changes.Count);
        foreach (var change in changes) counts[change.Field]++;
        return staged;
    }

    private Dictionary<int, string?> Given(FileRow row, bool empties)
    {
        var given = new Dictionary<int, string?>();
        foreach (var (field, column) in columns.Fields)
            if (Cell(row, column) is { } text && (empties || !string.IsNullOrWhiteSpace(text))) given.Add(field, text);
        return given;
    }

    private StagedRow Refuse(StagedRow staged, FileRow row, IReadOnlyList<TaskProblem> problems)
    {
        (staged.Class, staged.Cells) = (RowClass.Error, JsonSerializer.Serialize(row.Cells));
        staged.Problems = JsonSerializer.Serialize(problems.Select(p => Problem.Of(TaskShape.Instance, p.Field.Ordinal, p.Code, p.Text, p.Detail)));
        return staged;
    }

    private static StagedRow Refuse(StagedRow staged, FileRow row, RowClass why, string code, string text, string? detail = null)
    {
        (staged.Class, staged.Cells) = (why, JsonSerializer.Serialize(row.Cells));
        staged.Problems = JsonSerializer.Serialize(new[] { new Problem(-1, code, text.Trim(), detail) });
        return staged;
    }

    private static long? StandsFor(Dictionary<long, long> known, long id) => known.TryGetValue(id, out var current) ? current : null;

    private long? IdOf(FileRow row) => Number(Cell(row, columns.Id));

    private static string? Cell(FileRow row, int? column) => column is { } at and >= 0 && at < row.Cells.Length ? row.Cells[at] : null;

    private static long? Number(string? text) => long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
