using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.App.Customers.Names;

/// <summary>The shops as one page offers them: read once.</summary>
public sealed class ShopsNow(Base customers)
{
    private ShopNames? known;
    private bool isRead;

    /// <summary>Null while there is no shop.</summary>
    public ShopNames? Known
    {
        get
        {
            if (!isRead) (known, isRead) = (ShopNames.Of(customers), true);
            return known;
        }
    }

    /// <summary>What a form offers beside the present values: these first, in their order, unless they are offered anyway.</summary>
    public IReadOnlyList<string> Beside(IEnumerable<string> present) =>
        [.. present.Where(name => Known?[name] is null || !Known.Offered.Contains(name, StringComparer.OrdinalIgnoreCase)), .. Known?.Offered ?? []];
}
