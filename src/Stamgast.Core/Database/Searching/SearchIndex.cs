using System.Data.Common;

namespace Stamgast.Database.Searching;

/// <summary>
/// The two tables outside EF's model, because the engines differ in them: <c>customer_key</c> (finds a customer by e-mail or group) and
/// <c>customer_search</c> (finds one by words). Both hold folded copies that the writer of records maintains. Words arrive folded and separated by spaces.
/// </summary>
internal abstract class SearchIndex
{
    /// <summary>The index of an engine.</summary>
    public static SearchIndex Of(Engine engine) => engine == Engine.Sqlite ? SqliteSearchIndex.Instance : PostgresSearchIndex.Instance;

    /// <summary>A table with a row for each customer that has words.</summary>
    public abstract string Present { get; }

    /// <summary>The column of the ID of a customer.</summary>
    public abstract string IdColumn { get; }

    /// <summary>A select of the ID of each customer and each of its words.</summary>
    public abstract string EachWord { get; }

    /// <summary>The words of a customer without any.</summary>
    public abstract IReadOnlyList<string> OfNone { get; }

    /// <summary>True when words that were replaced stay in the index until it is tidied up.</summary>
    public abstract bool KeepsReplacedWords { get; }

    /// <summary>A select of the IDs (column <c>id</c>) for the query in a parameter; further conditions can be appended.</summary>
    public abstract string Ids(string parameter);

    /// <summary>The query for customers that have, of each term, one of its alternatives.</summary>
    /// <param name="whole">True for whole words, false for beginnings.</param>
    public abstract string Match(IReadOnlyList<IReadOnlyList<string>> terms, bool whole);

    /// <summary>The query for customers that one query finds and another does not.</summary>
    public abstract string ButNot(string found, string not);

    /// <summary>
    /// Lets the statements of this transaction reach rows only through indexes: for hundreds of beginnings at once PostgreSQL would rather check each
    /// customer, which takes a minute.
    /// </summary>
    public virtual void PreferIndex(DbConnection connection) { }

    /// <summary>The statement that adds the words of new records.</summary>
    /// <param name="table">The table of words.</param>
    /// <param name="records">The table of the records.</param>
    /// <param name="id">The ID of a record, from the rows.</param>
    /// <param name="words">Its words, from the rows.</param>
    /// <param name="rows">The rows (alias s) with their condition.</param>
    public abstract string Add(string table, string records, string id, string words, string rows);

    /// <summary>The statement that replaces the words of records that have some: <c>words</c> and <c>record_id</c> of the rows.</summary>
    /// <inheritdoc cref="Add" />
    public abstract string Replace(string table, string records, string rows);
}
