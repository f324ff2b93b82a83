using Stamgast.Customers;

namespace Stamgast.Changes;

/// <summary>Writes staged rows, one after the other, as fast as the engine takes them.</summary>
internal abstract class StageWriter : IDisposable
{
    private readonly Payload payload = new();

    /// <summary>Stores a row and its keys. Its sort keys and search words are made here when it carries values.</summary>
    public void Write(StagedRow row)
    {
        BeginRow(row);
        Big(row.Line);
        Small((int)row.Class);
        Small((int)row.Operation);
        Small(0);
        Big(row.RecordId);
        Big(row.NewNumber);
        Whole(row.BaseVersion);
        Small(row.Trashed ? 1 : 0);
        Whole(row.FieldCount);
        Utf8(row.Changes is { } changes ? payload.Changes(changes).Span : row.Class == RowClass.New ? payload.Creation(row.Values!).Span : default);
        Text(row.Problems);
        Text(row.Cells);
        Text(row.Alike);
        if (row.Values is { } values)
        {
            var (core, full) = SortKeys.Both(values);
            Text(core);
            Text(full);
            Text(row.KeepsWords ? null : SearchWords.Of(values));
            for (var i = 0; i < CustomerFields.Count; i++) Text(values[i]);
        }
        else for (var i = 0; i < CustomerFields.Count + 3; i++) Text(null);
        EndRow();
        foreach (var change in row.Keys) WriteKey(row.Seq, change);
    }

    /// <summary>Ends the writing; without it nothing is promised to be there.</summary>
    public abstract void Complete();

    /// <inheritdoc />
    public virtual void Dispose() => payload.Dispose();

    // The columns of a row come in the order of StageColumns.
    protected abstract void BeginRow(StagedRow staged);
    protected abstract void Big(long? value);
    protected abstract void Whole(int value);
    protected abstract void Small(int value);
    protected abstract void Text(string? value);

    /// <summary>A text that is UTF-8 already; an empty one is no value.</summary>
    protected abstract void Utf8(ReadOnlySpan<byte> value);
    protected abstract void EndRow();
    protected abstract void WriteKey(long seq, KeyChange change);
}
