using System.Reflection;

namespace Stamgast.Architecture;

/// <summary>The features of an assembly (the namespaces below its own) and their dependencies.</summary>
/// <param name="root">The namespace of the assembly.</param>
internal sealed class FeatureOrder(Assembly assembly, string root)
{
    /// <summary>All features, alphabetically.</summary>
    public IEnumerable<string> All => assembly.GetTypes().Select(FeatureOf).OfType<string>().Distinct().Order(StringComparer.Ordinal);

    /// <summary>Types that use a feature below their own.</summary>
    public string[] Breaches(IReadOnlyList<string> order)
    {
        var place = order.Select((feature, at) => (feature, at)).ToDictionary(f => f.feature, f => f.at, StringComparer.Ordinal);
        return [.. (from type in assembly.GetTypes()
                    let own = FeatureOf(type)
                    where own is not null && place.ContainsKey(own)
                    from used in TypeUses.Of(type)
                    where used.Assembly == assembly
                    let other = FeatureOf(used)
                    where other is not null && place.GetValueOrDefault(other, -1) > place[own]
                    select $"{own}.{Outermost(type).Name} uses {other}.{Outermost(used).Name}").Distinct().Order(StringComparer.Ordinal)];
    }

    private string? FeatureOf(Type type) =>
        Outermost(type).Namespace is { } space && space.StartsWith(root + ".", StringComparison.Ordinal) ? space[(root.Length + 1)..].Split('.')[0] : null;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
