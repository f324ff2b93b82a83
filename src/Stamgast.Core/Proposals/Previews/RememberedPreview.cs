using System.Data.Common;
using System.Runtime.InteropServices;
using Stamgast.Changes.Stages;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.Proposals.Previews;

/// <summary>
/// What the rows of one preview are looked for by, in memory: a set of rows for each class and each field that changes, a bit a row, the customers that they are of, and
/// their words. Rows that are altered later are looked at again.
/// </summary>
internal sealed class RememberedPreview
{
    /// <summary>So many altered rows are looked at again one by one; of more everything is read anew.</summary>
    public const int MostToCatchUp = 20_000;

    // Nobody waits long to write while so many are read.
    private const int AtOnce = 5_000;

    private readonly Stage stage;
    private readonly Engine engine;
    private readonly int[] customers;
    private readonly Dictionary<RowClass, IdSet> classes;
    private readonly Dictionary<int, IdSet> fields = [];
    private readonly IdSet alike;
    private readonly IdSet warned;
    private readonly IdSet leftOut;
    private PreviewWords words = null!;
    private int revision;

    private RememberedPreview(Stage stage, Engine engine, int length)
    {
        (this.stage, this.engine) = (stage, engine);
        customers = new int[length];
        (alike, warned, leftOut) = (new IdSet(length), new IdSet(length), new IdSet(length));
        classes = Enum.GetValues<RowClass>().ToDictionary(kind => kind, _ => new IdSet(length));
    }

    /// <summary>Reads all rows, some at a time.</summary>
    /// <param name="connection">One of the stage.</param>
    /// <param name="highest">The number of the last row.</param>
    /// <param name="reached">Is told how many rows were read, each time before the next are; what it throws ends it.</param>
    public static RememberedPreview Read(DbConnection connection, Engine engine, Stage stage, long highest, Action<long> reached)
    {
        var length = checked((int)highest + 1);
        var preview = new RememberedPreview(stage, engine, length) { revision = AlteredRows.RevisionIn(connection, engine, stage) };
        var building = new PreviewWords.Building(length);
        for (long after = 0; after < highest;)
        {
            reached(after);
            var rows = PreviewFact.After(connection, engine, stage, after, AtOnce);
            if (rows.Count == 0) break;
            foreach (var row in rows)
            {
                preview.Take(row);
                building.Add(row.Seq, row.Words);
            }
            after = rows[^1].Seq;
        }
        preview.words = building.ToWords();
        return preview;
    }

    /// <summary>Looks again at rows that were altered since; false when they are so many that it is better read anew.</summary>
    public bool CatchUp(DbConnection connection)
    {
        var now = AlteredRows.RevisionIn(connection, engine, stage);
        if (now == revision) return true;
        var altered = AlteredRows.Since(connection, engine, stage, revision, MostToCatchUp);
        if (altered.Count > MostToCatchUp) return false;
        foreach (int seq in altered) Forget(seq);
        var rows = new List<PreviewFact>(altered.Count);
        foreach (var some in altered.Chunk(AtOnce)) rows.AddRange(PreviewFact.Of(connection, engine, stage, some));
        foreach (var row in rows) Take(row);
        words = words.With([.. rows.Select(row => (row.Seq, row.Words))], customers.Length);
        revision = now;
        return true;
    }

    public PreviewWords Words => words;

    /// <summary>The rows that cannot be found by words of their own, since they leave their customers as these are.</summary>
    public IdSet Unchanged => classes[RowClass.Unchanged];

    /// <summary>The rows of a question, whatever its words; a set that may be altered.</summary>
    public IdSet Chosen(PreviewQuery query)
    {
        var chosen = words.None();
        if (query.Field is { } field)
        {
            if (fields.TryGetValue(field.Ordinal, out var changing)) chosen.Add(changing);
        }
        else if (query.Filter == PreviewFilter.PossibleDuplicates) chosen.Add(alike);
        else if (query.Filter == PreviewFilter.Warned) chosen.Add(warned);
        else if (query.Filter == PreviewFilter.LeftOut) chosen.Add(leftOut);
        else foreach (var kind in PreviewSelect.ClassesOf(query.Filter)) chosen.Add(classes[kind]);
        return chosen;
    }

    /// <summary>Adds the rows of one customer to a set.</summary>
    public void AddRowsOf(long customer, IdSet rows)
    {
        if (customer is <= 0 or > int.MaxValue) return;
        for (var from = 0; customers.AsSpan(from).IndexOf((int)customer) is var at and >= 0; from += at + 1) rows.Add(from + at);
    }

    /// <summary>Adds the unchanged rows of any of these customers to a set.</summary>
    public void AddUnchangedOf(IdSet those, IdSet rows)
    {
        foreach (var seq in Unchanged)
            if (those.Has(customers[seq])) rows.Add((int)seq);
    }

    private void Take(PreviewFact row)
    {
        customers[row.Seq] = row.CustomerId;
        classes[row.Class].Add(row.Seq);
        if (row.IsAlike) alike.Add(row.Seq);
        if (row.IsWarned) warned.Add(row.Seq);
        if (row.IsLeftOut) leftOut.Add(row.Seq);
        foreach (var field in row.Fields)
        {
            ref var changing = ref CollectionsMarshal.GetValueRefOrAddDefault(fields, field, out _);
            (changing ??= new IdSet(customers.Length)).Add(row.Seq);
        }
    }

    private void Forget(int seq)
    {
        customers[seq] = 0;
        foreach (var rows in classes.Values.Concat(fields.Values).Concat([alike, warned, leftOut])) rows.Remove(seq);
    }
}
