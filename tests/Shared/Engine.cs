using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Stamgast.Testing;

/// <summary>The databases on which every test of stored data runs.</summary>
public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>Gives a theory one row for each engine: <c>[Theory, EachEngine] public async Task A_sentence(Engine engine)</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachEngineAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new(Enum.GetValues<Engine>().Select(engine => (ITheoryDataRow)new TheoryDataRow<Engine>(engine)).ToArray());

    public override bool SupportsDiscoveryEnumeration() => true;
}
