using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.ExtraFields;
using Stamgast.Formats;

namespace Stamgast.Customers.Lists;

/// <summary>
/// A <see cref="CustomerQuery"/> as the text after the question mark of an address: the same query always has the same text, so a
/// list can be bookmarked and sent. docs/reference/filters.md describes it.
/// </summary>
public static class CustomerQueryText
{
    private const string None = "";

    private static readonly string[] Plain = [",", "*", "@", ":", "/"];

    // The other parameters of a list address: the cursor, the confirmation, and the look of the list.
    private static readonly FrozenSet<string> OfTheWay = FrozenSet.ToFrozenSet(["after", "done", "kept", ListColumns.Name], StringComparer.Ordinal);

    /// <summary>
    /// The differences from the default list, for example <c>q=aerts&amp;type=person&amp;active=all&amp;city.starts=Ant&amp;sort=-city</c>; empty for
    /// the default list.
    /// </summary>
    public static string ToAddress(CustomerQuery query)
    {
        var text = new StringBuilder();
        void Add(string name, string value) =>
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Readable(value));
        if (query.Words.Length > 0) Add("q", query.Words);
        if (query.Type is not null) Add("type", query.Type);
        if (query.Presence != CustomerPresence.Active) Add("active", PresenceText(query.Presence));
        if (query.Languages.Count > 0) Add("lang", string.Join(',', query.Languages));
        foreach (var group in query.Groups) Add("group", group);
        foreach (var label in query.Labels) Add("label", label);
        foreach (var filter in query.Fields)
            foreach (var value in filter.Values) Add(filter.Name, value);
        if (query.Ids is { } ids) Add("id", string.Join(',', ids));
        if (query.ChangeSet is { } set) Add("set", set.ToString(CultureInfo.InvariantCulture));
        if (query.Sort != DefaultSort(query) || query.Descending) Add("sort", (query.Descending ? "-" : "") + query.Sort.Key);
        return text.ToString();
    }

    /// <summary>The default order: best matches first with search words, otherwise by name.</summary>
    public static CustomerSort DefaultSort(CustomerQuery query) => query.Words.Length > 0 ? CustomerSort.Match : CustomerSort.Name;

    /// <summary>Reads an address.</summary>
    /// <exception cref="RefusedException">filter.name, filter.operator, filter.value and so on: a list that left a filter out would show, and change,
    /// more customers than were meant.</exception>
    public static CustomerQuery FromAddress(string address) => FromAddress(address, ExtraDefinitions.None);

    /// <inheritdoc cref="FromAddress(string)" />
    /// <param name="extra">The extra fields of the base.</param>
    public static CustomerQuery FromAddress(string address, ExtraDefinitions extra) => Strictly(Pairs(address.TrimStart('?'), plusIsSpace: true), extra);

    /// <summary>Reads the names and values of an address that somebody else took apart; what is wrong with the first that means nothing.</summary>
    public static CustomerQuery FromAddress(IEnumerable<KeyValuePair<string, string>> pairs, ExtraDefinitions extra, out Refusal? refusal)
    {
        var refusals = new List<Refusal>();
        var query = Read(pairs, extra, refusals);
        refusal = refusals.FirstOrDefault();
        return query;
    }

    /// <summary>Reads a filter that a person typed: an address without its path, or only words to search for. Without <c>active=</c> it means active
    /// customers, as in the list.</summary>
    /// <exception cref="RefusedException">filter.name, filter.operator, filter.value and so on</exception>
    public static CustomerQuery FromFilter(string filter) => FromFilter(filter, ExtraDefinitions.None);

    /// <inheritdoc cref="FromFilter(string)" />
    /// <param name="extra">The extra fields of the base.</param>
    public static CustomerQuery FromFilter(string filter, ExtraDefinitions extra)
    {
        var text = filter.Trim();
        if (text.StartsWith('?')) return Strictly(Pairs(text[1..], plusIsSpace: true), extra);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && IsName(text[..equals])
            ? Strictly(Pairs(text, plusIsSpace: false), extra)
            : CustomerQuery.Plain with { Words = text, Sort = CustomerSort.Match };
    }

    // The characters that an address may contain unescaped.
    private static string Readable(string value) =>
        Plain.Aggregate(Uri.EscapeDataString(value), (text, plain) => text.Replace(Uri.EscapeDataString(plain), plain, StringComparison.Ordinal));

    /// <summary>The columns that a filter names in addition to the customers, by key; null without any.</summary>
    /// <exception cref="RefusedException">filter.column</exception>
    public static IReadOnlyList<string>? ColumnsOf(string filter, ExtraDefinitions extra) => !filter.Contains('=', StringComparison.Ordinal) ? null
        : ListColumns.Read(Pairs(filter.Trim().TrimStart('?'), plusIsSpace: false).LastOrDefault(p => p.Key == ListColumns.Name).Value, extra);

    /// <summary>
    /// Under what an answer to a query is remembered: its address, and the kinds of the extra fields in it. The same address asks for something
    /// else after the kind of a field was changed, and no customer need have changed by that.
    /// </summary>
    public static string KeyOf(CustomerQuery query)
    {
        var address = ToAddress(query);
        var kinds = query.Fields.Select(f => f.Field).Append(query.Sort.Field).OfType<ExtraListField>().ToList();
        return kinds.Count == 0 ? address : $"{address}\n{string.Join(' ', kinds.Select(f => $"{f.Definition.MapId}:{f.Definition.Kind}"))}";
    }

    // Of a field of one's own too: x:kilos_2.after=5.
    private static bool IsName(string text)
    {
        var isExtra = text.StartsWith(ExtraDefinition.Prefix, StringComparison.Ordinal);
        return (isExtra ? text[ExtraDefinition.Prefix.Length..] : text).All(c => char.IsAsciiLetter(c) || c is '_' or '.' || (isExtra && char.IsAsciiDigit(c)));
    }

    private static CustomerQuery Strictly(IEnumerable<KeyValuePair<string, string>> pairs, ExtraDefinitions extra)
    {
        var query = FromAddress(pairs, extra, out var refusal);
        return refusal is null ? query : throw new RefusedException(refusal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string text, bool plusIsSpace)
    {
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            yield return new(name.Trim(), Uri.UnescapeDataString(plusIsSpace ? value.Replace('+', ' ') : value));
        }
    }

    // What means nothing is left out of the query.
    private static CustomerQuery Read(IEnumerable<KeyValuePair<string, string>> pairs, ExtraDefinitions extra, List<Refusal> refusals)
    {
        var query = CustomerQuery.Plain;
        var isSorted = false;
        var fields = new QueryFields(extra);
        foreach (var (name, raw) in pairs)
        {
            if (OfTheWay.Contains(name)) continue;
            // Zero characters, which PostgreSQL would refuse, are in no value.
            var value = raw.Replace("\0", "", StringComparison.Ordinal).Trim();
            var next = name switch
            {
                "q" => query with { Words = value },
                "type" => value switch
                {
                    "person" or "company" => query with { Type = value },
                    "" => query with { Type = null },
                    _ => null,
                },
                "active" => PresenceOf(value) is { } presence ? query with { Presence = presence } : null,
                "lang" or "language" when value != FieldFilter.Anything =>
                LanguagesOf(value, refusals) is { } languages ? query with { Languages = Joined(query.Languages, languages) } : query,
                "group" or "groups" when value != FieldFilter.Anything => query with { Groups = Joined(query.Groups, [value]) },
                "label" when value != FieldFilter.Anything => query with { Labels = Joined(query.Labels, [value]) },
                "id" => IdsOf(value) is { } ids ? query with { Ids = ids } : null,
                "set" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? query with { ChangeSet = set } : null,
                "sort" => CustomerSort.ByKey(value.TrimStart('-'), extra) is { } sort ? query with { Sort = sort, Descending = value.StartsWith('-') } : null,
                _ => fields.Add(query, name, value, refusals),
            };
            if (next is null) refusals.Add(new Refusal("filter.value", name, value));
            isSorted |= name == "sort" && next is not null;
            query = next ?? query;
        }
        if (!isSorted) query = query with { Sort = DefaultSort(query) };
        return query with { Fields = fields.InOrder };
    }

    private static List<string>? LanguagesOf(string value, List<Refusal> refusals)
    {
        var languages = new List<string>();
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
            if (part.Length == 0 || Languages.Find(part) is not null) languages.Add(part.Length == 0 ? part : Languages.Find(part)!);
            else refusals.Add(new Refusal("filter.language", "lang", part));
        return languages.Count == 0 ? null : languages;
    }

    private static long[]? IdsOf(string value)
    {
        var ids = new List<long>();
        foreach (var part in value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
            ids.Add(id);
        }
        return [.. ids.Distinct().Order()];
    }

    // In one order, without repeats: the same choice has the same address however it was clicked together.
    internal static string[] Joined(IEnumerable<string> known, IEnumerable<string> more) =>
        [.. known.Concat(more).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal static CustomerPresence? PresenceOf(string value) => value switch
    {
        None or "1" or "yes" => CustomerPresence.Active,
        "0" or "no" => CustomerPresence.Inactive,
        "all" => CustomerPresence.Living,
        "trash" => CustomerPresence.Trashed,
        _ => null,
    };

    private static string PresenceText(CustomerPresence presence) => presence switch
    {
        CustomerPresence.Inactive => "0",
        CustomerPresence.Living => "all",
        CustomerPresence.Trashed => "trash",
        _ => "1",
    };
}
