using System.Reflection;
using Stamgast.Database;
using Xunit.Sdk;
using Xunit.v3;

namespace Stamgast.Testing;

/// <summary>Gives a theory one row for each engine: <c>[Theory, EachEngine] public async Task A_sentence(Engine engine)</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachEngineAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(Enum.GetValues<Engine>().Select(engine => (ITheoryDataRow)new TheoryDataRow<Engine>(engine)).ToArray());

    public override bool SupportsDiscoveryEnumeration() => true;
}
