using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.Customers;

/// <summary>
/// The customers that somebody may see: all of them, or only those of some responsibles, of some shops, or of both. It is applied in three ways that
/// agree: to values, as a condition in SQL, and, in <see cref="TraitChoice"/>, to the memory of a running program.
/// </summary>
public sealed record Visibility
{
    /// <summary>Every customer. It adds nothing to any statement.</summary>
    public static readonly Visibility All = new(null, null);

    private readonly IReadOnlyList<FieldFilter> filters;

    private Visibility(IReadOnlyList<string>? labels, IReadOnlyList<string>? shops)
    {
        (Labels, Shops) = (Plain(labels), Plain(shops));
        Key = (Labels, Shops) is (null, null) ? "" : $"labels={Written(Labels)};shops={Written(Shops)}";
        filters = [.. Of(CustomerFields.Label, Labels), .. Of(CustomerFields.Shops, Shops)];
    }

    /// <summary>
    /// Only customers with one of these responsibles; null for no limit. An empty text means customers without one, an empty list means none.
    /// </summary>
    public IReadOnlyList<string>? Labels { get; }

    /// <summary>The same for shops.</summary>
    public IReadOnlyList<string>? Shops { get; }

    /// <summary>True when every customer is seen.</summary>
    public bool IsAll => filters.Count == 0;

    /// <summary>The same text for the same customers: the key of anything cached for several viewers. Empty for all.</summary>
    public string Key { get; }

    /// <summary>Only customers that meet both limits, each of which may be open.</summary>
    /// <param name="labels">Responsibles as written; null for any.</param>
    /// <param name="shops">Shops in any capitals; null for any.</param>
    public static Visibility Only(IReadOnlyList<string>? labels, IReadOnlyList<string>? shops = null) => new(labels, shops);

    /// <summary>True when a customer with these values is seen.</summary>
    public bool Sees(CustomerValues values) => SeesLabel(values[CustomerFields.Label]) && SeesShops(values[CustomerFields.Shops]);

    /// <inheritdoc />
    public bool Equals(Visibility? other) => other?.Key == Key;

    /// <inheritdoc />
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    /// <summary>True when the responsible of a customer, null for none, meets the limit.</summary>
    internal bool SeesLabel(string? label) => Labels is null || Labels.Contains(label ?? "");

    /// <summary>The limit to shops as a filter; null without one.</summary>
    internal FieldFilter? OnShops => Shops is null ? null : filters[^1];

    /// <summary>The conditions on the customer with alias c, each with parameters that <paramref name="parameter"/> names; none for all.</summary>
    internal IEnumerable<string> Conditions(Engine engine, Func<object, string> parameter)
    {
        var fields = new FieldConditions(engine, parameter, () => "");
        return filters.Select(filter => fields.Of(filter));
    }

    /// <summary>The same to be appended to a condition: empty for all, otherwise " and ...".</summary>
    internal (string And, IReadOnlyList<(string Name, object? Value)> Parameters) AndSeen(Engine engine)
    {
        var parameters = new List<(string Name, object? Value)>();
        var and = string.Concat(Conditions(engine, Parameter).Select(condition => " and " + condition));
        return (and, parameters);

        string Parameter(object value)
        {
            parameters.Add(($"seen{parameters.Count}", value));
            return $"@seen{parameters.Count - 1}";
        }
    }

    /// <summary>The customers of the model that are seen.</summary>
    [SuppressMessage("Security", "EF1002", Justification = "Names of columns and parameters only; what people wrote is in the parameters.")]
    internal IQueryable<Customer> Of(StamgastContext context, Engine engine)
    {
        if (IsAll) return context.Customers;
        var values = new List<object>();
        var conditions = string.Join(" and ", Conditions(engine, value =>
        {
            values.Add(value);
            return $"{{{values.Count - 1}}}";
        }));
        return context.Customers.FromSqlRaw($"select * from customer c where {conditions}", [.. values]);
    }

    private bool SeesShops(string? joined)
    {
        if (Shops is null) return true;
        var shops = CustomerValues.Elements(joined).Select(LetterCase.Small).ToList();
        return Shops.Any(shop => shop.Length == 0 ? joined is null : shops.Contains(LetterCase.Small(shop)));
    }

    // A star is not a name: in a filter it means any.
    private static List<string>? Plain(IReadOnlyList<string>? names) =>
        names?.Where(n => n != FieldFilter.Anything).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

    private static string Written(IReadOnlyList<string>? names) =>
        names is null ? "*" : string.Join(',', names.Select(Uri.EscapeDataString).Select(n => $"'{n}'"));

    // Without a name nobody is visible; a filter without a value would let everybody pass.
    private static IEnumerable<FieldFilter> Of(int field, IReadOnlyList<string>? names) =>
        names is null ? [] : names.Count == 0 ? [new FieldFilter(FilterFields.Id, ["0"])] : [new FieldFilter(CustomerFields.All[field], names)];
}
