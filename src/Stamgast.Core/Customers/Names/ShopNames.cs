using System.Collections.Frozen;
using System.Data.Common;
using Stamgast.Database;
using Stamgast.Formats;

namespace Stamgast.Customers.Names;

/// <summary>The shops of the settings, by whose names customers say where they buy. What names none of them stays as it is, with a warning.</summary>
public sealed class ShopNames
{
    /// <summary>The warning for a name that no shop has.</summary>
    public const string Unknown = "shop.unknown";

    private readonly FrozenDictionary<string, string> byText;

    private ShopNames(IReadOnlyList<(string Name, string Code, bool Active)> shops)
    {
        All = [.. shops.Select(s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        Offered = [.. shops.Where(s => s.Active).Select(s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase)];
        // A name counts before the code of another shop.
        byText = shops.Select(s => (Text: s.Name, s.Name)).Concat(shops.Select(s => (Text: s.Code, s.Name)))
            .DistinctBy(s => s.Text, StringComparer.OrdinalIgnoreCase).ToFrozenDictionary(s => s.Text, s => s.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The names of all shops outside the trash.</summary>
    public IReadOnlyList<string> All { get; }

    /// <summary>Those that forms and filters offer: the active ones.</summary>
    public IReadOnlyList<string> Offered { get; }

    /// <summary>The shops of a base; null while it has none, so that any name will do.</summary>
    public static ShopNames? Of(Base customers)
    {
        using var reader = customers.OpenReader();
        return Of(reader, customers.Engine);
    }

    /// <inheritdoc cref="Of(Base)" />
    public static ShopNames? Of(DbConnection connection, Engine engine)
    {
        using var command = connection.Query($"select s.name, s.code, s.active from shop s where {engine.No("s.trashed")} order by s.name, s.id");
        using var rows = command.ExecuteReader();
        var shops = new List<(string, string, bool)>();
        while (rows.Read())
            if (!rows.IsDBNull(0)) shops.Add((rows.GetString(0), rows.TextOrNull(1) ?? "", rows.IsDBNull(2) || Convert.ToBoolean(rows.GetValue(2), null)));
        return shops.Count == 0 ? null : new ShopNames(shops);
    }

    /// <summary>The name of a shop given by its name, in any capitals, or its code; null for an unknown one.</summary>
    public string? this[string text] => byText.GetValueOrDefault(text);

    /// <summary>The first of these names, joined, that no shop has; null when all are shops.</summary>
    public string? FirstUnknown(string? joined) => CustomerValues.Elements(joined).FirstOrDefault(name => this[name] is null);

    /// <summary>The names of a cell as the shops write them.</summary>
    internal Reading Read(Reading names, CellText cell)
    {
        if (names.Value is not { } value) return names;
        var given = cell.Of(value).ToString();
        var elements = CustomerValues.Elements(given);
        var warning = names.Warning ?? (elements.Any(name => this[name] is null) ? Unknown : null);
        var spelled = CustomerValues.Join([.. elements.Select(name => this[name] ?? name).Distinct(StringComparer.OrdinalIgnoreCase)])!;
        return spelled == given ? names with { Warning = warning } : Reading.Of(cell.ToText(spelled), warning);
    }
}
