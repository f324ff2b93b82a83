namespace Stamgast.Changes.Stages;

/// <summary>Writes staged rows, one after the other, as fast as the engine takes them.</summary>
internal abstract class StageWriter(RecordShape shape) : IDisposable
{
    private readonly Payload payload = new(shape);
    private readonly Utf8Values texts = new(shape.Fields.Count);
    private readonly RecordDeriver deriver = shape.Deriver();
    private byte[] key = new byte[256];

    /// <summary>Stores a row and its keys. Its sort keys and search words are made here when it carries values.</summary>
    public void Write(StagedRow row)
    {
        BeginRow(row);
        Big(row.Line);
        Small((int)row.Class);
        Small((int)row.Operation);
        Small(0);
        Big(row.RecordId);
        Big(row.Points ? row.MergedInto ?? 0 : row.NewNumber);
        Whole(row.SeenVersion);
        Small(row.Trashed ? 1 : 0);
        Whole(row.FieldCount);
        if (row.Values is { } known)
        {
            shape.Derive(known);
            texts.Take(known);
        }
        Utf8(row.Origins.Count > 0 ? payload.ByOrigin(row.Origins.Select(o => (o.Origin, o.Changes))).Span : row.Changes is { } changes
            ? payload.Changes(changes).Span : row.Class == RowClass.New && !LeavesCreations ? payload.Creation(texts) : default);
        Text(row.Problems);
        Text(row.Cells);
        Text(row.Alike);
        if (row.Values is { } values)
        {
            var full = row.SortFull.IsEmpty ? deriver.SortFull(values) : row.SortFull.Span;
            if (deriver.SortCore(values) is { } core) Text(core);
            else Utf8(full);
            Utf8(full);
            if (row.KeepsWords || row.Class == RowClass.New && LeavesCreations) Text(default(string));
            else Text(deriver.Words(values));
            Values(texts);
        }
        else for (var i = 0; i < shape.Fields.Count + 3; i++) Text(default(string));
        if (shape.BringsCustomers)
        {
            Text(row.OtherProblems);
            Text(row.NewCustomer);
            Big(row.ChangedCustomer);
            Text(row.CustomerChanges);
        }
        EndRow();
        foreach (var change in row.Keys)
        {
            var length = Utf8Values.Append(ref key, 0, change.Key);
            WriteKey(row.Seq, change, length == 0 ? texts[row.MainKey] : key.AsSpan(0, length));
        }
    }

    /// <summary>Ends the writing; without it nothing is promised to be there.</summary>
    public abstract void Complete();

    /// <inheritdoc />
    public virtual void Dispose() => payload.Dispose();

    /// <summary>
    /// The payload and search words of a new record are not written: both are made from the values when needed (<see cref="Stage.Payload"/>,
    /// <see cref="Stage.Words"/>).
    /// </summary>
    protected virtual bool LeavesCreations => false;

    // The columns of a row come in the order of StageColumns.
    protected abstract void BeginRow(StagedRow staged);
    protected abstract void Big(long? value);
    protected abstract void Whole(int value);
    protected abstract void Small(int value);
    protected abstract void Text(string? value);
    protected abstract void Text(ReadOnlySpan<char> value);

    /// <summary>A UTF-8 text; an empty one is not a value.</summary>
    protected abstract void Utf8(ReadOnlySpan<byte> value);

    /// <summary>The values of all fields, in their order.</summary>
    protected virtual void Values(Utf8Values texts)
    {
        for (var i = 0; i < shape.Fields.Count; i++) Utf8(texts[i]);
    }

    protected abstract void EndRow();
    protected abstract void WriteKey(long seq, KeyChange change, ReadOnlySpan<byte> key);
}
