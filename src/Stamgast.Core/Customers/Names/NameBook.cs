using System.Data.Common;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Text;

namespace Stamgast.Customers.Names;

/// <summary>All known names of a kind, as they were at one moment: registered names, and names that customers have.</summary>
public sealed class NameBook
{
    // This many are read; nobody looks through more.
    private const int Most = 200_000;

    // As among the lookup keys.
    private const int GroupKey = 2;

    private readonly KnownName[] names;
    private readonly string[] folded;
    private readonly Dictionary<string, KnownName> bySpelling;

    private NameBook(IEnumerable<KnownName> known)
    {
        var sorted = known.Select(name => (Name: name, Key: Folding.Fold(name.Name))).ToArray();
        Array.Sort(sorted, (a, b) => (string.CompareOrdinal(a.Key, b.Key), string.CompareOrdinal(a.Name.Name, b.Name.Name)) is var (first, second) && first != 0
            ? first : second);
        names = [.. sorted.Select(s => s.Name)];
        folded = [.. sorted.Select(s => s.Key)];
        bySpelling = names.ToDictionary(n => n.Name, StringComparer.OrdinalIgnoreCase);
        Offered = names.Count(n => n.IsOffered);
        MostBorne = [.. names.Where(n => n.IsOffered).OrderByDescending(n => n.Customers ?? 0).Take(Often)];
    }

    /// <summary>The number of most frequent names that are ready at once.</summary>
    public const int Often = 30;

    /// <summary>All of them, in alphabetical order.</summary>
    public IReadOnlyList<KnownName> All => names;

    /// <summary>The most frequent names, most frequent first.</summary>
    public IReadOnlyList<KnownName> MostBorne { get; }

    /// <summary>The number of names that forms and filters offer.</summary>
    public int Offered { get; }

    /// <summary>The name in any spelling, or null.</summary>
    public KnownName? this[string name] => bySpelling.GetValueOrDefault(name);

    /// <summary>The names that contain the input, those that begin with it first; accents and case do not count.</summary>
    public IEnumerable<KnownName> Matching(string typed)
    {
        var words = Folding.Fold(typed);
        if (words.Length == 0) return names;
        return Enumerable.Range(0, names.Length).Where(i => folded[i].StartsWith(words, StringComparison.Ordinal))
            .Concat(Enumerable.Range(0, names.Length).Where(i => folded[i].IndexOf(words, StringComparison.Ordinal) > 0)).Select(i => names[i]);
    }

    /// <param name="viewer">The viewer: names are counted over its visible customers.</param>
    /// <param name="memory">The memory that counts them; null: nothing is counted, and only whether a customer has them is looked up.</param>
    public static NameBook Read(Base customers, Viewer viewer, NameKind kind, ListMemory? memory)
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, customers.Engine);
        var remembered = memory?.Read(connection);
        var seen = viewer.SeesAll ? null : TraitChoice.Of(remembered, viewer.Narrowed(new CustomerQuery()), connection, customers.Engine)?.All();
        var counts = remembered?.ByName(kind, seen);
        return Of(Registered(connection, customers.Engine, kind, looks: counts is null), counts);
    }

    internal static NameBook Of(IEnumerable<KnownName> registered, IReadOnlyDictionary<string, long>? counts)
    {
        var all = registered.Select(n => counts is null ? n : n with { Customers = counts.GetValueOrDefault(n.Name) }).ToList();
        if (counts is not null)
        {
            var known = all.Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
            all.AddRange(counts.Where(c => !known.Contains(c.Key)).Select(c => new KnownName(c.Key) { Customers = c.Value }));
        }
        return new NameBook(all.GroupBy(n => n.Name, StringComparer.OrdinalIgnoreCase).Select(Together));
    }

    private static KnownName Together(IEnumerable<KnownName> spellings)
    {
        var sorted = spellings.OrderByDescending(s => s.Customers ?? 0).ThenBy(s => s.Name, StringComparer.Ordinal).ToList();
        return sorted.Count == 1 ? sorted[0] : sorted[0] with
        {
            Others = [.. sorted.Skip(1).Select(s => s.Name)],
            Colour = sorted.Select(s => s.Colour).FirstOrDefault(c => c is not null),
            UserId = sorted.Select(s => s.UserId).FirstOrDefault(u => u is not null),
            Customers = sorted.Exists(s => s.Customers is null) ? null : sorted.Sum(s => s.Customers),
        };
    }

    // Until the counts are known, unused names, such as those left by an undone import, must not be offered either.
    private static List<KnownName> Registered(DbConnection connection, Engine engine, NameKind kind, bool looks)
    {
        var names = new List<KnownName>();
        var (alive, table) = (CustomerColumns.Alive(engine, "c"), kind.Table());
        var borne = kind == NameKind.Responsible ? $"select 1 from customer c where c.label = {table}.name and {alive}"
            : $"select 1 from customer_key k join customer c on c.id = k.customer_id where k.kind = {GroupKey} and k.key = {table}.name and {alive}";
        var (user, unborne) = (kind == NameKind.Responsible ? "user_id" : "null", looks ? $"case when exists ({borne}) then 0 else 1 end" : "0");
        using var command = connection.Query($"select name, colour, {user}, {unborne} from {table} order by name limit {Most}");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            names.Add(new KnownName(reader.GetString(0)) { Colour = NameColours.Known(reader.TextOrNull(1)), UserId = reader.NumberOrNull(2),
                Customers = reader.GetInt32(3) == 1 ? 0 : null });
        return names;
    }
}
