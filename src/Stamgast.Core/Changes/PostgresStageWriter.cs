using System.Text;
using Npgsql;
using NpgsqlTypes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Changes;

/// <summary>Writes staged rows into PostgreSQL by binary COPY. The keys wait in memory in portions, since one connection copies into one table at a time.</summary>
internal sealed class PostgresStageWriter : StageWriter
{
    private const int PortionOfKeys = 20_000;

    private readonly NpgsqlConnection connection;
    private readonly Stage stage;
    private readonly bool ownsConnection;
    private readonly List<(long Seq, KeyChange Change)> keys = [];
    private NpgsqlBinaryImporter? rows;

    public PostgresStageWriter(NpgsqlConnection connection, Stage stage, bool ownsConnection)
    {
        this.connection = connection;
        this.stage = stage;
        this.ownsConnection = ownsConnection;
    }

    public override void Write(StagedRow staged)
    {
        rows ??= connection.BeginBinaryImport($"copy {stage.Rows}({string.Join(',', StageColumns.Names)}) from stdin (format binary)");
        var (core, full, words) = Derived(staged.Values);
        rows.StartRow();
        rows.Write(staged.Seq, NpgsqlDbType.Bigint);
        Number(rows, staged.Line);
        rows.Write((short)staged.Class, NpgsqlDbType.Smallint);
        rows.Write((short)staged.Operation, NpgsqlDbType.Smallint);
        rows.Write((short)0, NpgsqlDbType.Smallint);
        Number(rows, staged.RecordId);
        Number(rows, staged.NewNumber);
        rows.Write(staged.BaseVersion, NpgsqlDbType.Integer);
        rows.Write((short)(staged.Trashed ? 1 : 0), NpgsqlDbType.Smallint);
        rows.Write(staged.FieldCount, NpgsqlDbType.Integer);
        Text(rows, staged.Payload.Length > 0 ? Encoding.UTF8.GetString(staged.Payload.Span) : null);
        Text(rows, staged.Problems);
        Text(rows, staged.Cells);
        Text(rows, staged.Alike);
        Text(rows, core);
        Text(rows, full);
        Text(rows, words);
        for (var i = 0; i < CustomerFields.Count; i++) Text(rows, staged.Values?[i]);
        foreach (var change in staged.Keys) keys.Add((staged.Seq, change));
        if (keys.Count >= PortionOfKeys) Flush();
    }

    public override void Complete()
    {
        Flush();
        if (!ownsConnection) return;
        using var index = connection.Query($"create index on {stage.Rows}(class, seq); create index on {stage.Rows}(record_id) where record_id is not null; create index on {stage.Keys}(seq); analyze {stage.Rows}; analyze {stage.Keys};");
        index.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        rows?.Dispose();
        rows = null;
        if (ownsConnection) connection.Dispose();
    }

    private void Flush()
    {
        if (rows is not null)
        {
            rows.Complete();
            rows.Dispose();
            rows = null;
        }
        if (keys.Count == 0) return;
        using var copy = connection.BeginBinaryImport($"copy {stage.Keys}(seq, kind, key, added) from stdin (format binary)");
        foreach (var (seq, change) in keys)
        {
            copy.StartRow();
            copy.Write(seq, NpgsqlDbType.Bigint);
            copy.Write((short)change.Kind, NpgsqlDbType.Smallint);
            copy.Write(change.Key, NpgsqlDbType.Text);
            copy.Write((short)(change.Added ? 1 : 0), NpgsqlDbType.Smallint);
        }
        copy.Complete();
        keys.Clear();
    }

    private static void Number(NpgsqlBinaryImporter copy, long? value)
    {
        if (value is { } number) copy.Write(number, NpgsqlDbType.Bigint);
        else copy.WriteNull();
    }

    private static void Text(NpgsqlBinaryImporter copy, string? value)
    {
        if (value is null) copy.WriteNull();
        else copy.Write(value, NpgsqlDbType.Text);
    }
}
