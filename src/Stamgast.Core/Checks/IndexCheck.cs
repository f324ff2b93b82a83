using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Database.Searching;

namespace Stamgast.Checks;

/// <summary>
/// Checks that derived data agrees with the customers: sort keys, lookup keys, search words. For each customer the sum of the hashes of the expected
/// entries is compared with the sum over the existing ones, so that neither side is kept: 16 bytes a customer.
/// </summary>
internal sealed class IndexCheck(DbConnection reader, Engine engine)
{
    private const int Named = 100;

    private readonly Dictionary<long, (long Keys, long Words)> open = [];
    private readonly List<string> order = [];
    private readonly ValuesCheck values = new(ExtraFieldsIn(reader));
    private long customers;
    private bool isComplete;

    public IEnumerable<CheckResult> Run(CancellationToken cancel)
    {
        yield return CheckResult.Try("order", () =>
        {
            AddExpected(cancel);
            isComplete = true;
            return CheckResult.Of("order", customers, order);
        });
        // Without all customers there is nothing to compare with.
        if (!isComplete) yield break;
        foreach (var result in values.Results()) yield return result;
        yield return CheckResult.Try("keys", () =>
        {
            TakeKeys(cancel);
            return CheckResult.Of("keys", customers, Left(sums => sums.Keys));
        });
        yield return CheckResult.Try("words", () =>
        {
            TakeWords(cancel);
            return CheckResult.Of("words", customers, Left(sums => sums.Words));
        });
    }

    private static HashSet<string> ExtraFieldsIn(DbConnection reader)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        using var command = reader.Query("select id from extra_field");
        using var rows = command.ExecuteReader();
        while (rows.Read()) ids.Add(rows.GetInt64(0).ToString(CultureInfo.InvariantCulture));
        return ids;
    }

    private void AddExpected(CancellationToken cancel)
    {
        var changes = new List<KeyChange>();
        using var command = reader.Query(CustomerStates.Select(engine, "true", "c.sort_core, c.sort_full"));
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if ((++customers & 1023) == 0) cancel.ThrowIfCancellationRequested();
            var state = CustomerStates.At(rows);
            values.Look(state);
            CustomerKeys.Difference(null, state.Values, changes);
            long keys = 0, words = 0;
            foreach (var key in changes) keys += Hash((int)key.Kind, key.Key);
            foreach (var word in Words(state.Values)) words += Hash(0, word);
            open[state.Id] = (keys, words);
            var last = rows.FieldCount - 1;
            if (rows.GetString(last - 1) != SortKeys.Core(state.Values) || rows.GetString(last) != SortKeys.Full(state.Values)) Name(order, state.Id);
        }
    }

    private void TakeKeys(CancellationToken cancel) => Take("select customer_id, key, kind from customer_key",
        (rows, id) => Subtract(id, keys: Hash(rows.GetInt32(2), rows.GetString(1)), words: 0), cancel);

    private void TakeWords(CancellationToken cancel) =>
        Take(SearchIndex.Of(engine).EachWord, (rows, id) => Subtract(id, keys: 0, words: Hash(0, rows.GetString(1))), cancel);

    private void Take(string sql, Action<DbDataReader, long> row, CancellationToken cancel)
    {
        using var command = reader.Query(sql);
        using var rows = command.ExecuteReader();
        for (var seen = 1; rows.Read(); seen++)
        {
            if ((seen & 4095) == 0) cancel.ThrowIfCancellationRequested();
            row(rows, rows.GetInt64(0));
        }
    }

    private void Subtract(long id, long keys, long words)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(open, id, out _);
        sums = (sums.Keys - keys, sums.Words - words);
    }

    private List<string> Left(Func<(long Keys, long Words), long> sum)
    {
        var wrong = new List<string>();
        foreach (var (id, sums) in open)
            if (sum(sums) != 0) Name(wrong, id);
        return wrong;
    }

    private static void Name(List<string> wrong, long id)
    {
        if (wrong.Count < Named) wrong.Add(id.ToString(CultureInfo.InvariantCulture));
    }

    private IReadOnlyList<string> Words(CustomerValues values) =>
        SearchWords.Of(values) is { Length: > 0 } words ? words.Split(' ') : SearchIndex.Of(engine).OfNone;

    // FNV-1a, and the finaliser of MurmurHash3 so that sums of similar words do not cancel out.
    private static long Hash(int kind, string text)
    {
        var hash = 14695981039346656037UL ^ (ulong)kind;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return (long)(hash ^ (hash >> 33));
    }
}
