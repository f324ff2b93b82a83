using System.Data.Common;
using System.Text.Json;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Proposals.Previews;

/// <summary>A property by which rows of a preview are found.</summary>
/// <param name="Words">The words of its customer after the import, and, of a row that cannot be imported, of its cells.</param>
/// <param name="Fields">The fields that it changes, by ordinal.</param>
internal sealed record PreviewFact(int Seq, RowClass Class, int CustomerId, bool IsAlike, bool IsWarned, bool IsLeftOut, string Words,
    IReadOnlyList<int> Fields)
{
    /// <summary>The next rows after one, in the order of the file.</summary>
    public static List<PreviewFact> After(DbConnection connection, Stage stage, long after, int most) =>
        Read(connection.Query($"select {Columns(stage)} from {stage.Rows} s where s.seq > @after order by s.seq limit @most", ("after", after),
            ("most", most)));

    /// <summary>Some rows, in file order; missing ones are left out.</summary>
    public static List<PreviewFact> Of(DbConnection connection, Stage stage, IReadOnlyCollection<long> seqs) => seqs.Count == 0 ? []
        : Read(connection.Query($"select {Columns(stage)} from {stage.Rows} s where s.seq in {Sql.InList(seqs)} order by s.seq"));

    /// <summary>True when it has a word that begins with each of the terms.</summary>
    public bool Has(IReadOnlyList<string> terms)
    {
        var all = " " + Words;
        return terms.All(term => all.Contains(" " + term, StringComparison.Ordinal));
    }

    /// <summary>The same with at most one typing error in each term that is long enough.</summary>
    public bool HasWithError(IReadOnlyList<string> terms)
    {
        var all = $" {Words} ";
        return CustomerSearch.Alternatives(terms) is { } alternatives && terms.Zip(alternatives).All(term =>
            term.Second.Count > 1 ? TypingErrors.HasBeginning(all, term.First) : all.Contains(" " + term.First, StringComparison.Ordinal));
    }

    private static string Columns(Stage stage) => $"""
        s.seq, s.class, coalesce(s.record_id, 0), case when s.alike is null then 0 else 1 end, case when s.problems is null then 0 else 1 end,
        {stage.WordsShown("s")},
        case when s.class in ({(int)RowClass.Error}, {(int)RowClass.Conflict}) then s.cells end, case when s.class = {(int)RowClass.Changed} then s.payload end, s.left_out
        """;

    private static List<PreviewFact> Read(DbCommand command)
    {
        using (command)
        using (var reader = command.ExecuteReader())
        {
            var facts = new List<PreviewFact>();
            while (reader.Read()) facts.Add(At(reader));
            return facts;
        }
    }

    private static PreviewFact At(DbDataReader reader)
    {
        var kind = (RowClass)reader.GetInt32(1);
        var words = reader.TextOrNull(5) ?? "";
        if (reader.TextOrNull(6) is { } cells) words = $"{words} {SearchWords.OfTexts(JsonSerializer.Deserialize<string[]>(cells)!)}".Trim();
        return new PreviewFact(reader.GetInt32(0), kind, checked((int)reader.GetInt64(2)), reader.GetInt32(3) == 1,
            reader.GetInt32(4) == 1 && kind is RowClass.New or RowClass.Changed, reader.GetInt32(8) == 1, words,
            reader.TextOrNull(7) is { } payload ? [.. Payload.Read(CustomerShape.Instance, payload, creation: false).Select(change => change.Field)
            .Where(field => field >= 0)] : []);
    }
}
