using System.Data.Common;
using System.Globalization;
using Stamgast.Changes.Stages;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Searching;
using Stamgast.Database;

namespace Stamgast.Proposals.Previews;

/// <summary>
/// Finds the rows of a remembered preview: those that have all words as typed or, if no row has, with one typing error a word. Unchanged rows carry
/// no words: they are found by those of their customers. Used by one thread at a time.
/// </summary>
internal sealed class PreviewSearch(Base customers, ListMemory? list, Stage stage, DbConnection connection, RememberedPreview preview)
{
    // It takes some 30 ms to look at the words of so many rows.
    private const int MostChecked = 2_000;

    public PreviewFound Find(PreviewQuery query)
    {
        var chosen = preview.Chosen(query);
        var terms = query.Text is { } text ? CustomerSearch.Terms(text) : [];
        // A text without letters and digits is not a word.
        if (terms.Count == 0) return new PreviewFound(chosen, null);
        var asksCustomers = query is { Field: null, Filter: PreviewFilter.All or PreviewFilter.Unchanged or PreviewFilter.LeftOut }
            && !preview.Unchanged.IsEmpty;
        using var reader = asksCustomers ? customers.OpenReader() : null;
        using var moment = reader is null ? null : new Moment(reader, customers.Engine);
        var question = reader is null ? null : new CustomerWords(reader, customers.Engine, list?.Read(reader)?.Words);

        var found = AsTyped(terms, question);
        Func<PreviewFact, bool> has = row => row.Has(terms);
        var isSure = IsSure(terms, found);
        if (found.IsEmpty)
        {
            (found, has) = (WithError(terms, question), row => row.HasWithError(terms));
            isSure = IsSure(terms, found);
        }
        found.KeepOnly(chosen);
        return new PreviewFound(found, isSure ? null : has);
    }

    private IdSet AsTyped(IReadOnlyList<string> terms, CustomerWords? question)
    {
        var found = WithWords(terms, question);
        foreach (var term in terms)
        {
            if (!long.TryParse(term, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            var theirs = preview.Words.None();
            preview.AddRowsOf(id, theirs);
            // A row is of one customer: the other terms, also numbers, are words of it.
            var others = terms.Where(t => t != term).ToList();
            if (others.Count > 0 && !theirs.IsEmpty) theirs.KeepOnly(WithWords(others, question));
            found.Add(theirs);
        }
        return found;
    }

    private IdSet WithWords(IReadOnlyList<string> terms, CustomerWords? question)
    {
        var found = Checked(preview.Words.All(terms), terms, row => row.Has(terms));
        if (question is not null) preview.AddUnchangedOf(question.All(terms), found);
        return found;
    }

    private IdSet WithError(IReadOnlyList<string> terms, CustomerWords? question)
    {
        var found = Checked(preview.Words.WithError(terms), terms, row => row.HasWithError(terms));
        if (question is not null) preview.AddUnchangedOf(question.WithError(terms), found);
        return found;
    }

    // Parts of a long term may belong to two words of a row. With many rows this is accepted, as long as the parts are whole.
    private static bool IsSure(IReadOnlyList<string> terms, IdSet found) => PreviewWords.IsExact(terms) || found.Count <= MostChecked;

    private IdSet Checked(IdSet rows, IReadOnlyList<string> terms, Func<PreviewFact, bool> has)
    {
        if (terms.All(WordMemory.Knows) || rows.Count > MostChecked) return rows;
        var kept = preview.Words.None();
        foreach (var row in PreviewFact.Of(connection, stage, [.. rows.After(0)]))
            if (has(row)) kept.Add(row.Seq);
        return kept;
    }
}

/// <summary>The rows that answer a question.</summary>
/// <param name="MayBe">Checks a candidate, if there are too many to have checked all of them; null when all match.</param>
internal sealed record PreviewFound(IdSet Rows, Func<PreviewFact, bool>? MayBe)
{
    /// <summary>It takes some 150 ms to look at so many rows: more are left to the next question.</summary>
    public const int MostLookedAt = 10_000;

    // So many are looked at for each piece.
    private const int AtOnce = 500;

    /// <summary>Their number; null when unknown.</summary>
    public long? Count => MayBe is null ? Rows.Count : null;

    /// <summary>The next matches after a row, in file order, and the row up to which was searched when more may follow.</summary>
    public (List<long> Seqs, long? GoesOn) After(long seq, int size, Func<IReadOnlyCollection<long>, List<PreviewFact>> read, int most = MostLookedAt)
    {
        if (MayBe is null) return ([.. Rows.After(seq).Take(size)], null);
        var found = new List<long>(size);
        var looked = 0;
        foreach (var some in Rows.After(seq).Chunk(AtOnce))
        {
            if (looked >= most) return (found, seq);
            found.AddRange(read(some).Where(MayBe).Select(row => (long)row.Seq));
            if (found.Count >= size) return (found[..size], null);
            (seq, looked) = (some[^1], looked + some.Length);
        }
        return (found, null);
    }
}
