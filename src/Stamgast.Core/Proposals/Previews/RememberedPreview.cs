using System.Data.Common;
using System.Runtime.InteropServices;
using Stamgast.Changes.Stages;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.Proposals.Previews;

/// <summary>
/// The properties by which the rows of one preview are found, in memory: a set of rows for each class and each changed field, a bit a row, the
/// customers of the rows, and their words. Rows altered later are read again.
/// </summary>
internal sealed class RememberedPreview
{
    /// <summary>Up to this many altered rows are read again one by one; with more, everything is read anew.</summary>
    public const int MostToCatchUp = 20_000;

    // Nobody waits long to write while this many are read.
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
    /// <param name="reached">Receives the number of rows read, before the next are; its exceptions end the reading.</param>
    public static RememberedPreview Read(DbConnection connection, Engine engine, Stage stage, long highest, Action<long> reached)
    {
        var length = checked((int)highest + 1);
        var preview = new RememberedPreview(stage, engine, length) { revision = stage.RevisionIn(connection) };
        var building = new PreviewWords.Building(length);
        for (long after = 0; after < highest;)
        {
            reached(after);
            var rows = PreviewFact.After(connection, stage, after, AtOnce);
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

    /// <summary>Reads altered rows again; false when there are so many that everything should be read anew.</summary>
    public bool CatchUp(DbConnection connection)
    {
        var now = stage.RevisionIn(connection);
        if (now == revision) return true;
        var altered = AlteredRows.Since(connection, stage, revision, MostToCatchUp);
        if (altered.Count > MostToCatchUp) return false;
        foreach (int seq in altered) Forget(seq);
        var rows = new List<PreviewFact>(altered.Count);
        foreach (var some in altered.Chunk(AtOnce)) rows.AddRange(PreviewFact.Of(connection, stage, some));
        foreach (var row in rows) Take(row);
        words = words.With([.. rows.Select(row => (row.Seq, row.Words))], customers.Length);
        revision = now;
        return true;
    }

    public PreviewWords Words => words;

    /// <summary>The rows without words of their own, because they leave their customers as they are.</summary>
    public IdSet Unchanged => classes[RowClass.Unchanged];

    /// <summary>The rows of a query, whatever its words; the set may be modified.</summary>
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
