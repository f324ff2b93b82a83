using Stamgast.App.Kinds;
using Stamgast.App.Serving;
using Stamgast.Kinds;
using Stamgast.Shops;

namespace Stamgast.App.Shops;

/// <summary>The number series and the languages of a shop on its form.</summary>
internal static class ShopSeries
{
    /// <summary>The kinds that are numbered in a shop.</summary>
    public static IReadOnlyList<RecordKind> Kinds => [.. RecordKinds.All.Where(k => k.Number is not null && k.NumberKey is not null && k.Shop is not null)];

    /// <summary>Reads the ticks and the patterns; nothing when the form has none.</summary>
    public static void Read(RecordForm form, IFormCollection sent, Visit visit)
    {
        if (!sent.ContainsKey("shop-series-kind")) return;
        form.Put(ShopKind.Languages, string.Join(" | ", sent["shop-language"].Where(l => l is { Length: <= 10 }).Prepend("en").Distinct()));
        var (kinds, patterns) = (sent["shop-series-kind"], sent["shop-series"]);
        form.Put(ShopKind.Series, MapValue.Write(kinds.Select((key, i) => (Key: key!, Pattern: i < patterns.Count ? patterns[i]!.Trim() : ""))
            .Where(s => s.Pattern.Length > 0 && RecordKinds.Find(s.Key) is not null).DistinctBy(s => s.Key)
            .Select(s => KeyValuePair.Create(s.Key, s.Pattern))));
    }
}
