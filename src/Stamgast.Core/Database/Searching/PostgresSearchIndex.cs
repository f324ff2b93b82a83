using System.Data.Common;

namespace Stamgast.Database.Searching;

/// <summary>The index of words on PostgreSQL: a tsvector with a GIN index or, for frequent words, through the table in the order of the IDs.</summary>
internal sealed class PostgresSearchIndex : SearchIndex
{
    /// <summary>The statements that make both tables.</summary>
    public const string Tables = """
        create table customer_key (
            kind smallint not null, key text collate "C" not null, customer_id bigint not null,
            primary key (kind, key, customer_id));
        create table customer_search (
            customer_id bigint primary key, words tsvector not null);
        create index ix_customer_search_words on customer_search using gin (words) with (fastupdate = off);
        """;

    // A customer without any word has this one: none would be an error.
    private const string Nothing = "-";

    public static readonly PostgresSearchIndex Instance = new();

    private PostgresSearchIndex() { }

    public override string Present => "customer_search";

    public override string IdColumn => "customer_search.customer_id";

    public override string EachWord => "select customer_id, word from customer_search cross join unnest(tsvector_to_array(words)) word";

    public override IReadOnlyList<string> OfNone => [Nothing];

    public override bool KeepsReplacedWords => false;

    /// <summary>A text of words as the value of the column.</summary>
    public static string Vector(string words) => $"array_to_tsvector(string_to_array(coalesce(nullif({words}, ''), '{Nothing}'), ' '))";

    public override string Ids(string parameter) => $"select customer_id as id from customer_search where words @@ @{parameter}::tsquery";

    public override string Match(IReadOnlyList<IReadOnlyList<string>> terms, bool whole) => string.Join(" & ", terms.Select(alternatives =>
        "(" + string.Join(" | ", alternatives.Select(t => "'" + t.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)
            + (whole ? "'" : "':*"))) + ")"));

    public override string ButNot(string found, string not) => $"({found}) & !({not})";

    public override void PreferIndex(DbConnection connection)
    {
        using var command = connection.Query("set local enable_seqscan = off; set local enable_indexscan = off");
        command.ExecuteNonQuery();
    }

    public override string Add(string table, string records, string id, string words, string rows) =>
        $"insert into {table}({records}_id, words) select {id}, {Vector(words)} from {rows}";

    public override string Replace(string table, string records, string rows) =>
        $"update {table} set words = {Vector("s.words")} from {rows} and s.record_id = {records}_id";
}
