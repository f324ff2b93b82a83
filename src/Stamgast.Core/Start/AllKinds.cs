using System.Runtime.CompilerServices;
using Stamgast.Customers;
using Stamgast.Tasks;

namespace Stamgast.Start;

/// <summary>The kinds of records of this program. A new kind is added here, and nowhere below.</summary>
internal static class AllKinds
{
    // Code that reads a change item must find its shape, even in a test that touches nothing else.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        RecordShapes.Add(CustomerShape.Instance);
        RecordShapes.Add(TaskShape.Instance);
    }
}
