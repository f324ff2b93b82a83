using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;

namespace Stamgast.Sales.Agreements;

/// <summary>What the review page of an agreement may show.</summary>
public enum ReviewState
{
    /// <summary>The document, the state and the note.</summary>
    Open,

    /// <summary>Its day has passed before it was signed.</summary>
    Expired,

    /// <summary>It was taken back.</summary>
    Withdrawn,
}

/// <summary>Gives agreements their personal links, and follows them.</summary>
public sealed class AgreementLinks(Base customers, Viewer viewer, TimeProvider clock)
{
    /// <summary>Gives an agreement a new link; the one before no longer leads anywhere.</summary>
    /// <returns>The key, which is not stored and cannot be asked for again.</returns>
    /// <exception cref="RefusedException">record.unknown; record.trashed; agreement.over: it is declined, expired, suspended or cancelled; busy</exception>
    public string Renew(long id, Actor actor)
    {
        var kind = AgreementKind.Instance;
        var now = AskedRecords.Require(customers, kind, id);
        if (now.Trashed) throw new RefusedException(Refusals.Trashed(kind.Shape), id);
        if (IsOver(now.Values)) throw new RefusedException("agreement.over", id, now.Values[AgreementKind.OwnNumber]);
        var key = ReviewLink.NewKey();
        new EditRecord(customers, kind, viewer, clock).Do(id, now.Version, new GivenRecord(now.Values, new Dictionary<int, string?>
            { [AgreementKind.LinkKey.Ordinal] = ReviewLink.HashOf(key) }), actor, GivenBy.Rules);
        return key;
    }

    /// <summary>What the page of a link may show.</summary>
    /// <param name="today">"2026-11-30".</param>
    public static ReviewState StateOf(RecordValues agreement, string today) => agreement[AgreementKind.OfState] switch
    {
        AgreementKind.Cancelled or AgreementKind.Declined or AgreementKind.Suspended => ReviewState.Withdrawn,
        AgreementKind.Expired => ReviewState.Expired,
        AgreementKind.Signed => ReviewState.Open,
        _ => agreement[AgreementKind.ExpiresOn] is { } last && string.CompareOrdinal(last, today) < 0 ? ReviewState.Expired : ReviewState.Open,
    };

    /// <summary>Notes that the customer opened an agreement that was sent, behind its link; once, and nothing else changes.</summary>
    public static void OpenedByCustomer(Base customers, RecordState agreement, TimeProvider clock) =>
        new AgreementLinks(customers, Viewer.System, clock).Opened(agreement, new Actor(null, Door.Form));

    /// <summary>The same, by anybody.</summary>
    public void Opened(RecordState agreement, Actor actor)
    {
        if (agreement.Values[AgreementKind.OfState] != AgreementKind.Sent) return;
        var kind = AgreementKind.Instance;
        try
        {
            new StepRecords(customers, kind, viewer, clock).Do([agreement.Id], kind.Steps.First(s => s.Key == "open"), new Dictionary<int, string?>(), actor);
        }
        // Somebody else was faster, or the base is busy: the page is shown all the same.
        catch (RefusedException) { }
    }

    private static bool IsOver(RecordValues values) => values[AgreementKind.OfState]
        is AgreementKind.Declined or AgreementKind.Expired or AgreementKind.Suspended or AgreementKind.Cancelled;
}
