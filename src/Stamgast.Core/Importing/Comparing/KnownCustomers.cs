using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Rows;

namespace Stamgast.Importing.Comparing;

/// <summary>The customers that a portion of rows may speak of, fetched with one statement for each way of finding them.</summary>
internal sealed class KnownCustomers
{
    public Dictionary<long, CustomerState> ById { get; } = [];
    public Dictionary<string, long> ByNumber { get; } = new(StringComparer.Ordinal);

    /// <summary>By folded e-mail address: all live customers that have it; they are in <see cref="ById"/> when e-mail is a key.</summary>
    public Dictionary<string, List<long>> ByEmail { get; } = new(StringComparer.Ordinal);

    // Those of them that may not be merged.
    private readonly HashSet<long> apart = [];

    /// <summary>False for a customer that may not be merged: it is nobody else, whatever it shares.</summary>
    public bool MayBeAlike(long id) => !apart.Contains(id) && (!ById.TryGetValue(id, out var state) || state.Values[CustomerFields.AllowMerge] != "0");

    /// <summary>By VAT number, when that is a key: all live customers that have it; they are in <see cref="ById"/>.</summary>
    public Dictionary<string, List<long>> ByVat { get; } = new(StringComparer.Ordinal);

    /// <summary>By sort key of the full name: the live customers that a row of this name may be about (<see cref="Namesakes"/>).</summary>
    public Dictionary<string, List<long>> ByName { get; } = new(StringComparer.Ordinal);

    /// <summary>What merged customers were known by, among the keys of these rows; null without any.</summary>
    public MergedKeys? Merged { get; private set; }

    /// <summary>Those among them that a row without a number may repeat; null without any.</summary>
    public MergedTwins? MergedTwins { get; private set; }

    /// <summary>For merged customers named by ID: the one that each has become.</summary>
    private readonly Dictionary<long, string> calledNow = [];

    /// <summary>Numbers of living customers that differ from that of a row in capitals only.</summary>
    private readonly HashSet<string> numbersAlike = new(StringComparer.Ordinal);

    /// <summary>True when a living customer has the number of a row in other capitals (<see cref="NumberCapitals"/>).</summary>
    /// <param name="own">The number of the customer that the row is about, which may be written otherwise; null for a new one.</param>
    public bool HasNumberLike(CustomerValues values, string? own) =>
        numbersAlike.Count > 0 && NumberCapitals.Others(values[CustomerFields.Number]!).Any(other => other != own && numbersAlike.Contains(other));

    /// <summary>What a merged customer, named by ID, is called now: the number of the one that was kept, or else its ID.</summary>
    public string CalledNow(long id) => calledNow.GetValueOrDefault(id) ?? "";

    public CustomerState? Number(string number) => ByNumber.TryGetValue(number, out var id) ? ById[id] : null;

    /// <summary>
    /// Fetches the customers for these rows: those named by ID or number and, for the others, which may become new customers, those with the same
    /// e-mail address or name.
    /// </summary>
    /// <param name="wrongIds">Empties unknown IDs if a person chose so; null otherwise.</param>
    /// <param name="anyMerged">True when the base has merged customers at all.</param>
    /// <param name="key">Rows with a number are looked up by e-mail or VAT number too, when that is the key.</param>
    public static KnownCustomers Of(DbConnection connection, Engine engine, IReadOnlyList<ImportedRow> rows, ImportKey key, Namesakes namesakes,
        WrongIds? wrongIds = null, bool anyMerged = false)
    {
        var known = new KnownCustomers();
        rows = [.. rows.Where(r => r.SameAs is null && r.TwinOf is null)];
        if (rows.Count == 0) return known;
        var alive = CustomerColumns.Alive(engine, "c");
        known.Add(connection, engine, $"c.id in {Sql.InList(rows.Where(r => r.Id is not null).Select(r => r.Id!.Value).Distinct())}", null);
        known.Add(connection, engine, $"c.number {OneOf(engine)} and {alive}", Texts(rows, CustomerFields.Number));
        foreach (var state in known.ById.Values.Where(s => s.IsLive)) known.IndexNumber(state);
        known.AddNumbersAlike(connection, engine, alive, rows);
        if (anyMerged) known.AddMerged(connection, engine, rows, key);
        wrongIds?.Empty(rows, known);
        var others = rows.Where(r => r.Id is null && !(r.Has(CustomerFields.Number) && known.ByNumber.ContainsKey(r.Values[CustomerFields.Number]!))).ToList();
        var emailIsKey = key == ImportKey.Email;
        var emails = (emailIsKey ? rows : others).Where(r => r.Has(CustomerFields.Email)).Select(r => r.EmailKey).Distinct().ToArray();
        known.AddEmails(connection, engine, alive, emails, emailIsKey);
        if (anyMerged) known.MergedTwins = MergedTwins.Of(connection, engine, emails);
        if (key == ImportKey.Vat) known.AddVats(connection, engine, alive, Texts(rows, CustomerFields.VatNumber));
        known.AddNamesakes(connection, engine, others, namesakes);
        return known;
    }

