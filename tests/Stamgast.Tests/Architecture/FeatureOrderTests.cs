using System.Reflection;
using Stamgast.Database;
using Stamgast.Start;

namespace Stamgast.Architecture;

/// <summary>A feature knows only those that stand above it in <see cref="AllFeatures"/>: there are no circles, and one can be read after the other.</summary>
public sealed class FeatureOrderTests
{
    private static readonly Assembly Core = typeof(Base).Assembly;

    [Fact]
    public void A_feature_uses_only_features_above_it()
    {
        var breaches = Breaches(AllFeatures.InOrder);
        Assert.True(breaches.Length == 0, string.Join("\n", breaches));
    }

    [Fact]
    public void Every_feature_is_in_the_list()
    {
        var known = Core.GetTypes().Select(FeatureOf).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(AllFeatures.InOrder.Order(StringComparer.Ordinal), known);
    }

    [Fact]
    public void The_rule_notices_a_feature_in_the_wrong_place()
    {
        string[] wrong = ["Importing", .. AllFeatures.InOrder.Where(f => f != "Importing")];
        Assert.Contains(Breaches(wrong), b => b.StartsWith("Importing.", StringComparison.Ordinal));
    }

    private static string[] Breaches(IReadOnlyList<string> order)
    {
        var place = order.Select((feature, at) => (feature, at)).ToDictionary(f => f.feature, f => f.at, StringComparer.Ordinal);
        return [.. (from type in Core.GetTypes()
                    where !JoinsAllTables(type)
                    let own = FeatureOf(type)
                    where own is not null && place.ContainsKey(own)
                    from used in TypeUses.Of(type)
                    where used.Assembly == Core
                    let other = FeatureOf(used)
                    where other is not null && place.GetValueOrDefault(other, -1) > place[own]
                    select $"{own}.{Outermost(type).Name} uses {other}.{Outermost(used).Name}").Distinct().Order(StringComparer.Ordinal)];
    }

    // One model holds the tables of all features: it and its migrations must know them.
    private static bool JoinsAllTables(Type type) =>
        typeof(StamgastContext).IsAssignableFrom(Outermost(type)) || type.Namespace?.EndsWith("Migrations", StringComparison.Ordinal) == true;

    private static string? FeatureOf(Type type) =>
        Outermost(type).Namespace is { } space && space.StartsWith("Stamgast.", StringComparison.Ordinal) ? space.Split('.')[1] : null;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
