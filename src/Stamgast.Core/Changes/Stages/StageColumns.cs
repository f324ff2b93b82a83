using System.Collections.Concurrent;

namespace Stamgast.Changes.Stages;

/// <summary>The columns of the staging tables of one kind: the properties of a row, and each field as its canonical text.</summary>
internal sealed class StageColumns
{
    /// <summary>The columns before the fields, with their types.</summary>
    private static readonly (string Name, string Type)[] Fixed =
    [
        ("seq", "bigint"), ("line", "bigint"), ("class", "smallint"), ("operation", "smallint"), ("left_out", "smallint"),
        // base_version is StagedRow.SeenVersion; proposals that wait since an earlier version have this name.
        ("record_id", "bigint"), ("new_no", "bigint"), ("base_version", "integer"), ("trashed", "smallint"), ("field_count", "integer"),
        ("payload", "text"), ("problems", "text"), ("cells", "text"), ("alike", "text"),
        ("sort_core", "text"), ("sort_full", "text"), ("words", "text"),
    ];

    /// <summary>The columns after the fields, of kinds whose files bring customers along (<see cref="RecordShape.BringsCustomers"/>).</summary>
    private static readonly (string Name, string Type)[] Along =
    [
        ("along_problems", "text"), ("along_new", "text"), ("along_customer", "bigint"), ("along_changes", "text"),
    ];

    private static readonly ConcurrentDictionary<RecordShape, StageColumns> Known = [];

    private readonly RecordShape shape;

    private StageColumns(RecordShape shape)
    {
        this.shape = shape;
        Names = [.. Fixed.Select(c => c.Name), .. shape.Fields.Select(f => f.Name), .. AlongOf(shape).Select(c => c.Name)];
        Fields = string.Join(", ", shape.Fields.Select(f => f.Name));
    }

    /// <summary>All columns, in order.</summary>
    public string[] Names { get; }

    /// <summary>Only the fields, for statements: <c>type, number, ...</c></summary>
    public string Fields { get; }

    /// <summary>The columns of the proposals of a kind.</summary>
    public static StageColumns Of(RecordShape shape) => Known.GetOrAdd(shape, s => new StageColumns(s));

    /// <summary>SQLite: how the file of a proposal is written while nobody else can open it.</summary>
    public const string SqliteLoading =
        "pragma journal_mode = off; pragma synchronous = off; pragma main.locking_mode = exclusive; pragma cache_size = -32768;";

    /// <summary>SQLite: the index that finds the row of a customer.</summary>
    public const string SqliteRecordIndex = "create index stage_row_record on stage_row(record_id) where record_id is not null;";

    /// <summary>SQLite: the indexes of the staging tables.</summary>
    public const string SqliteIndexes =
        "create index stage_row_class on stage_row(class); create index stage_row_out on stage_row(class) where left_out = 1; create index stage_key_seq on "
        + "stage_key(seq);" + SqliteRecordIndex;

    /// <summary>The statements that make both tables.</summary>
    /// <param name="create">How to create: "create table", "create unlogged table", "create temporary table".</param>
    /// <param name="key">The type of the key.</param>
    /// <param name="end">The end of each statement.</param>
    public string CreateTables(string create, string rows, string keys, string key, string end = "")
    {
        var columns = Fixed.Skip(1).Select(c => c.Name + " " + c.Type).Concat(shape.Fields.Select(f => f.Name + " text"))
            .Concat(AlongOf(shape).Select(c => c.Name + " " + c.Type));
        return $"{create} {rows}(seq {key}, {string.Join(", ", columns)}){end}; {create} {keys}(seq bigint, kind smallint, key text, added smallint){end};";
    }

    private static (string Name, string Type)[] AlongOf(RecordShape shape) => shape.BringsCustomers ? Along : [];
}
