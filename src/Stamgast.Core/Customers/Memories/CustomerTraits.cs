using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.Customers.Memories;

/// <summary>
/// The properties of every customer that the chips filter on, by ID: whether it is in use, active, a company, its language, label and groups. 11
/// bytes a customer; and their search words.
/// </summary>
internal sealed class CustomerTraits
{
    public const int IsLiving = 1;
    public const int IsTrashed = 2;
    public const int IsActive = 4;
    public const int IsCompany = 8;

    private const int GroupKey = 2;

    // Their words take 400 MB.
    private const long MostWithWords = 5_000_000;

    private const int MostRecent = 16;

    private readonly List<(string Chips, long LastItem, IdSet Chosen)> recent = [];
    private byte[] flags;
    private ushort[] languages;
    private int[] labels;
    private int[] groups;

    private CustomerTraits(long customers)
    {
        // Room for the customers of the next days.
        var length = checked((int)(customers + 1000));
        (flags, languages, labels, groups) = (new byte[length], new ushort[length], new int[length], new int[length]);
    }

    public TraitValues Languages { get; } = new(ushort.MaxValue);

    public TraitValues Labels { get; } = new(200_000);

    /// <summary>Combinations of groups, joined in the order of their characters.</summary>
    public TraitValues Groups { get; } = new(200_000);

    /// <summary>Their search words; null when there are too many.</summary>
    public WordMemory? Words { get; private set; }

    /// <summary>The words of their streets, house numbers and IBANs, without the mark; null when there are too many.</summary>
    public WordMemory? Places { get; private set; }

    /// <summary>The customers that match filters on other fields.</summary>
    public FieldSets Fields { get; } = new();

    /// <summary>The number of the last change these traits include.</summary>
    public long LastItem { get; private set; }

    /// <summary>All IDs are lower.</summary>
    public int Length => flags.Length;

    /// <summary>True when there are so many languages, labels or combinations of groups that they are better left in the database.</summary>
    public bool AreTooMany => Languages.AreTooMany || Labels.AreTooMany || Groups.AreTooMany;

    /// <summary>The flags by ID; 0 for no customer.</summary>
    public ReadOnlySpan<byte> Flags => flags;

    public int FlagsOf(long id) => flags[id];
    public int LanguageOf(long id) => languages[id];
    public int LabelOf(long id) => labels[id];
    public int GroupsOf(long id) => groups[id];

    /// <summary>The matches of some chips, cached until a customer changes.</summary>
    /// <param name="last">The last item that was known when the chips were looked up.</param>
    public IdSet Remembered(string chips, long last, Func<IdSet> choose)
    {
        lock (recent)
            if (recent.Find(r => r.Chips == chips && r.LastItem == last).Chosen is { } known) return known;
        var chosen = choose();
        lock (recent)
        {
            if (recent.Count == MostRecent) recent.RemoveAt(0);
            recent.Add((chips, last, chosen));
        }
        return chosen;
    }

    /// <summary>The number of the last change that the connection sees.</summary>
    public static long LastItemIn(DbConnection connection) => Number(connection, Counter.Items);

    /// <summary>The number of customers that ever existed.</summary>
    public static long CustomersIn(DbConnection connection) => Number(connection, Counter.Customers);

    /// <summary>The highest ID.</summary>
    public static long HighestIn(DbConnection connection)
    {
        using var command = connection.Query("select coalesce(max(id), 0) from customer");
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Reads the traits of all customers; the connection must see the base as it was at one moment.</summary>
    public static CustomerTraits Read(DbConnection connection, Engine engine, CancellationToken cancel)
    {
        var traits = new CustomerTraits(CustomersIn(connection)) 
        {
            LastItem = LastItemIn(connection),
        };
        if (HighestIn(connection) is var highest && highest <= MostWithWords)
            (traits.Words, traits.Places) = WordMemory.Read(connection, engine, highest, cancel);
        // On SQLite the index of the languages holds all of it, a tenth of the table.
        traits.Take(connection, engine, $"from {engine.IndexedBy("customer c", "ix_customer_language")} where {CustomerColumns.Alive(engine, "c")}",
            cancel: cancel);
        traits.Take(connection, engine, $"from customer c where {engine.Yes("c.trashed")}", cancel: cancel);
        traits.TakeGroups(connection, cancel);
        return traits;
    }

    /// <summary>Reads the changed customers again; the connection must see the base as it was at one moment.</summary>
    public void CatchUp(DbConnection connection, Engine engine, long lastItem)
    {
        Take(connection, engine, $"""
            , c.groups from customer c where c.id in
                (select record_id from change_item where seq > {LastItem.ToString(CultureInfo.InvariantCulture)}
                    and seq <= {lastItem.ToString(CultureInfo.InvariantCulture)} and record_kind = 1)
            """, withGroups: true);
        if (Words is not null && Places is not null)
        {
            var (changed, reach) = (WordMemory.Changed(connection, engine, (LastItem, lastItem)), checked((int)HighestIn(connection) + 1));
            Words = Words.With(changed.ConvertAll(c => (c.Id, c.Words)), reach);
            Places = Places.With(changed.ConvertAll(c => (c.Id, c.Places)), reach);
        }
        LastItem = lastItem;
    }

    /// <summary>The languages with how many living customers have them, the most frequent first.</summary>
    /// <param name="seen">Only these; null for all.</param>
    public IReadOnlyList<CustomerFacet> ByLanguage(IdSet? seen = null)
    {
        var counts = new long[ushort.MaxValue + 1];
        for (var id = 1; id < Length; id++)
            if ((flags[id] & IsLiving) != 0 && seen?.Has(id) != false) counts[languages[id]]++;
        return [.. counts.Index().Where(c => c.Item > 0).Select(c => new CustomerFacet(Languages[c.Index], c.Item)).OrderByDescending(f => f.Count)
            .ThenBy(f => f.Value, StringComparer.Ordinal)];
    }

    /// <summary>The number of live customers with each name of a kind; unused names are missing.</summary>
    /// <param name="seen">Only those borne by these; null for all.</param>
    public Dictionary<string, long> ByName(NameKind kind, IdSet? seen = null)
    {
        var (values, those) = kind == NameKind.Group ? (Groups, groups) : (Labels, labels);
        var counts = new long[values.Count];
        for (var id = 1; id < Math.Min(Length, those.Length); id++)
            // Another page may be taking new names in at this moment; the next one counts them.
            if ((flags[id] & IsLiving) != 0 && seen?.Has(id) != false && those[id] < counts.Length) counts[those[id]]++;
        var byName = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 1; i < counts.Length; i++)
            if (counts[i] > 0)
                foreach (var name in kind == NameKind.Group ? CustomerValues.Elements(values[i]) : [values[i]])
                    byName[name] = byName.GetValueOrDefault(name) + counts[i];
        return byName;
    }

