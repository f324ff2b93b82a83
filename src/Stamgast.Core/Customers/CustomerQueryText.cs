using System.Globalization;
using System.Text;

namespace Stamgast.Customers;

/// <summary>
/// A <see cref="CustomerQuery"/> as the text after the question mark of an address: the same query always has the same text, so a
/// list can be bookmarked and sent. docs/reference/filters.md describes it.
/// </summary>
public static class CustomerQueryText
{
    private const string None = "";

    /// <summary>What differs from the plain list, for example <c>q=aerts&amp;type=person&amp;active=all&amp;sort=-city</c>; empty for the plain list.</summary>
    public static string ToAddress(CustomerQuery query)
    {
        var text = new StringBuilder();
        void Add(string name, string value) =>
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal));
        if (query.Words.Length > 0) Add("q", query.Words);
        if (query.Type is not null) Add("type", query.Type);
        if (query.Presence != CustomerPresence.Active) Add("active", PresenceText(query.Presence));
        if (query.Languages.Count > 0) Add("lang", string.Join(',', query.Languages));
        foreach (var group in query.Groups) Add("group", group);
        foreach (var label in query.Labels) Add("label", label);
        foreach (var filter in query.Fields)
            foreach (var value in filter.Values) Add(filter.Field.Name, value);
        if (query.Ids is { } ids) Add("id", string.Join(',', ids));
        if (query.ChangeSet is { } set) Add("set", set.ToString(CultureInfo.InvariantCulture));
        if (query.Sort != DefaultSort(query) || query.Descending) Add("sort", (query.Descending ? "-" : "") + query.Sort.Key);
        return text.ToString();
    }

    /// <summary>The order of a list for which none was chosen: the best first when words were typed, else by name.</summary>
    public static CustomerSort DefaultSort(CustomerQuery query) => query.Words.Length > 0 ? CustomerSort.Match : CustomerSort.Name;

    /// <summary>Reads an address; names and values that mean nothing are passed over, so that an old bookmark still opens.</summary>
    public static CustomerQuery FromAddress(string address) =>
        Read(Pairs(address.TrimStart('?'), plusIsSpace: true), strict: false);

    /// <summary>Reads the names and values of an address that somebody else took apart.</summary>
    public static CustomerQuery FromAddress(IEnumerable<KeyValuePair<string, string>> pairs) => Read(pairs, strict: false);

    /// <summary>Reads a filter that a person typed: an address without its path, or only words to search for. Without <c>active=</c> it means active customers, as in the list.</summary>
    /// <exception cref="RefusedException">filter.name, filter.value</exception>
    public static CustomerQuery FromFilter(string filter)
    {
        var text = filter.Trim();
        if (text.StartsWith('?')) return Read(Pairs(text[1..], plusIsSpace: true), strict: true);
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && text[..equals].All(c => char.IsAsciiLetter(c) || c == '_')
            ? Read(Pairs(text, plusIsSpace: false), strict: true)
            : CustomerQuery.Plain with { Words = text, Sort = CustomerSort.Match };
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

    private static CustomerQuery Read(IEnumerable<KeyValuePair<string, string>> pairs, bool strict)
    {
        var query = CustomerQuery.Plain;
        var isSorted = false;
        var fields = new List<FieldFilter>();
        foreach (var (name, raw) in pairs)
        {
            var value = raw.Trim();
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
                "lang" or "language" => query with { Languages = Joined(query.Languages, value.Split(',', StringSplitOptions.TrimEntries)) },
                "group" or "groups" => query with { Groups = Joined(query.Groups, [value]) },
                "label" => query with { Labels = Joined(query.Labels, [value]) },
                "id" => IdsOf(value) is { } ids ? query with { Ids = ids } : null,
                "set" => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var set) ? query with { ChangeSet = set } : null,
                "sort" => CustomerSort.ByKey(value.TrimStart('-')) is { } sort ? query with { Sort = sort, Descending = value.StartsWith('-') } : null,
                _ when CustomerFields.ByName(name) is { } field => AddField(query, fields, field, value),
                _ when strict => throw new RefusedException("filter.name", name),
                _ => query,
            };
            if (next is null && strict) throw new RefusedException("filter.value", name, value);
            isSorted |= name == "sort" && next is not null;
            query = next ?? query;
        }
        if (!isSorted) query = query with { Sort = DefaultSort(query) };
        return fields.Count == 0 ? query : query with { Fields = fields };
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

    private static CustomerQuery AddField(CustomerQuery query, List<FieldFilter> fields, CustomerField field, string value)
    {
        if (field.Kind == FieldKind.Flag) value = value switch { "yes" => "1", "no" => "0", _ => value };
        var known = fields.FindIndex(f => f.Field == field);
        if (known < 0) fields.Add(new FieldFilter(field, [value]));
        else fields[known] = new FieldFilter(field, Joined(fields[known].Values, [value]));
        return query;
    }

    // In one order, without repeats: the same choice has the same address however it was clicked together.
    private static string[] Joined(IEnumerable<string> known, IEnumerable<string> more) =>
        [.. known.Concat(more).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static CustomerPresence? PresenceOf(string value) => value switch
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
