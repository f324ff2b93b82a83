using System.Data.Common;
using Stamgast.Customers;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.Importing.Rows;
using Stamgast.Merging;
using Stamgast.Text;

namespace Stamgast.Importing.Comparing;

/// <summary>
/// The customers with the e-mail addresses of some rows that were merged, and those that they became: a row that says nothing else than one of them
/// was imported before, and is not added a second time.
/// </summary>
internal sealed class MergedTwins
{
    private readonly Dictionary<string, List<AbsorbedKey>> byEmail = new(StringComparer.Ordinal);
    private Dictionary<long, CustomerState> states = [];

    /// <summary>Fetches them; null when nobody with such an address was merged.</summary>
    public static MergedTwins? Of(DbConnection connection, Engine engine, IReadOnlyCollection<string> emails)
    {
        if (AbsorbedKeys.OfEmails(connection, engine, emails) is not { Count: > 0 } keys) return null;
        var twins = new MergedTwins { states = CustomerStates.Read(connection, engine, [.. keys.SelectMany(k => (long[])[k.Absorbed, k.Root]).Distinct()]) };
        foreach (var group in keys.Where(k => twins.states[k.Root].IsLive).GroupBy(k => k.Key, StringComparer.Ordinal)) twins.byEmail[group.Key] = [.. group];
        return twins;
    }

    /// <summary>The living customer that has all that a row says, by itself or in one that was merged into it; null without one.</summary>
    public long? Find(ImportedRow row)
    {
        if (row.Has(CustomerFields.Number) || !row.Has(CustomerFields.Email) || !byEmail.TryGetValue(row.EmailKey, out var keys)) return null;
        foreach (var key in keys)
            if (Has(states[key.Absorbed].Values, row) || Has(states[key.Root].Values, row)) return key.Root;
        return null;
    }

    // Lists and notes of the kept one have those of others too.
    private static bool Has(CustomerValues values, ImportedRow row)
    {
        for (var i = 0; i < CustomerFields.Count; i++)
            if (row.Has(i) && row.Values[i] is { } text && text != values[i] && !Contains(values, i, text)) return false;
        return row.Extra.All(e => e.Value is not { } text || ExtraTexts.Has(values, e.Field.MapId, text));
    }

    private static bool Contains(CustomerValues values, int field, string text)
    {
        if (field == CustomerFields.Notes) return values[field] is { } notes && TextParts.Has(notes, text);
        if (MergeUnits.Lists.FirstOrDefault(l => l.Field == field || l.Mains.Contains(field)) is not { } list) return false;
        var known = list.ValuesOf(values).Select(list.KeyOf).ToHashSet(StringComparer.Ordinal);
        return RecordValues.Elements(text).All(e => known.Contains(list.KeyOf(e)));
    }

    private static class ExtraTexts
    {
        public static bool Has(CustomerValues values, string map, string text) =>
            MapValue.Of(values[CustomerFields.Extra], map) is { } now && (now == text || RecordValues.Elements(text).All(RecordValues.Elements(now).Contains));
    }
}
