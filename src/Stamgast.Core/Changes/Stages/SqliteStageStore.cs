using System.Data.Common;
using Microsoft.Data.Sqlite;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using System.Globalization;

namespace Stamgast.Changes.Stages;

/// <summary>
/// The rows of proposals on SQLite: a file each in the data folder, attached when it is applied, without a journal, since losing a proposal means
/// "upload again".
/// </summary>
internal sealed class SqliteStageStore(Base owner) : StageStore(owner)
{
    private const string Key = "integer primary key";

    public override string Table(Stage stage, string what) => Stage.Schema + "." + (what is "row" or "key" ? "stage_" + what : what);

    /// <summary>The search words of a row's record; for a new row they may have to be made from its values.</summary>
    public static string WordsOf(RecordShape shape, string alias) => !shape.IsMadeBySqlite ? alias + ".words"
        : $"coalesce({alias}.words, case when {alias}.new_no is not null then {Made(alias)} end)";

    public override string Payload(RecordShape shape, string alias) => !shape.IsMadeBySqlite ? alias + ".payload"
        : $"coalesce({alias}.payload, case when {alias}.new_no is not null then {SqliteFunctions.CreationPayload}({Of(shape.Fields, alias)}) end)";

    public override string Words(RecordShape shape, string alias) => WordsOf(shape, alias);

    public override string WordsShown(RecordShape shape, string alias) => shape.WordTable is null || !shape.IsMadeBySqlite ? alias + ".words"
        : $"coalesce({alias}.words, case when {alias}.sort_full is not null then {Made(alias)} end)";

    public override string IndexName(string table, string what) => "stage_" + what;

    public override string SchemaOfIndexes => Stage.Schema + ".";

    public override string CreateTemporary(Stage stage) => stage.Columns.CreateTables("create temporary table", stage.Rows, stage.Keys, Key);

    public override int RevisionIn(DbConnection connection, Stage stage)
    {
        using var command = connection.Query($"pragma {Stage.Schema}.user_version");
        return Convert.ToInt32(command.ExecuteScalar() ?? 0, CultureInfo.InvariantCulture);
    }

    public override string? FileOf(string name) => Path.Combine(Owner.Location.ProposalFolder, $"{name}.db");

    public override IEnumerable<string> Present(DbConnection reader) =>
        Directory.EnumerateFiles(Owner.Location.ProposalFolder, "*.db").Select(file => Path.GetFileNameWithoutExtension(file));

    public override IEnumerable<string> Journals => Directory.EnumerateFiles(Owner.Location.ProposalFolder, "*.db-journal");

    public override void MakeRoom(WriteTransaction transaction) =>
        transaction.Execute("drop table if exists temp.stage_row; drop table if exists temp.stage_key;");

    public override StageWriter Create(Stage stage, Action<DbConnection, string, string>? fill)
    {
        // As a URI, so that the base can be attached read-only.
        var uri = new Uri(stage.File!).AbsoluteUri;
        var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = uri, Pooling = false }.ConnectionString);
        return OrDispose(file, () => CreateFile(stage, file, fill));
    }

    public override StageWriter WriterIn(WriteTransaction transaction, Stage stage) =>
        new SqliteStageWriter((SqliteConnection)transaction.Connection, stage, stage.Rows, stage.Keys, ownsConnection: false);

    public override bool Has(DbConnection connection, string table)
    {
        using var command = connection.Query($"select name from {Stage.Schema}.sqlite_master where name = @name", ("name", table[(Stage.Schema.Length + 1)..]));
        return command.ExecuteScalar() is string;
    }

    public override IReadOnlyList<string> ColumnsOf(Stage stage)
    {
        if (!File.Exists(stage.File)) return [];
        using var file = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = stage.File, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        file.Open();
        return file.Texts("select name from pragma_table_info('stage_row')");
    }

    public override DbConnection OpenReader(Stage stage)
    {
        if (!File.Exists(stage.File)) throw new RefusedException("proposal.lost", stage.SetId);
        var reader = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Owner.Location.FilePath, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        reader.Open();
        SqliteFunctions.AddTo(reader);
        using var attach = reader.Query($"attach database @file as {Stage.Schema}", ("file", stage.File));
        attach.ExecuteNonQuery();
        return reader;
    }

    public override DbConnection OpenToAlter(Stage stage)
    {
        if (!File.Exists(stage.File)) throw new RefusedException("proposal.lost", stage.SetId);
        // Attached without a main file: if the file were also the main database, a transaction would wait for its own lock on it.
        var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = ":memory:", Pooling = false }.ConnectionString);
        file.Open();
        SqliteFunctions.AddTo(file);
        using var attach = file.Query($"{Sql.Overwriting} attach database @file as {Stage.Schema}", ("file", stage.File));
        attach.ExecuteNonQuery();
        return file;
    }

    public override void Delete(Stage stage, TimeSpan? patience)
    {
        if (stage.File is not { } file) return;
        File.Delete(file);
        File.Delete(file + "-journal");
    }

    private StageWriter CreateFile(Stage stage, SqliteConnection file, Action<DbConnection, string, string>? fill)
    {
        file.Open();
        var tables = stage.Columns.CreateTables("create table", "stage_row", "stage_key", Key);
        using (var create = file.Query("pragma page_size = 16384;" + StageColumns.SqliteLoading + tables)) create.ExecuteNonQuery();
        if (fill is null && stage.Shape.IsMadeBySqlite)
        {
            // All rows are new to the file, so its indexes need not wait for them.
            using (var index = file.Query(StageColumns.SqliteIndexes)) index.ExecuteNonQuery();
            var roots = Roots(file);
            file.Dispose();
            return new SqliteFileStageWriter(stage.File!, stage.Shape, roots);
        }
        if (fill is not null)
        {
            // Read-only: the base has one writer, and this is not it.
            var readOnly = new Uri(Owner.Location.FilePath).AbsoluteUri + "?mode=ro";
            using (var attach = file.Query("attach database @file as base", ("file", readOnly))) attach.ExecuteNonQuery();
            fill(file, "stage_row", "base.");
            using (var detach = file.Query("detach database base")) detach.ExecuteNonQuery();
        }
        return new SqliteStageWriter(file, stage, "stage_row", "stage_key", ownsConnection: true);
    }

    private static string Made(string alias) => $"{SqliteFunctions.SearchWords}({Of(CustomerSearch.Fields, alias)})";

    private static string Of(IEnumerable<RecordField> fields, string alias) => string.Join(", ", fields.Select(f => $"{alias}.{f.Name}"));

    private static Dictionary<string, uint> Roots(SqliteConnection file)
    {
        using var command = file.Query("select name, rootpage from sqlite_schema where rootpage > 0");
        using var reader = command.ExecuteReader();
        var roots = new Dictionary<string, uint>();
        while (reader.Read()) roots.Add(reader.GetString(0), (uint)reader.GetInt64(1));
        return roots;
    }
}
