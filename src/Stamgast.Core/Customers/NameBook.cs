using System.Data.Common;
using Stamgast.Database;
using Stamgast.Text;

namespace Stamgast.Customers;

/// <summary>All known names of a kind, as they were at one moment: those that were registered, and those that customers bear.</summary>
public sealed class NameBook
{
    // So many are read; nobody looks through more.
    private const int Most = 200_000;

    private readonly KnownName[] names;
    private readonly string[] folded;
    private readonly Dictionary<string, KnownName> bySpelling;

    private NameBook(IEnumerable<KnownName> known)
    {
        var sorted = known.Select(name => (Name: name, Key: Folding.Fold(name.Name))).ToArray();
        Array.Sort(sorted, (a, b) => (string.CompareOrdinal(a.Key, b.Key), string.CompareOrdinal(a.Name.Name, b.Name.Name)) is var (first, second) && first != 0 ? first : second);
        names = [.. sorted.Select(s => s.Name)];
        folded = [.. sorted.Select(s => s.Key)];
        bySpelling = names.ToDictionary(n => n.Name, StringComparer.OrdinalIgnoreCase);
        Offered = names.Count(n => n.IsOffered);
        MostBorne = [.. names.Where(n => n.IsOffered).OrderByDescending(n => n.Customers ?? 0).Take(Often)];
    }

    /// <summary>How many of those that most customers bear are at hand at once.</summary>
    public const int Often = 30;

    /// <summary>All of them, in alphabetical order.</summary>
    public IReadOnlyList<KnownName> All => names;

    /// <summary>Those that most customers bear, the most frequent first.</summary>
    public IReadOnlyList<KnownName> MostBorne { get; }

    /// <summary>How many of them forms and filters offer.</summary>
    public int Offered { get; }

    /// <summary>The name in any spelling, or null.</summary>
    public KnownName? this[string name] => bySpelling.GetValueOrDefault(name);

    /// <summary>The names in which what was typed stands, those that begin with it first; accents and case do not count.</summary>
    public IEnumerable<KnownName> Matching(string typed)
    {
        var words = Folding.Fold(typed);
        if (words.Length == 0) return names;
        return Enumerable.Range(0, names.Length).Where(i => folded[i].StartsWith(words, StringComparison.Ordinal))
            .Concat(Enumerable.Range(0, names.Length).Where(i => folded[i].IndexOf(words, StringComparison.Ordinal) > 0)).Select(i => names[i]);
    }

    /// <param name="viewer">Who looks: counted is who bears a name of the customers that this viewer sees.</param>
    /// <param name="memory">What tells who bears them; null: nobody counts.</param>
    public static NameBook Read(Base customers, Viewer viewer, NameKind kind, ListMemory? memory)
    {
        using var connection = customers.OpenReader();
        using var moment = new Moment(connection, customers.Engine);
        var remembered = memory?.Read(connection);
        var seen = viewer.SeesAll ? null : TraitChoice.Of(remembered, viewer.Narrowed(new CustomerQuery()), connection, customers.Engine)?.All();
        var counts = remembered?.ByName(kind, seen);
        return Of(Registered(connection, kind), counts);
    }

    internal static NameBook Of(IEnumerable<KnownName> registered, IReadOnlyDictionary<string, long>? counts)
    {
        var all = registered.Select(n => n with { Customers = counts is null ? null : counts.GetValueOrDefault(n.Name) }).ToList();
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
            Customers = sorted[0].Customers is null ? null : sorted.Sum(s => s.Customers),
        };
    }

    private static List<KnownName> Registered(DbConnection connection, NameKind kind)
    {
        var names = new List<KnownName>();
        using var command = connection.Query($"select name, colour, {(kind == NameKind.Responsible ? "user_id" : "null")} from {kind.Table()} order by name limit {Most}");
        using var reader = command.ExecuteReader();
        while (reader.Read()) names.Add(new KnownName(reader.GetString(0)) { Colour = NameColours.Known(reader.TextOrNull(1)), UserId = reader.NumberOrNull(2) });
        return names;
    }
}
