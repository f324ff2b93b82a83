using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;

namespace Stamgast.CustomerVerbs.Bulk;

/// <summary>Fills the stage of a proposal with the result of a verb for each of many customers, in portions.</summary>
internal sealed class VerbStaging(CustomerVerb verb, VerbRules rules, Viewer viewer)
{
    private readonly long[] counts = new long[CustomerFields.StoredCount];
    private readonly StagedRow row = new();

    /// <summary>The number of rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>How many rows change each field, by its name.</summary>
    public Dictionary<string, long> FieldCounts => CustomerFields.Stored.Where(f => counts[f.Ordinal] > 0).ToDictionary(f => f.Name, f => counts[f.Ordinal]);

    /// <summary>True when no two rows can bring the same number.</summary>
    public bool NumbersDiffer => verb is EditFields edit && edit.Edits.All(e => e.Field != CustomerFields.Number);

    /// <summary>Writes a row for each customer, in the order of the IDs.</summary>
    /// <param name="ids">Each once.</param>
    public void Fill(StageWriter writer, DbConnection reader, Engine engine, IEnumerable<long> ids, Course course)
    {
        foreach (var portion in ids.Chunk(CustomerStates.Portion))
        {
            course.Cancel.ThrowIfCancellationRequested();
            var states = CustomerStates.Read(reader, engine, portion);
            foreach (var id in portion)
            {
                Stage(id, states.GetValueOrDefault(id));
                writer.Write(row);
            }
            course.Progress?.Invoke(Rows, 0);
        }
    }

    private void Stage(long id, CustomerState? state)
    {
        row.Clear();
        row.Seq = ++Rows;
        row.RecordId = id;
        // Hidden customers are missing.
        if (state is null || !viewer.Sees(state.Values))
        {
            row.RecordId = null;
            Refuse(RowClass.Error, new Problem(FieldChange.Trashed, "verb.unknown", id.ToString(CultureInfo.InvariantCulture)), []);
            return;
        }
        var verdict = verb.On(state, rules);
        if (verdict.Problem is { } problem)
            Refuse(verdict.IsConflict ? RowClass.Conflict : RowClass.Error, problem, [state.Values.DisplayName, state.Values[CustomerFields.Number]]);
        else if (verdict.Changes.Count == 0) row.Class = RowClass.Unchanged;
        else Change(state, verdict.Changes);
    }

    private void Change(CustomerState state, IReadOnlyList<FieldChange> changes)
    {
        row.Class = RowClass.Changed;
        row.SeenVersion = state.Version;
        row.Changes = changes;
        row.FieldCount = changes.Count;
        row.Values = Difference.Applied(state.Values, changes);
        row.Trashed = verb is MoveToTrash { Into: var into } ? into : state.Trashed;
        row.KeepsWords = CustomerShape.Instance.KeepsWords(changes.Select(c => c.Field));
        CustomerShape.Instance.KeysOf(state.Values, row.Values, row.Keys);
        foreach (var change in changes)
            if (change.Field >= 0) counts[change.Field]++;
    }

    // Its cells are the values by which it can be found.
    private void Refuse(RowClass kind, Problem problem, IEnumerable<string?> cells)
    {
        row.Class = kind;
        row.Problems = JsonSerializer.Serialize(new[] { problem });
        row.Cells = JsonSerializer.Serialize(cells.OfType<string>());
    }
}
