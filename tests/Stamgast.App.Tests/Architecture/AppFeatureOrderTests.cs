using Stamgast.App.Start;
using Stamgast.Architecture;

namespace Stamgast.App.Tests.Architecture;

/// <summary>
/// The program around Core follows the same order as Core: a feature uses only those above it in <see cref="AllFeatures"/>, and there are no cycles.
/// </summary>
public sealed class AppFeatureOrderTests
{
    private static readonly FeatureOrder App = new(typeof(WebHost).Assembly, "Stamgast.App");

    [Fact]
    public void A_feature_uses_only_features_above_it()
    {
        var breaches = App.Breaches(AllFeatures.InOrder);
        Assert.True(breaches.Length == 0, string.Join("\n", breaches));
    }

    [Fact]
    public void Every_feature_is_in_the_list() => Assert.Equal(AllFeatures.InOrder.Order(StringComparer.Ordinal), App.All);

    [Fact]
    public void The_rule_notices_a_feature_in_the_wrong_place()
    {
        string[] wrong = ["Customers", .. AllFeatures.InOrder.Where(f => f != "Customers")];
        Assert.Contains(App.Breaches(wrong), b => b.StartsWith("Customers.", StringComparison.Ordinal));
    }
}
