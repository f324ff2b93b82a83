namespace Stamgast.Database.Searching;

/// <summary>The index of words on SQLite: FTS5 with its prefix index, without ranking.</summary>
internal sealed class SqliteSearchIndex : SearchIndex
{
    // Contentless with delete: the words exist only in the index. Words arrive folded and separated by spaces, so the tokenizer must split on nothing
    // else. detail=none: only whole words and prefixes are searched, never phrases. Beginnings of up to four letters have an index of their own,
    // since many customers have words with them ("info", "0486"); for longer ones the words are gathered. It costs 8 % of writing the words.
    /// <summary>The statements that make both tables.</summary>
    public const string Tables = """
        create table customer_key (
            kind integer not null, key text not null, customer_id integer not null,
            primary key (kind, key, customer_id)) without rowid;
        create virtual table customer_search using fts5(
            words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4',
            tokenize="ascii tokenchars '@._+-&/'");
        """;

    public static readonly SqliteSearchIndex Instance = new();

    private SqliteSearchIndex() { }

    public override string Present => "customer_search_docsize";

    public override string IdColumn => "customer_search.rowid";

    // The words exist only in the index itself; this table shows its entries.
    public override string EachWord => """
        create virtual table if not exists temp.customer_words using fts5vocab(main, customer_search, instance);
        select doc, term from temp.customer_words
        """;

    public override IReadOnlyList<string> OfNone => [];

    public override bool KeepsReplacedWords => true;

    public override string Ids(string parameter) => $"select rowid as id from customer_search where customer_search match @{parameter}";

    // Terms hold letters, digits and marks only; quoted they are never read as operators.
    public override string Match(IReadOnlyList<IReadOnlyList<string>> terms, bool whole) => string.Join(" AND ", terms.Select(alternatives =>
        "(" + string.Join(" OR ", alternatives.Select(t => "\"" + t.Replace("\"", "\"\"", StringComparison.Ordinal) + (whole ? "\"" : "\"*"))) + ")"));

    public override string ButNot(string found, string not) => $"({found}) NOT ({not})";

    public override string Add(string table, string records, string id, string words, string rows) =>
        $"insert into {table}(rowid, words) select {id}, {words} from {rows} order by s.seq";

    public override string Replace(string table, string records, string rows) =>
        $"insert or replace into {table}(rowid, words) select s.record_id, s.words from {rows} order by s.seq";
}