    private void AddMerged(DbConnection connection, Engine engine, IReadOnlyList<ImportedRow> rows, ImportKey key)
    {
        var named = AbsorbedKeys.OfIds(connection, [.. ById.Values.Where(s => s.MergedInto is not null).Select(s => s.Id)]);
        if (named.Count > 0)
        {
            var roots = CustomerStates.Read(connection, engine, [.. named.Select(n => n.Root).Distinct()]);
            foreach (var led in named) calledNow[led.Absorbed] = RowClassifier.Called(roots[led.Root]);
        }
        string[] emails = key != ImportKey.Email ? [] : [.. rows.Where(r => r.Has(CustomerFields.Email)).Select(r => r.EmailKey).Distinct()];
        Merged = MergedKeys.Of(connection, engine, [.. Texts(rows, CustomerFields.Number).Where(n => !ByNumber.ContainsKey(n))], emails);
    }

    private static string[] Texts(IReadOnlyList<ImportedRow> rows, int field) =>
        [.. rows.Where(r => r.Has(field)).Select(r => r.Values[field]!).Distinct()];

    private static string OneOf(Engine engine) => engine.OneOf();

    private void Add(DbConnection connection, Engine engine, string where, string[]? list)
    {
        if (list is { Length: 0 } || where.Contains("in ()", StringComparison.Ordinal)) return;
        using var command = connection.Query(CustomerStates.Select(engine, where));
        AddList(command, engine, list);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var state = CustomerStates.At(reader);
            ById.TryAdd(state.Id, state);
        }
    }

    private void AddEmails(DbConnection connection, Engine engine, string alive, string[] emails, bool whole)
    {
        if (emails.Length == 0) return;
        var missing = new HashSet<long>();
        var pairs = new List<(string, long)>();
        using (var command = connection.Query(
            $"select k.key, c.id, case when {engine.Yes("c.allow_merge")} then 1 else 0 end"
            + $" from customer_key k join customer c on c.id = k.customer_id where k.kind = {(int)KeyKind.Email} and k.key {OneOf(engine)} and "
            + $"{alive}"))
        {
            AddList(command, engine, emails);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                pairs.Add((reader.GetString(0), reader.GetInt64(1)));
                if (reader.GetInt32(2) == 0) apart.Add(reader.GetInt64(1));
            }
        }
        foreach (var (key, id) in pairs)
        {
            Index(ByEmail, key, id);
            if (!ById.ContainsKey(id)) missing.Add(id);
        }
        if (whole && missing.Count > 0) Add(connection, engine, $"c.id in {Sql.InList(missing)}", null);
    }

    // Only for unassigned numbers: a row that finds its customer by number does not give anybody another one.
    private void AddNumbersAlike(DbConnection connection, Engine engine, string alive, IReadOnlyList<ImportedRow> rows)
    {
        var others = Texts(rows, CustomerFields.Number).Where(n => !ByNumber.ContainsKey(n)).SelectMany(NumberCapitals.Others).Distinct().ToArray();
        if (others.Length == 0) return;
        using var command = connection.Query($"select c.number from customer c where c.number {OneOf(engine)} and {alive}");
        AddList(command, engine, others);
        using var reader = command.ExecuteReader();
        while (reader.Read()) numbersAlike.Add(reader.GetString(0));
    }

    private void AddVats(DbConnection connection, Engine engine, string alive, string[] numbers)
    {
        if (numbers.Length == 0) return;
        var wanted = numbers.ToHashSet(StringComparer.Ordinal);
        Add(connection, engine, $"c.vat_number {OneOf(engine)} and {alive}", numbers);
        foreach (var state in ById.Values.Where(s => s.IsLive))
            if (state.Values[CustomerFields.VatNumber] is { } number && wanted.Contains(number)) Index(ByVat, number, state.Id);
    }

    private void AddNamesakes(DbConnection connection, Engine engine, List<ImportedRow> rows, Namesakes namesakes)
    {
        if (rows.Count == 0) return;
        var names = rows.ConvertAll(r => r.SortFull);
        namesakes.Load(names);
        var ids = new HashSet<long>();
        for (var i = 0; i < rows.Count; i++) namesakes.AddTo(ids, names[i], rows[i]);
        ids.ExceptWith(ById.Keys);
        if (ids.Count > 0) Add(connection, engine, $"c.id in {Sql.InList(ids)}", null);
        foreach (var state in ById.Values.Where(s => s.IsLive)) IndexName(state);
    }

    private static void AddList(DbCommand command, Engine engine, string[]? list)
    {
        if (list is null) return;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "list";
        parameter.Value = engine.Texts(list);
        command.Parameters.Add(parameter);
    }

    private void IndexNumber(CustomerState state)
    {
        if (state.Values[CustomerFields.Number] is { } number) ByNumber.TryAdd(number, state.Id);
    }

    private void IndexName(CustomerState state) => Index(ByName, SortKeys.Full(state.Values), state.Id);

    private static void Index(Dictionary<string, List<long>> index, string key, long id)
    {
        if (!index.TryGetValue(key, out var ids)) index.Add(key, ids = []);
        ids.Add(id);
    }
}
