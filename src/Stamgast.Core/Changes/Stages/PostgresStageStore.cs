using System.Data.Common;
using Npgsql;
using Stamgast.Database;
using System.Globalization;

namespace Stamgast.Changes.Stages;

/// <summary>The rows of proposals on PostgreSQL: unlogged tables, since losing a proposal means "upload again".</summary>
internal sealed class PostgresStageStore(Base owner) : StageStore(owner)
{
    private const string Key = "bigint primary key";

    private const string Named =
        "select replace(substring(tablename from '^proposal_(.*)_row$'), '_', '-') from pg_tables "
        + "where schemaname = any(current_schemas(false)) and tablename ~ '^proposal_[0-9]+(_[0-9]+)?_row$'";

    public override string Table(Stage stage, string what) => $"proposal_{stage.Name.Replace('-', '_')}_{what}";

    public override string WordsShown(RecordShape shape, string alias)
    {
        if (shape.WordTable is not { } table) return alias + ".words";
        var present = $"select array_to_string(tsvector_to_array(t.words), ' ') from {table} t where {alias}.class = {(int)RowClass.Changed} "
            + $"and t.{shape.Table}_id = {alias}.record_id";
        return $"coalesce({alias}.words, ({present}))";
    }

    public override string IndexName(string table, string what) => $"{table}_{what}";

    public override string SchemaOfIndexes => "";

    // Connections are used again; the tables must not be there then.
    public override string CreateTemporary(Stage stage) =>
        stage.Columns.CreateTables("create temporary table", stage.Rows, stage.Keys, Key, " on commit drop");

    public override int RevisionIn(DbConnection connection, Stage stage)
    {
        using var command = connection.Query("select revision from change_set where id = @id", ("id", stage.SetId));
        return Convert.ToInt32(command.ExecuteScalar() ?? 0, CultureInfo.InvariantCulture);
    }

    public override string? FileOf(string name) => null;

    public override IEnumerable<string> Present(DbConnection reader) => reader.Texts(Named);

    public override IEnumerable<string> Journals => [];

    // They end with their transaction, in which there may be several stages.
    public override void MakeRoom(WriteTransaction transaction) => transaction.Execute("drop table if exists pg_temp.stage_row, pg_temp.stage_key;");

    public override StageWriter Create(Stage stage, Action<DbConnection, string, string>? fill)
    {
        var server = Owner.OpenReader();
        return OrDispose(server, () =>
        {
            using (var create = server.Query(stage.Columns.CreateTables("create unlogged table", stage.Rows, stage.Keys, Key)))
                create.ExecuteNonQuery();
            fill?.Invoke(server, stage.Rows, "");
            return new PostgresStageWriter((NpgsqlConnection)server, stage, ownsConnection: true);
        });
    }

    public override StageWriter WriterIn(WriteTransaction transaction, Stage stage) =>
        new PostgresStageWriter((NpgsqlConnection)transaction.Connection, stage, ownsConnection: false);

    public override bool Has(DbConnection connection, string table)
    {
        using var command = connection.Query("select to_regclass(@name)::text", ("name", table));
        return command.ExecuteScalar() is string;
    }

    public override IReadOnlyList<string> ColumnsOf(Stage stage)
    {
        using var server = Owner.OpenReader();
        return server.Texts($"select attname::text from pg_attribute where attrelid = to_regclass('{stage.Rows}') and attnum > 0 and not attisdropped");
    }

    public override DbConnection OpenReader(Stage stage)
    {
        var server = Owner.OpenReader();
        if (Has(server, stage.Rows)) return server;
        server.Dispose();
        throw new RefusedException("proposal.lost", stage.SetId);
    }

    public override DbConnection OpenToAlter(Stage stage) => Owner.OpenReader();

    public override void Delete(Stage stage, TimeSpan? patience)
    {
        string[] tables = [stage.Rows, stage.Keys, stage.RowDecisions, stage.Altered, stage.Matched];
        using var server = Owner.OpenReader();
        using var drop = server.Query(
            $"set local lock_timeout = {(long)(patience?.TotalMilliseconds ?? 0)}; "
                + string.Concat(tables.Where(table => table.Length > 0).Select(table => $"drop table if exists {table}; ")));
        try { drop.ExecuteNonQuery(); }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable) { }
    }
}
