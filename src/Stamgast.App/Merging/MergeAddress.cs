using System.Globalization;
using Microsoft.Extensions.Primitives;
using Stamgast.Customers;
using Stamgast.ExtraFields;
using Stamgast.Merging;

namespace Stamgast.App.Merging;

/// <summary>
/// A merge with all choices, as it stands in the address of its page. Values are named by the customer that has them and their place there, since an
/// address is kept by the browser and must hold no personal data.
/// </summary>
/// <param name="Ids">The customers, in the order of the columns.</param>
public sealed record MergeAddress(IReadOnlyList<long> Ids)
{
    /// <summary>The path of the page.</summary>
    public const string Path = "/customers/merge";

    /// <summary>The maximum number of customers that can be compared side by side, and named in an address; the command merges more.</summary>
    public const int MostShown = 200;

    /// <summary>The customer that is kept; null while the page suggests one.</summary>
    public long? Keep { get; init; }

    public MergeFill Fill { get; init; }

    /// <summary>The rows that are shown: differences, equal or all.</summary>
    public MergeRowsShown Shown { get; init; }

    /// <summary>By the name of a field, or of an extra field ("x:machine"), the customer whose value is taken.</summary>
    public IReadOnlyDictionary<string, long> Take { get; init; } = new Dictionary<string, long>();

    /// <summary>By the name of a main field, the place of the value that it becomes: "2.1".</summary>
    public IReadOnlyDictionary<string, string> Main { get; init; } = new Dictionary<string, string>();

    /// <summary>Ticked (true) and unticked (false) values: "other_emails:2.1", "notes:2".</summary>
    public IReadOnlyDictionary<string, bool> Ticks { get; init; } = new Dictionary<string, bool>();

    /// <summary>The customer whose address becomes the delivery address.</summary>
    public long? Delivery { get; init; }

