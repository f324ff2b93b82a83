using Stamgast.Changes;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.CustomerVerbs;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Outbox;
using Stamgast.Service.Conversations;
using Stamgast.Service.Tickets;
using Stamgast.Testing;
using Stamgast.Tests.Kinds;

namespace Stamgast.Tests.Service;

public sealed class TicketTests
{
    private static readonly TicketKind Tickets = TicketKind.Instance;

    [Theory, EachEngine]
    public async Task An_answer_ends_the_wait_and_a_message_of_the_customer_opens_a_waiting_or_resolved_ticket_again(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Ticket(place);
        Assert.Equal("open 2026-11-30T12:02:00Z", Standing(place, id));
        Say(place, id, "out", new TicketThen(TicketKind.Waiting, "2026-12-04"));
        Assert.Equal("waiting ", Standing(place, id));
        Assert.Equal("2026-12-04", place.Now(Tickets, id).Values[TicketKind.WaitingUntil]);
        place.Clock.GoOn(TimeSpan.FromHours(1));
        Assert.Equal(TicketTurn.Reopened, Say(place, id, "in").Turn);
        Assert.Equal("open 2026-11-30T13:02:00Z", Standing(place, id));
        Assert.Null(place.Now(Tickets, id).Values[TicketKind.WaitingUntil]);
        Say(place, id, "internal");
        Assert.Equal("open 2026-11-30T13:02:00Z", Standing(place, id));
        Say(place, id, "out", new TicketThen(TicketKind.Resolved));
        Assert.Equal("resolved ", Standing(place, id));
        place.Clock.GoOn(TimeSpan.FromHours(1));
        Assert.Equal(TicketTurn.Reopened, Say(place, id, "in").Turn);
        Assert.Equal(5, place.Row(Tickets, id).SummedUp["message_count"]);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_message_to_a_closed_ticket_opens_another_that_refers_to_it_unless_it_is_older_or_the_customer_is_inactive(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Ticket(place);
        place.Step(Tickets, id, "close");
        Assert.Equal(TicketTurn.None, Say(place, id, "in", at: "2026-11-29T10:00:00Z").Turn);
        Assert.Equal("ticket.closed", Assert.Throws<RefusedException>(() => Say(place, id, "out")).Refusal.Code);
        place.Clock.GoOn(TimeSpan.FromHours(1));
        var answer = Say(place, id, "in");
        Assert.Equal(TicketTurn.OpenedAnother, answer.Turn);
        var next = place.Now(Tickets, answer.Ticket!.Value).Values;
        Assert.Equal(("T-2026-0002", $"{id}", "Noisy grinder", "open"),
            (next[TicketKind.OwnNumber], next[TicketKind.Follows], next[TicketKind.Subject], next[TicketKind.OfState]));
        Assert.Equal("closed ", Standing(place, id));
        place.Step(Tickets, answer.Ticket.Value, "close");
        Deactivate(place);
        place.Clock.GoOn(TimeSpan.FromHours(1));
        var late = Say(place, id, "in");
        Assert.Equal((TicketTurn.LeftClosed, id), (late.Turn, late.Ticket));
        Assert.Equal("record.inactive", Assert.Throws<RefusedException>(() => place.Step(Tickets, id, "reopen")).Refusal.Code);
        Assert.Equal("record.inactive", Assert.Throws<RecordRefusedException>(() => Ticket(place)).Problems[0].Code);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Merged_tickets_are_one_thread_and_undo_separates_them_as_they_were(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var (kept, other, third) = (Ticket(place), Ticket(place), Ticket(place));
        Say(place, kept, "out", new TicketThen(TicketKind.Waiting));
        Say(place, other, "in");
        var before = (place.Now(Tickets, kept).Values, place.Now(Tickets, other).Values);
        var verb = new MergeTickets(place.Base, Viewer.CommandLine, place.Clock);
        var merge = verb.Do(kept, [other], place.Actor)!;
        Assert.Equal("open 2026-11-30T12:02:00Z", Standing(place, kept));
        Assert.Equal("closed ", Standing(place, other));
        // What is meant for the absorbed one comes to the kept one.
        Assert.Equal(kept, Say(place, other, "in").Ticket);
        var thread = TicketThread.Of(place.Base, kept, 50);
        Assert.Equal(3, thread.Messages.Count);
        Assert.Equal((other, merge.Set.Id), (thread.Absorbed.Single().Ticket.Id, thread.Absorbed[0].MergeSet));
        Assert.Equal("ticket.merged", Assert.Throws<RefusedException>(() => place.Step(Tickets, other, "reopen")).Refusal.Code);
        Assert.Equal("ticket.merged", Assert.Throws<RefusedException>(() => verb.Do(third, [other], place.Actor)).Refusal.Code);
        Assert.Equal("ticket.itself", Assert.Throws<RefusedException>(() => verb.Do(kept, [kept], place.Actor)).Refusal.Code);
        // Into an absorbed one is into the kept one.
        var chain = verb.Do(other, [third], place.Actor)!;
        Assert.Equal($"{kept}", place.Now(Tickets, third).Values[TicketKind.KeptIn]);
        new ChangeSets(place.Base, place.Clock).Undo(chain.Set.Id, place.Actor);
        new ChangeSets(place.Base, place.Clock).Undo(merge.Set.Id, place.Actor);
        Assert.Empty(Difference.Between(before.Item1, place.Now(Tickets, kept).Values));
        Assert.Empty(Difference.Between(before.Item2, place.Now(Tickets, other).Values));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task An_answer_by_mail_is_in_the_outbox_and_the_ticket_in_its_next_state_or_neither(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var id = Ticket(place);
        var verb = new ReplyToTicket(place.Base, Viewer.CommandLine, place.Clock);
        var draft = new MailDraft { To = ["Leen <leen@post.example>"], Subject = "Re: Noisy [T-2026-0001]", Text = "Hello", Customer = 1 };
        Assert.Equal("mail.address", Assert.Throws<RefusedException>(() => verb.Do(id, draft with { To = ["nobody"] },
            new TicketThen(TicketKind.Resolved), place.Actor)).Refusal.Code);
        Assert.Equal("open 2026-11-30T12:02:00Z", Standing(place, id));
        var (mail, outcome) = verb.Do(id, draft, new TicketThen(TicketKind.Resolved), place.Actor);
        Assert.NotNull(outcome);
        Assert.Equal(("tickets", (long?)id), (new OutboxList(place.Base, Viewer.CommandLine).Require(mail).AboutKind,
            new OutboxList(place.Base, Viewer.CommandLine).Require(mail).AboutId));
        Assert.Equal("resolved ", Standing(place, id));
        place.Step(Tickets, id, "close");
        Assert.Equal("ticket.closed", Assert.Throws<RefusedException>(() => verb.Do(id, draft, default, place.Actor)).Refusal.Code);
        Assert.Single(new OutboxList(place.Base, Viewer.CommandLine).Page(null, 1, null, 10).Mails);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task Every_day_tickets_resolved_long_enough_are_closed_and_those_that_waited_until_today_open_again(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var (resolved, waiting, later) = (Ticket(place), Ticket(place), Ticket(place));
        place.Step(Tickets, resolved, "resolve");
        place.Step(Tickets, waiting, "wait", (TicketKind.WaitingUntil, "2026-12-04"));
        place.Step(Tickets, later, "wait");
        var job = new CloseTickets(place.Base, place.Clock);
        place.Clock.GoOn(TimeSpan.FromDays(3));
        Assert.Equal((0, 0), job.Do(place.Actor));
        place.Clock.GoOn(TimeSpan.FromDays(1));
        Assert.Equal((0, 1), job.Do(place.Actor));
        place.Clock.GoOn(TimeSpan.FromDays(3));
        Assert.Equal((1, 0), job.Do(place.Actor));
        Assert.Equal((0, 0), job.Do(place.Actor));
        Assert.Equal("closed open waiting", string.Join(' ', new[] { resolved, waiting, later }.Select(t => place.Now(Tickets, t).Values[TicketKind.OfState])));
        Assert.Equal("7", Stamgast.Settings.OrganisationSettings.Default[Stamgast.Settings.OrganisationSettings.TicketGraceSetting]);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_list_of_tickets_has_mine_those_of_nobody_and_those_whose_customer_waits(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        var mine = place.Add(Tickets, (TicketKind.Subject, "Mine"), (TicketKind.OfCustomer, "1"), (TicketKind.Assignee, $"{place.Els.Id}"));
        var other = Ticket(place);
        Say(place, mine, "out");
        var list = new RecordList(place.Base, Tickets, Viewer.CommandLine, "2026-11-30");
        Assert.Equal([mine], Ids(new RecordQuery { AssignedTo = place.Els.Id }));
        Assert.Equal([other], Ids(new RecordQuery { Special = "unassigned" }));
        Assert.Equal([other], Ids(new RecordQuery { Special = "waits" }));
        Assert.Equal([other, mine], Ids(new RecordQuery()));

        IEnumerable<long> Ids(RecordQuery query) => list.Page(query, null, 10).Rows.Select(r => r.State.Id);
    }

    internal static long Ticket(KindPlace place) => place.Add(Tickets, (TicketKind.Subject, "Noisy grinder"), (TicketKind.OfCustomer, "1"));

    internal static AddedMessage Say(KindPlace place, long ticket, string way, TicketThen then = default, string? at = null) =>
        new AddMessage(place.Base, Viewer.CommandLine, place.Clock).Do(GivenRecord.New(ConversationKind.Instance, (ConversationKind.Ticket, $"{ticket}"),
            (ConversationKind.Medium, way == "internal" ? "note" : "email"), (ConversationKind.Direction, way), (ConversationKind.At, at),
            (ConversationKind.Body, "It <script>still</script> makes noise 🙂")), place.Actor, then);

    private static string Standing(KindPlace place, long ticket) =>
        place.Now(Tickets, ticket).Values is var values ? $"{values[TicketKind.OfState]} {values[TicketKind.WaitsSince]}" : "";

    private static void Deactivate(KindPlace place) => new EachCustomer(place.Base, place.Clock).Do(new DeactivateCustomers(), [1], place.Actor);
}
