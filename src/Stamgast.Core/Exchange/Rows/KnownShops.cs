using System.Globalization;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Customers;
using Stamgast.Shops;
using Stamgast.Text;

namespace Stamgast.Exchange.Rows;

/// <summary>The shops outside the trash, which are few: files name them by code, by name or by ID.</summary>
internal sealed class KnownShops
{
    private readonly Dictionary<string, string> byText = new(StringComparer.Ordinal);

    public KnownShops(Base customers, string today)
    {
        var shops = new RecordList(customers, ShopKind.Instance, Viewer.System, today).Each(new RecordQuery()).Select(r => r.State).ToList();
        foreach (var shop in shops) byText.TryAdd(Folding.Letters(shop.Values[ShopKind.Code] ?? ""), IdOf(shop));
        foreach (var shop in shops) byText.TryAdd(Folding.Letters(shop.Values[ShopKind.Name] ?? ""), IdOf(shop));
        foreach (var shop in shops) byText.TryAdd(IdOf(shop), IdOf(shop));
        var active = shops.Where(s => s.Values[ShopKind.Active] != "0").OrderBy(s => s.Id).ToList();
        Usual = active.Count > 0 ? IdOf(active[0]) : null;
        Only = active.Count == 1 ? Usual : null;
        Codes = string.Join(", ", shops.Select(s => s.Values[ShopKind.Code]).Take(20));
    }

    /// <summary>The shop of new documents in a file that names none: the first active one; null without any.</summary>
    public string? Usual { get; }

    /// <summary>The ID of the only active shop, which a file need not name; null when there are several or none.</summary>
    public string? Only { get; }

    /// <summary>The codes, to choose from.</summary>
    public string Codes { get; }

    /// <summary>The ID of the shop with this code, name or ID; null without one.</summary>
    public string? Of(string text) => byText.GetValueOrDefault(Folding.Letters(text.Trim()));

    private static string IdOf(RecordState shop) => shop.Id.ToString(CultureInfo.InvariantCulture);
}
