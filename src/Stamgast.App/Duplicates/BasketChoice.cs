using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Stamgast.Customers;

namespace Stamgast.App.Duplicates;

/// <summary>The choices of a pair in the basket, written as in the address of the merge page: <c>keep=2&amp;take=email:2</c>.</summary>
public static class BasketChoice
{
    /// <summary>Writes them.</summary>
    public static string Write(long keep, IReadOnlyDictionary<int, long> taken) => string.Create(CultureInfo.InvariantCulture, $"keep={keep}")
        + (taken.Count == 0 ? "" : "&take=" + string.Join(',', taken.OrderBy(t => t.Key)
            .Select(t => string.Create(CultureInfo.InvariantCulture, $"{CustomerFields.All[t.Key].Name}:{t.Value}"))));

    /// <summary>Reads them; without any, the first of the two is kept.</summary>
    public static (long Keep, Dictionary<int, long> Taken) Read(string? text, long otherwise)
    {
        var query = QueryHelpers.ParseQuery(text ?? "");
        var taken = new Dictionary<int, long>();
        foreach (var part in query.GetValueOrDefault("take").ToString().Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(':')))
            if (part is [var name, var id] && CustomerFields.ByName(name) is { IsList: false } field && DuplicateAddress.Id(id) is { } from)
                taken[field.Ordinal] = from;
        return (DuplicateAddress.Id(query.GetValueOrDefault("keep")) ?? otherwise, taken);
    }
}
