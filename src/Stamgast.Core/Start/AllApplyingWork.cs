using System.Runtime.CompilerServices;
using Stamgast.Changes.Applying;
using Stamgast.Importing.Late;

namespace Stamgast.Start;

/// <summary>What the features of this program do while a proposal is applied.</summary>
internal static class AllApplyingWork
{
    // Whoever applies a proposal needs it, also a test that touches nothing else.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => ApplyingWork.OfProgram = new ApplyingWork { CheckAgain = LateRows.CheckAgain, OfferAgain = LateRows.OfferAgain };
}
