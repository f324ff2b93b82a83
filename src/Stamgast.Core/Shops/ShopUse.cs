using System.Globalization;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Database;
using Stamgast.Kinds;

namespace Stamgast.Shops;

/// <summary>What uses a shop, by kind: as long as something does, the shop cannot go to the trash.</summary>
public static class ShopUse
{
    /// <summary>The number of records of each kind outside the trash that name the shop; kinds without any are left out.</summary>
    public static IReadOnlyList<(RecordKind Kind, long Number)> Of(Base customers, long shop)
    {
        using var reader = customers.OpenReader();
        var uses = new List<(RecordKind, long)>();
        foreach (var kind in RecordKinds.All.Where(k => k.Shop is not null && k.Shop.To == "shops"))
        {
            using var command = reader.Query(
                $"select count(*) from {kind.Shape.Table} c where c.{kind.Shop!.Name} = @shop and {kind.Shape.Alive(customers.Engine, "c")}", ("shop", shop));
            if (Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) is > 0 and var number) uses.Add((kind, number));
        }
        return uses;
    }

    /// <summary>The number of customers, in the trash or not, who name a shop.</summary>
    /// <param name="most">No more are counted.</param>
    public static long Customers(Base customers, string name, int most)
    {
        var names = new List<object>();
        var has = new FieldConditions(customers.Engine, Parameter, () => "").Of(new FieldFilter(CustomerFields.All[CustomerFields.Shops], [name]));
        using var reader = customers.OpenReader();
        using var command = reader.Query($"select count(*) from (select 1 from customer c where {has} limit {most}) found",
            [.. names.Select((n, i) => ($"n{i}", (object?)n))]);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);

        string Parameter(object value)
        {
            names.Add(value);
            return $"@n{names.Count - 1}";
        }
    }
}
