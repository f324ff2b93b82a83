using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;

namespace Stamgast.Duplicates;

/// <summary>
/// Records what somebody decided on two customers, found by matching or not. It changes no customer: a pair marked as duplicate waits in the basket
/// until it is merged.
/// </summary>
public sealed class DecidePair(Base customers, TimeProvider clock)
{
    /// <summary>A pair that is put off comes back after this time.</summary>
    public static readonly TimeSpan PutOff = TimeSpan.FromDays(30);

    /// <summary>Records a decision, in place of an earlier one on the same two.</summary>
    /// <param name="choices">For a duplicate: which is kept and whose values are taken, as the address of the merge page writes it.</param>
    /// <exception cref="RefusedException">duplicates.same: twice the same customer; customer.unknown, customer.trashed, customer.merged;
    /// customer.not_mergeable: a duplicate of which one may not be merged</exception>
    public DuplicateDecision Do(long a, long b, PairVerdict verdict, Actor actor, string? choices = null) => customers.Write(transaction =>
    {
        var decision = Judged(transaction, a, b, verdict, actor);
        decision.Choices = verdict == PairVerdict.Duplicate ? choices : null;
        PairStore.Turn(transaction);
        PairDecisions.Write(transaction, decision);
        return decision;
    });

    /// <summary>Takes a decision back, so that the question is open again.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="RefusedException">customer.unknown</exception>
    public bool TakeBack(long a, long b, Actor actor) => customers.Write(transaction =>
    {
        Visible(CustomerStates.Read(transaction, [a, b]), actor.Viewer, a, b);
        PairStore.Turn(transaction);
        if (PairDecisions.Find(transaction.Connection, a, b) is not { } decision) return false;
        PairDecisions.TakeBack(transaction, [(decision.A, decision.B)]);
        return true;
    });

    /// <summary>A decision on two customers as they are within a transaction.</summary>
    internal DuplicateDecision Judged(WriteTransaction transaction, long a, long b, PairVerdict verdict, Actor actor) =>
        Judged(transaction, Seen(transaction, a, b, actor.Viewer), verdict, actor.UserId);

    private DuplicateDecision Judged(WriteTransaction transaction, (CustomerState A, CustomerState B) pair, PairVerdict verdict, long? user)
    {
        var (a, b) = pair;
        foreach (var state in new[] { a, b })
        {
            if (state.MergedInto is not null) throw MergedFamily.Refused(transaction.Connection, CustomerShape.Instance, state.Id);
            if (state.Trashed) throw new RefusedException(Refusals.Trashed(CustomerShape.Instance), state.Id);
            if (verdict == PairVerdict.Duplicate && state.Values[CustomerFields.AllowMerge] == "0")
                throw new RefusedException("customer.not_mergeable", state.Id, state.Values.DisplayName);
        }
        var now = clock.GetUtcNow().UtcDateTime;
        return new DuplicateDecision
        {
            A = a.Id, B = b.Id, Verdict = verdict, UserId = user, DecidedAt = now, BackAt = verdict == PairVerdict.Later ? now + PutOff : null,
            VersionA = a.Version, VersionB = b.Version, Seen = ComparedFields.Fingerprint(a.Values, b.Values),
        };
    }

    private static (CustomerState A, CustomerState B) Seen(WriteTransaction transaction, long a, long b, Viewer viewer)
    {
        if (a == b) throw new RefusedException("duplicates.same", a);
        return Visible(CustomerStates.Read(transaction, [a, b]), viewer, Math.Min(a, b), Math.Max(a, b));
    }

    private static (CustomerState A, CustomerState B) Visible(Dictionary<long, CustomerState> states, Viewer viewer, long a, long b)
    {
        CustomerState One(long id) => viewer.Seen(states.GetValueOrDefault(id)) ?? throw new RefusedException(Refusals.Unknown(CustomerShape.Instance), id);
        return (One(a), One(b));
    }
}