    private void Take(DbConnection connection, Engine engine, string from, bool withGroups = false, CancellationToken cancel = default)
    {
        using var command = connection.Query(
            $"select c.id, {engine.TruthAsNumber("c.trashed")}, c.merged_into is not null, {engine.TruthAsNumber("c.active")}, c.type, c.language, c.label "
            + $"{from}");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if ((reader.GetInt64(0) & 4095) == 0) cancel.ThrowIfCancellationRequested();
            var id = reader.GetInt64(0);
            MakeRoom(id);
            var isTrashed = reader.GetInt32(1) == 1;
            flags[id] = (byte)((isTrashed ? IsTrashed : reader.GetBoolean(2) ? 0 : IsLiving) | (reader.GetInt32(3) == 1
                ? IsActive : 0) | (reader.GetString(4) == "company" ? IsCompany : 0));
            languages[id] = (ushort)Languages.IndexOf(reader.TextOrNull(5));
            labels[id] = Labels.IndexOf(reader.TextOrNull(6));
            if (withGroups)
                groups[id] = Groups.IndexOf(CustomerValues.Join([.. CustomerValues.Elements(reader.TextOrNull(7)).Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)]));
        }
    }

    // Group by group, in character order: each extends the combination that a customer has.
    private void TakeGroups(DbConnection connection, CancellationToken cancel)
    {
        var longer = new Dictionary<int, int>();
        var group = "";
        using var command = connection.Query($"select key, customer_id from customer_key where kind = {GroupKey} order by kind, key, customer_id");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (reader.GetString(0) != group)
            {
                cancel.ThrowIfCancellationRequested();
                group = reader.GetString(0);
                longer.Clear();
            }
            var id = reader.GetInt64(1);
            if (id >= Length) continue;
            ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(longer, groups[id], out var isKnown);
            if (!isKnown) index = Groups.IndexOf(groups[id] == 0 ? group : Groups[groups[id]] + CustomerValues.ListSeparator + group);
            groups[id] = index;
        }
    }

    private void MakeRoom(long id)
    {
        if (id < Length) return;
        var length = checked((int)(id + id / 8 + 1000));
        Array.Resize(ref languages, length);
        Array.Resize(ref labels, length);
        Array.Resize(ref groups, length);
        // Last: its length says how far the others reach.
        Array.Resize(ref flags, length);
    }

    private static long Number(DbConnection connection, string counter)
    {
        using var command = connection.Query("select value from counter where name = @name", ("name", counter));
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }
}

/// <summary>Texts shared by many customers, by number; 0 for none.</summary>
internal sealed class TraitValues(int most)
{
    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly List<string> texts = [""];

    public bool AreTooMany { get; private set; }

    public string this[int index] => texts[index];

    public int Count
    {
        get
        {
            lock (texts) return texts.Count;
        }
    }

    public int IndexOf(string? text)
    {
        if (string.IsNullOrEmpty(text)) return 0;
        lock (texts)
        {
            if (indexes.TryGetValue(text, out var index)) return index;
            AreTooMany |= texts.Count >= most;
            if (AreTooMany) return 0;
            indexes.Add(text, texts.Count);
            texts.Add(text);
            return texts.Count - 1;
        }
    }

    /// <summary>The texts that a choice includes, by number.</summary>
    public bool[] Chosen(Func<string, bool> isChosen)
    {
        lock (texts) return [.. texts.Select(isChosen)];
    }
}