    /// <summary>Reads an address; what it does not understand is left out.</summary>
    public static MergeAddress Read(IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        var given = new Dictionary<string, StringValues>(query, StringComparer.Ordinal);
        var ticks = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (name, isIn) in new[] { ("in", true), ("out", false) })
            foreach (var token in Listed(name)) ticks[token] = isIn;
        return new MergeAddress([.. Listed("ids").Select(Id).OfType<long>().Distinct()])
        {
            Keep = Id(given.GetValueOrDefault("keep").ToString()),
            Fill = Enum.TryParse<MergeFill>(given.GetValueOrDefault("others"), ignoreCase: true, out var fill) && Enum.IsDefined(fill) ? fill : default,
            Shown = Enum.TryParse<MergeRowsShown>(given.GetValueOrDefault("show"), ignoreCase: true, out var show) && Enum.IsDefined(show) ? show : default,
            Take = Pairs("take").Where(p => Id(p.Value) is not null).ToDictionary(p => p.Name, p => Id(p.Value)!.Value, StringComparer.Ordinal),
            Main = Pairs("main").ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal),
            Ticks = ticks,
            Delivery = Id(given.GetValueOrDefault("delivery").ToString()),
        };

        IEnumerable<string> Listed(string name) =>
            given.GetValueOrDefault(name).SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

        IEnumerable<(string Name, string Value)> Pairs(string name) => Listed(name).Where(p => p.LastIndexOf(':') > 0)
            .Select(p => (p[..p.LastIndexOf(':')], p[(p.LastIndexOf(':') + 1)..])).DistinctBy(p => p.Item1, StringComparer.Ordinal);
    }

    /// <summary>Reads the query of an address.</summary>
    public static MergeAddress Read(string query) => Read(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query));

    /// <summary>
    /// The choices after the form of the page was changed: what differs from what it showed. A choice that nobody touched still follows the kept
    /// customer.
    /// </summary>
    public static MergeAddress After(IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        var given = new Dictionary<string, StringValues>(form, StringComparer.Ordinal);
        var was = Read(given.GetValueOrDefault("was").ToString());
        var take = new Dictionary<string, long>(was.Take, StringComparer.Ordinal);
        foreach (var (name, values) in given.Where(g => g.Key.StartsWith("t:", StringComparison.Ordinal)))
            if (Id(values.ToString()) is { } id && values != given.GetValueOrDefault("w:" + name[2..])) take[name[2..]] = id;
        var main = new Dictionary<string, string>(was.Main, StringComparer.Ordinal);
        // The pressed button comes last.
        foreach (var pressed in given.GetValueOrDefault("main").OfType<string>())
            if (pressed.LastIndexOf(':') is > 0 and var at) main[pressed[..at]] = pressed[(at + 1)..];
        var ticks = new Dictionary<string, bool>(was.Ticks, StringComparer.Ordinal);
        var ticked = given.GetValueOrDefault("tick").OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var shown in given.GetValueOrDefault("el").OfType<string>().Select(e => e.Split('|')).Where(e => e.Length == 2))
            if (ticked.Contains(shown[0]) != (shown[1] == "1")) ticks[shown[0]] = ticked.Contains(shown[0]);
        // A main value is in the result: making it so ticks it.
        foreach (var (name, place) in main)
            if (MergeUnits.Lists.FirstOrDefault(l => l.Mains.Any(m => CustomerFields.All[m].Name == name)) is { } list
                && was.Main.GetValueOrDefault(name) != place) ticks.Remove(CustomerFields.All[list.Field].Name + ":" + place);
        return was with
        {
            Keep = Id(given.GetValueOrDefault("keep").ToString()) ?? was.Keep, Take = take, Main = main, Ticks = ticks,
            Delivery = given.GetValueOrDefault("delivery") is { Count: > 0 } delivery ? Id(delivery[^1] ?? "") : was.Delivery,
        };
    }

    /// <summary>The address of the page.</summary>
    public string Href()
    {
        var parts = new List<string> { "ids=" + string.Join(',', Ids.Select(Text)) };
        if (Keep is { } keep) parts.Add("keep=" + Text(keep));
        if (Fill != default) parts.Add("others=" + Fill.ToString().ToLowerInvariant());
        if (Shown != default) parts.Add("show=" + Shown.ToString().ToLowerInvariant());
        Add("take", Take.Select(t => t.Key + ":" + Text(t.Value)));
        Add("main", Main.Select(m => m.Key + ":" + m.Value));
        Add("in", Ticks.Where(t => t.Value).Select(t => t.Key));
        Add("out", Ticks.Where(t => !t.Value).Select(t => t.Key));
        if (Delivery is { } delivery) parts.Add("delivery=" + Text(delivery));
        return Path + "?" + string.Join('&', parts);

        void Add(string name, IEnumerable<string> values)
        {
            if (string.Join(',', values.Order(StringComparer.Ordinal).Select(Uri.EscapeDataString)) is { Length: > 0 } list)
                parts.Add(name + "=" + list.Replace("%3A", ":", StringComparison.Ordinal));
        }
    }

    /// <summary>The query of the address, for a hidden field.</summary>
    public string Query => Href()[(Path.Length + 1)..];

    /// <summary>The same without one of the customers.</summary>
    public MergeAddress Without(long id) => this with
    {
        Ids = [.. Ids.Where(i => i != id)],
        Keep = Keep == id ? null : Keep,
        Take = Take.Where(t => t.Value != id).ToDictionary(StringComparer.Ordinal),
        Main = Main.Where(m => !IsOf(m.Value, id)).ToDictionary(StringComparer.Ordinal),
        Ticks = Ticks.Where(t => !IsOf(t.Key[(t.Key.LastIndexOf(':') + 1)..], id)).ToDictionary(StringComparer.Ordinal),
        Delivery = Delivery == id ? null : Delivery,
    };

    /// <summary>All values follow the rules again.</summary>
    public MergeAddress Afresh(MergeFill fill) => new(Ids) { Keep = Keep, Shown = Shown, Fill = fill };

    /// <summary>What was chosen, with the values themselves.</summary>
    /// <param name="customers">The customers of the merge.</param>
    public MergeChoices Choices(IReadOnlyList<CustomerState> customers, ExtraDefinitions extra)
    {
        var byId = customers.ToDictionary(c => c.Id);
        var (taken, takenExtra) = (new Dictionary<int, long>(), new Dictionary<string, long>(StringComparer.Ordinal));
        foreach (var (name, id) in Take)
            if (CustomerFields.ByName(name) is { IsList: false } field) taken[field.Ordinal] = id;
            else if (extra.ByKey(name) is { } own) takenExtra[own.MapId] = id;
        var main = new Dictionary<int, MergeElement>();
        foreach (var (name, place) in Main)
            if (CustomerFields.ByName(name) is { } field && MergeUnits.Lists.FirstOrDefault(l => l.Mains.Contains(field.Ordinal)) is { } list
                && ElementAt(CustomerFields.All[list.Field].Name + ":" + place) is { } element) main[field.Ordinal] = element;
        var elements = new Dictionary<MergeElement, bool>();
        foreach (var (token, isIn) in Ticks)
            if (ElementAt(token) is { } element) elements[element] = isIn;
        return new MergeChoices { Fill = Fill, Taken = taken, TakenExtra = takenExtra, Main = main, Elements = elements, DeliveryFrom = Delivery };

        MergeElement? ElementAt(string token)
        {
            var at = token.LastIndexOf(':');
            if (at <= 0) return null;
            var (name, place) = (token[..at], token[(at + 1)..].Split('.'));
            if (Id(place[0]) is not { } id || !byId.TryGetValue(id, out var customer)) return null;
            return MergeTokens.ElementAt(name, customer, place.Length > 1 && int.TryParse(place[1], CultureInfo.InvariantCulture, out var index) ? index : 0,
                extra);
        }
    }

    internal static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    private static bool IsOf(string place, long id) => place.Split('.')[0] == Text(id);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
