using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Sales.Agreements;
using Stamgast.Sales.Contracts;
using Stamgast.Sales.Nightly;
using Stamgast.Sales.Offers;
using Stamgast.Sales.Returns;
using Stamgast.Tasks;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Sales;

public sealed class SalesNightTests
{
    [Theory, EachEngine]
    public async Task Offers_expire_the_day_after_they_were_valid(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var old = Offer("2026-11-30");
        var lasting = Offer("2026-12-01");
        Assert.Equal(0, Night(place));
        place.Clock.GoOn(TimeSpan.FromDays(1));
        Assert.Equal(1, Night(place));
        Assert.Equal(("expired", "sent"), (State(old), State(lasting)));
        Assert.Equal(0, Night(place));
        place.AssertSound();

        long Offer(string until)
        {
            var id = place.Add(OfferKind.Instance, (OfferKind.OfShop, "1"), (OfferKind.OfCustomer, "1"), (OfferKind.ValidUntil, until));
            place.Step(OfferKind.Instance, id, "send");
            return id;
        }

        string? State(long id) => place.Now(OfferKind.Instance, id).Values[OfferKind.OfState];
    }

    [Theory, EachEngine]
    public async Task Agreements_that_nobody_signed_expire_the_day_after_their_last(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var (sent, opened, lasting, signed) = (Agreement("2026-11-30"), Agreement("2026-11-30"), Agreement(null), Agreement("2026-11-30"));
        place.Step(AgreementKind.Instance, opened, "open");
        place.Step(AgreementKind.Instance, signed, "sign", (AgreementKind.SignedOn, "2026-11-30"), (AgreementKind.SignerName, "Aerts"));
        var draft = place.Add(AgreementKind.Instance, (AgreementKind.Title, "Mandate"), (AgreementKind.OfCustomer, "1"), (AgreementKind.ExpiresOn,
            "2026-11-30"));
        Assert.Equal(0, Night(place));
        place.Clock.GoOn(TimeSpan.FromDays(1));
        Assert.Equal(2, Night(place));
        Assert.Equal(["expired", "expired", "sent", "signed", "draft"],
            new[] { sent, opened, lasting, signed, draft }.Select(id => place.Now(AgreementKind.Instance, id).Values[AgreementKind.OfState]));
        Assert.Equal(0, Night(place));
        place.AssertSound();

        long Agreement(string? until)
        {
            var id = place.Add(AgreementKind.Instance, (AgreementKind.Title, "Mandate"), (AgreementKind.OfCustomer, "1"), (AgreementKind.ExpiresOn, until));
            place.Step(AgreementKind.Instance, id, "send");
            return id;
        }
    }

    [Theory, EachEngine]
    public async Task A_contract_reminds_of_notice_once_a_period_is_renewed_and_renewal_can_be_undone(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var kind = ContractKind.Instance;
        var id = Contract(place, ("2026-12-31", "years", "1"));
        place.Clock.GoOn(TimeSpan.FromDays(-30));
        Night(place);
        Assert.Empty(Tasks(place));
        place.Clock.GoOn(TimeSpan.FromDays(30));
        Assert.Equal(1, Night(place));
        Assert.Equal(0, Night(place));
        var task = Assert.Single(Tasks(place));
        Assert.Equal(("C-2026-0001: last day to give notice is 01/12/2026", "1", "2026-12-01"), (task.Values[TaskFields.Title],
            task.Values[TaskFields.Customer],
            task.Values[TaskFields.DueDate]));
        Assert.Equal(("contracts", $"{id}"), (task.Values[TaskFields.AboutKind], task.Values[TaskFields.AboutId]));
        place.Clock.GoOn(TimeSpan.FromDays(31));
        Assert.Equal(1, Night(place));
        Assert.Equal(("2027-12-31", "2027-12-01"), (place.Now(kind, id).Values[ContractKind.End], place.Now(kind, id).Values[ContractKind.NoticeDate]));
        Assert.Equal(0, Night(place));
        place.Clock.GoOn(TimeSpan.FromDays(330));
        Assert.Equal(1, Night(place));
        Assert.Equal(2, Tasks(place).Count);
        var renewal = new Stamgast.Changes.Histories.History(place.Base, Viewer.CommandLine, kind.Shape).Of(id, limit: 1)[0].Set;
        Assert.Equal((null, Door.Program), (renewal.UserId, renewal.Door));
        new ChangeSets(place.Base, place.Clock).Undo(renewal.Id, place.Actor);
        Assert.Equal("2026-12-31", place.Now(kind, id).Values[ContractKind.End]);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_contract_renewed_by_months_stays_on_the_last_day_of_a_month_and_one_without_renewal_ends(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var monthly = Contract(place, ("2026-09-30", "months", "1"));
        var plain = Contract(place, ("2026-11-29", "none", null));
        var ended = Contract(place, ("2027-11-29", "years", "1"));
        place.Step(ContractKind.Instance, ended, "end", (ContractKind.EndReason, "Moved abroad"));
        // The renewed one gets its task in the same night.
        Assert.Equal(3, Night(place));
        Assert.Equal("2026-12-31", place.Now(ContractKind.Instance, monthly).Values[ContractKind.End]);
        Assert.Equal(("ended", "2026-11-29", "End date reached"), (place.Now(ContractKind.Instance, plain).Values[ContractKind.OfState],
            place.Now(ContractKind.Instance, plain).Values[ContractKind.EndedOn], place.Now(ContractKind.Instance, plain).Values[ContractKind.EndReason]));
        Assert.Equal(("Moved abroad", "2026-11-30"), (place.Now(ContractKind.Instance, ended).Values[ContractKind.EndReason],
            place.Now(ContractKind.Instance, ended).Values[ContractKind.EndedOn]));
    }

    [Theory, EachEngine]
    public async Task A_return_to_follow_up_gets_one_task(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = ReturnTests.Add(place, OrderTests.Active(place), new ReturnLine { Quantity = 1 });
        place.Edit(ReturnKind.Instance, id, (ReturnKind.FollowUpDate, "2026-12-02"));
        Assert.Equal(0, Night(place));
        place.Clock.GoOn(TimeSpan.FromDays(2));
        Assert.Equal(1, Night(place));
        Assert.Equal(0, Night(place));
        var task = Assert.Single(Tasks(place)).Values;
        Assert.Equal(("Follow up return WEB-R-2026-0001", "returns", $"{id}", "1"), (task[TaskFields.Title], task[TaskFields.AboutKind],
            task[TaskFields.AboutId], task[TaskFields.Customer]));
    }

    private static long Night(KindPlace place) => new SalesNight(place.Base, place.Clock, Actor.Program).Run();

    private static long Contract(KindPlace place, (string End, string Renewal, string? Period) given)
    {
        var id = place.Add(ContractKind.Instance, (ContractKind.Title, "Beans"), (ContractKind.OfCustomer, "1"), (ContractKind.Start, "2026-01-01"),
            (ContractKind.End, given.End), (ContractKind.NoticeDays, given.Period is null ? null : "30"), (ContractKind.Renewal, given.Renewal),
            (ContractKind.RenewalPeriod, given.Period));
        place.Step(ContractKind.Instance, id, "activate");
        return id;
    }

    private static IReadOnlyList<RecordState> Tasks(KindPlace place) =>
        [.. Stamgast.Kinds.Verbs.AskedRecords.All(place.Base, TaskShape.Instance, [.. Enumerable.Range(1, 20).Select(i => (long)i)]).OrderBy(t => t.Id)];
}
