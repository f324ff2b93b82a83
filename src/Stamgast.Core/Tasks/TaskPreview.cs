using System.Globalization;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Database;

namespace Stamgast.Tasks;

/// <summary>Why a row of a file cannot be imported, with the field (null for the whole row).</summary>
public sealed record TaskRowProblem(RecordField? Field, string Code, string Text, string? Detail)
{
    public string What(CultureInfo culture) => Language.Texts.Get($"problem.{Code}.what", culture, Text, Detail);

    public string Remedy(CultureInfo culture) => Language.Texts.Get($"problem.{Code}.remedy", culture, Text, Detail);
}

/// <summary>A problem as a staged row keeps it: the field by its name, null for the whole row.</summary>
internal sealed record StoredTaskProblem(string? Field, string Code, string Text, string? Detail);

/// <summary>One row of a proposal of tasks.</summary>
/// <param name="Values">The new values; those of the task for an unchanged row; null for a refused one.</param>
public sealed record TaskPreviewRow(
    long Seq, long? Line, RowClass Class, long? TaskId, RecordValues? Values,
    IReadOnlyList<FieldChange> Changes, IReadOnlyList<TaskRowProblem> Problems, IReadOnlyList<string> Cells);

/// <summary>Shows a stored proposal of tasks: exactly the rows that will be applied, page by page.</summary>
public sealed class TaskPreview(Base customers)
{
    private static readonly TaskShape Shape = TaskShape.Instance;

    /// <summary>The proposal.</summary>
    /// <exception cref="RefusedException">task.import.unknown: there is no task import with this number, or it was applied.</exception>
    public ChangeSet Find(long setId)
    {
        using var context = customers.NewContext();
        return context.ChangeSets.Where(s => s.RecordKind == TaskShape.KindNumber)
            .SingleOrDefault(s => s.Id == setId && s.Kind == ChangeKind.Import && s.State == ChangeState.Proposed)
            ?? throw new RefusedException("task.import.unknown", setId);
    }

    /// <summary>The next rows after a row number, in the order of the file.</summary>
    /// <param name="classes">Only rows of these classes; none is all.</param>
    /// <exception cref="RefusedException">proposal.lost</exception>
    public IReadOnlyList<TaskPreviewRow> Page(long setId, IReadOnlyCollection<RowClass> classes, long after, int size)
    {
        var stage = Stage.OfProposal(customers, setId);
        using var connection = stage.OpenReader();
        var fields = string.Join(", ", Shape.Fields.Select(f => "s." + f.Name));
        var only = classes.Count == 0 ? "" : $" and s.class in {Sql.InList(classes.Select(c => (long)c))}";
        var rows = new List<TaskPreviewRow>();
        using (var command = connection.Query(
            $"select s.seq, s.line, s.class, s.record_id, s.payload, s.problems, s.cells, {fields} "
                + $"from {stage.Rows} s where s.seq > @after{only} order by s.seq limit @size",
            ("after", after), ("size", size)))
        using (var found = command.ExecuteReader())
            while (found.Read()) rows.Add(At(found));
        return Filled(connection, rows);
    }

    private static TaskPreviewRow At(System.Data.Common.DbDataReader found)
    {
        var kind = (RowClass)found.GetInt32(2);
        var values = kind is RowClass.New or RowClass.Changed ? Shape.NewValues() : null;
        for (var i = 0; values is not null && i < Shape.Fields.Count; i++) values[i] = found.TextOrNull(i + 7);
        var changes = kind == RowClass.Changed && found.TextOrNull(4) is { } payload ? Payload.Read(Shape, payload, creation: false) : [];
        var problems = kind is RowClass.Error or RowClass.Conflict && found.TextOrNull(5) is { } json
            ? JsonSerializer.Deserialize<List<StoredTaskProblem>>(json)! : [];
        return new TaskPreviewRow(
            found.GetInt64(0), found.NumberOrNull(1), kind, found.NumberOrNull(3), values, changes,
            problems.ConvertAll(p => new TaskRowProblem(p.Field is null ? null : Shape.ByName(p.Field), p.Code, p.Text, p.Detail)),
            found.TextOrNull(6) is { } cells ? JsonSerializer.Deserialize<List<string>>(cells)! : []);
    }

    // Rows that write nothing carry no values: those of their task are shown.
    private List<TaskPreviewRow> Filled(System.Data.Common.DbConnection connection, List<TaskPreviewRow> rows)
    {
        var ids = rows.Where(r => r.Values is null).Select(r => r.TaskId).OfType<long>().Distinct().ToList();
        var states = RecordStates.Read(connection, customers.Engine, Shape, ids);
        return rows.ConvertAll(r => r.Values is null && r.TaskId is { } id && states.TryGetValue(id, out var state) ? r with { Values = state.Values } : r);
    }
}
