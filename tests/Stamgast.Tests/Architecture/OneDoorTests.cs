using System.Reflection;
using Stamgast.Changes;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;

namespace Stamgast.Architecture;

/// <summary>
/// Customer data changes only through verbs, imports and proposals, each of which checks first; nothing else reaches the writer:
/// docs/decisions/0048-verbs-and-proposals.md.
/// </summary>
public sealed class OneDoorTests
{
    private const string Undo = nameof(ChangeSets.Undo);

    // The names of the features that judge values before they hand them to the writer.
    private static readonly string[] Doors = ["CustomerVerbs", "Merging", "Kinds", "Tasks", "Sales", "Service", "Relations", "Importing", "Proposals"];

    private static readonly string[] Writing = [.. typeof(ChangeSets)
        .GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(m => m.IsAssembly || m.IsPublic).Select(m => m.Name).Distinct().Where(name => name != Undo)];

    [Fact]
    public void Only_verbs_imports_and_proposals_call_the_writer()
    {
        var others = CallersIn(typeof(Base).Assembly)
            .Where(type => type != typeof(ChangeSets) && !Doors.Contains(type.Namespace!.Split('.').ElementAtOrDefault(1))).Select(type => type.FullName);
        Assert.Empty(others);
    }

    [Fact]
    public void Pages_and_commands_can_only_reach_the_undo_of_the_writer()
    {
        Assert.Contains("Edit", Writing);
        Assert.Equal([Undo], typeof(ChangeSets).GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(m => m.Name)
            .Distinct());
        // They are in another assembly, so the compiler enforces it, unless Core lets them in.
        var friends = typeof(Base).Assembly.GetCustomAttributes<System.Runtime.CompilerServices.InternalsVisibleToAttribute>().Select(a => a.AssemblyName)
            .Order(StringComparer.Ordinal);
        Assert.Equal(["Stamgast.App.Tests", "Stamgast.Benchmarks", "Stamgast.Tests"], friends);
    }

    [Fact]
    public void A_type_that_calls_the_writer_by_itself_would_be_found() =>
        Assert.Contains(typeof(OneDoorTests), CallersIn(typeof(Careless).Assembly));

    private static IEnumerable<Type> CallersIn(Assembly assembly) => assembly.GetTypes()
        .Where(type => TypeUses.Calls(type).Any(method => method.DeclaringType == typeof(ChangeSets) && Writing.Contains(method.Name))).Select(Outermost)
        .Distinct();

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static class Careless
    {
        public static EditOutcome Rename(Base customers) => new ChangeSets(customers, TimeProvider.System).Edit(1, 1, new CustomerValues(), Actor.CommandLine);
    }
}
