using System.Text;
using Npgsql;
using NpgsqlTypes;
using Stamgast.Database;

namespace Stamgast.Changes.Stages;

/// <summary>Writes staged rows into PostgreSQL by binary COPY. The keys wait in memory in portions, since one connection copies into one table at a
/// time.</summary>
internal sealed class PostgresStageWriter : StageWriter
{
    private const int PortionOfKeys = 20_000;

    private readonly NpgsqlConnection connection;
    private readonly Stage stage;
    private readonly bool ownsConnection;
    private readonly List<(long Seq, KeyChange Change)> keys = [];
    private NpgsqlBinaryImporter? rows;

    public PostgresStageWriter(NpgsqlConnection connection, Stage stage, bool ownsConnection) : base(stage.Shape)
    {
        this.connection = connection;
        this.stage = stage;
        this.ownsConnection = ownsConnection;
    }

    public override void Complete()
    {
        Flush();
        if (!ownsConnection) return;
        using var index = connection.Query(
            $"create index on {stage.Rows}(class, seq); create index on {stage.Rows}(record_id) where record_id is not null; create index on "
            + $"{stage.Keys}(seq); analyze {stage.Rows}; analyze {stage.Keys};");
        index.ExecuteNonQuery();
    }

    public override void Dispose()
    {
        base.Dispose();
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

    protected override void BeginRow(StagedRow staged)
    {
        rows ??= connection.BeginBinaryImport($"copy {stage.Rows}({string.Join(',', stage.Columns.Names)}) from stdin (format binary)");
        rows.StartRow();
        rows.Write(staged.Seq, NpgsqlDbType.Bigint);
    }

    protected override void Big(long? value)
    {
        if (value is { } number) rows!.Write(number, NpgsqlDbType.Bigint);
        else rows!.WriteNull();
    }

    protected override void Whole(int value) => rows!.Write(value, NpgsqlDbType.Integer);

    protected override void Small(int value) => rows!.Write((short)value, NpgsqlDbType.Smallint);

    protected override void Text(string? value)
    {
        if (value is null) rows!.WriteNull();
        else rows!.Write(value, NpgsqlDbType.Text);
    }

    protected override void Text(ReadOnlySpan<char> value) => Text(value.ToString());

    protected override void Utf8(ReadOnlySpan<byte> value) => Text(value.Length > 0 ? Encoding.UTF8.GetString(value) : null);

    protected override void EndRow()
    {
        if (keys.Count >= PortionOfKeys) Flush();
    }

    protected override void WriteKey(long seq, KeyChange change, ReadOnlySpan<byte> utf8) =>
        keys.Add((seq, change.Key.Length == 0 ? change with { Key = Encoding.UTF8.GetString(utf8) } : change));
}
