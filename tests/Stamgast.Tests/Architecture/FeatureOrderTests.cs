using Stamgast.Database;
using Stamgast.Start;

namespace Stamgast.Architecture;

/// <summary>
/// A feature knows only those above it in <see cref="AllFeatures"/>: there are no cycles, and they can be read one after the other.
/// </summary>
public sealed class FeatureOrderTests
{
    private static readonly FeatureOrder Core = new(typeof(Base).Assembly, "Stamgast");

    [Fact]
    public void A_feature_uses_only_features_above_it()
    {
        var breaches = Core.Breaches(AllFeatures.InOrder);
        Assert.True(breaches.Length == 0, string.Join("\n", breaches));
    }

    [Fact]
    public void Every_feature_is_in_the_list() => Assert.Equal(AllFeatures.InOrder.Order(StringComparer.Ordinal), Core.All);

    [Fact]
    public void The_rule_notices_a_feature_in_the_wrong_place()
    {
        string[] wrong = ["Importing", .. AllFeatures.InOrder.Where(f => f != "Importing")];
        Assert.Contains(Core.Breaches(wrong), b => b.StartsWith("Importing.", StringComparison.Ordinal));
    }
}
