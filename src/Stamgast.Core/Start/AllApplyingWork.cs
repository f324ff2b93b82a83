using System.Runtime.CompilerServices;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Duplicates;
using Stamgast.Exchange.Applying;
using Stamgast.Importing.Late;
using Stamgast.Importing.SameEmails;
using Stamgast.Merging;

namespace Stamgast.Start;

/// <summary>The part of this program's features while a proposal is applied.</summary>
internal static class AllApplyingWork
{
    // Everything that applies a proposal needs it, even a test that uses nothing else.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => ApplyingWork.OfProgram = new ApplyingWork
    {
        CheckAgain = LateRows.CheckAgain, Prepare = AddedAlong.Prepare, OfferAgain = LateRows.OfferAgain,
        MergesAlong = MergeSameEmails.Along, Merged = DecidedByMerge.Merged, Split = DecidedByMerge.Split,
        SplitUnasked = (customers, transaction, shape, setId, absorbed) => shape.Kind == CustomerShape.KindNumber
            ? SplitCustomers.Unasked(customers, transaction, setId, absorbed) : SplitAnswers.None,
        MergeTakenBack = DecidedByMerge.TakenBack,
    };
}
