namespace Stamgast.Database;

/// <summary>
/// The two tables outside EF's model, because the engines differ in them: <c>customer_key</c> (finds a customer by e-mail or group) and
/// <c>customer_search</c> (finds one by words). Both hold folded copies that Apply maintains.
/// </summary>
internal static class SearchIndex
{
    // Contentless with delete: the words exist only in the index. Words arrive folded and separated by spaces, so the tokenizer must split on nothing
    // else. detail=none: only whole words and prefixes are searched, never phrases. Beginnings of up to four letters have an index of their own,
    // since many customers have words with them ("info", "0486"); for longer ones the words are gathered. It costs 8 % of writing the words.
    public const string SqliteTables = """
        create table customer_key (
            kind integer not null, key text not null, customer_id integer not null,
            primary key (kind, key, customer_id)) without rowid;
        create virtual table customer_search using fts5(
            words, content='', contentless_delete=1, detail=none, prefix='1 2 3 4',
            tokenize="ascii tokenchars '@._+-&/'");
        """;

    public const string PostgresTables = """
        create table customer_key (
            kind smallint not null, key text collate "C" not null, customer_id bigint not null,
            primary key (kind, key, customer_id));
        create table customer_search (
            customer_id bigint primary key, words tsvector not null);
        create index ix_customer_search_words on customer_search using gin (words) with (fastupdate = off);
        """;
}
