using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Stamgast.Customers;
using Stamgast.ExtraFields;

namespace Stamgast.App.Duplicates;

/// <summary>What is chosen for a pair, written as in the address of the merge page: <c>keep=2&amp;take=email:2,x:machine:1</c>.</summary>
/// <param name="Keep">The customer that is kept.</param>
/// <param name="Take">By the name of a field, or of an extra field ("x:machine"), the customer whose value is taken.</param>
public sealed record BasketChoice(long Keep, IReadOnlyDictionary<string, long> Take)
{
    // A newer "no" to the newsletter and an exemption win over what the kept customer has.
    private static readonly string[] OfTheirOwn =
        [CustomerFields.All[CustomerFields.Newsletter].Name, CustomerFields.All[CustomerFields.ObfuscateEnabled].Name];

    /// <summary>True when the value of a field is that of the kept customer unless somebody chooses.</summary>
    public static bool FollowsKept(string field) => !OfTheirOwn.Contains(field);

    /// <summary>What the form of a pair shows: each value in a frame, whether somebody chose it or not.</summary>
    /// <param name="ids">The customers that are meant; the first is kept where the form names none of them.</param>
    public static BasketChoice Shown(IFormCollection form, IReadOnlyList<long> ids)
    {
        var take = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in form.Keys.Where(k => k.StartsWith("t:", StringComparison.Ordinal)))
            if (IsField(name[2..]) && DuplicateAddress.Id(form[name]) is { } id && ids.Contains(id)) take[name[2..]] = id;
        return new BasketChoice(DuplicateAddress.Id(form["keep"]) is { } keep && ids.Contains(keep) ? keep : ids[0], take);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; without anything, the first of the two is kept.</summary>
    public static BasketChoice Read(string? text, long otherwise)
    {
        var query = QueryHelpers.ParseQuery(text ?? "");
        var take = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var part in query.GetValueOrDefault("take").ToString().Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (part.LastIndexOf(':') is > 0 and var at && IsField(part[..at]) && DuplicateAddress.Id(part[(at + 1)..]) is { } from) take[part[..at]] = from;
        return new BasketChoice(DuplicateAddress.Id(query.GetValueOrDefault("keep")) ?? otherwise, take);
    }

    /// <summary>Writes them.</summary>
    public string Write() => string.Create(CultureInfo.InvariantCulture, $"keep={Keep}")
        + (Take.Count == 0 ? "" : "&take=" + string.Join(',', Take.OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}:{t.Value}"))));

    private static bool IsField(string name) => name.StartsWith(ExtraDefinition.Prefix, StringComparison.Ordinal)
        || CustomerFields.ByName(name) is { IsList: false };
}
