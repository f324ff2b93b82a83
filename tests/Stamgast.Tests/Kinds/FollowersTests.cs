using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Verbs;
using Stamgast.Merging;
using Stamgast.Sales.Contracts;
using Stamgast.Service.Tickets;
using Stamgast.Tasks;
using Stamgast.Tasks.Verbs;
using Stamgast.Testing;
using Stamgast.Tests.Exchange;

namespace Stamgast.Tests.Kinds;

/// <summary>Tasks and files of a record have its customer, also after it was given to another one.</summary>
public sealed class FollowersTests
{
    [Theory, EachEngine]
    public async Task Tasks_and_files_go_with_their_record_to_another_customer_and_back_when_that_is_undone(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Claes");
        var (ticket, other) = (Ticket(place, 1), Ticket(place, 1));
        Task(place, "tickets", ticket);
        Task(place, "tickets", other);
        var file = Attach(place, ticket);
        var moved = place.Edit(TicketKind.Instance, ticket, (TicketKind.OfCustomer, "2"));
        Assert.Equal("2 1", Whose(place));
        Assert.Equal("2", place.Now(AttachmentKind.Instance, file).Values[AttachmentKind.OfCustomer]);
        // Another change of the ticket moves nothing.
        place.Edit(TicketKind.Instance, ticket, (TicketKind.Subject, "Quiet grinder"));
        Assert.Equal((2, 1), (TaskOf(place, 1).Version, TaskOf(place, 2).Version));
        new ChangeSets(place.Base, place.Clock).Undo(moved.Set!.Id, place.Actor);
        Assert.Equal("1 1", Whose(place));
        Assert.Equal("1", place.Now(AttachmentKind.Instance, file).Values[AttachmentKind.OfCustomer]);
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task An_import_moves_them_too(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Claes");
        var contract = place.Add(ContractKind.Instance, (ContractKind.Title, "Beans"), (ContractKind.OfCustomer, "1"),
            (ContractKind.Start, "2026-01-01"));
        Task(place, "contracts", contract);
        place.Import(ContractKind.Instance, $"id;customer\n{contract};2\n");
        Assert.Equal("2", place.Now(ContractKind.Instance, contract).Values[ContractKind.OfCustomer]);
        Assert.Equal("2", Whose(place));
        place.AssertSound();
    }

    [Theory, EachEngine]
    public async Task A_split_takes_them_along_with_the_records_of_the_customer(Engine engine)
    {
        await using var place = await KindPlace.CreateAsync(engine);
        place.AddCustomer("Aertz");
        var ticket = Ticket(place, 2);
        var merged = new MergeCustomers(place.Base, place.Clock).Do(1, [2], place.Actor);
        Task(place, "tickets", ticket);
        var file = Attach(place, ticket);
        new SplitCustomers(place.Base, place.Clock).Do(merged.Set.Id, place.Actor);
        Assert.Equal("2", place.Now(TicketKind.Instance, ticket).Values[TicketKind.OfCustomer]);
        Assert.Equal("2", Whose(place));
        Assert.Equal("2", place.Now(AttachmentKind.Instance, file).Values[AttachmentKind.OfCustomer]);
        place.AssertSound();
    }

    private static long Ticket(KindPlace place, long customer) =>
        place.Add(TicketKind.Instance, (TicketKind.Subject, "Grinder"), (TicketKind.OfCustomer, $"{customer}"));

    private static void Task(KindPlace place, string kind, long id) => new CreateTask(place.Base, Viewer.CommandLine, place.Clock).Do(GivenTask.New(
        (TaskFields.Title, "Ask"), (TaskFields.AboutKind, kind), (TaskFields.AboutId, $"{id}")), place.Actor);

    private static long Attach(KindPlace place, long ticket) => CreateRecord.IdOf(place.Base, new AttachDocument(place.Base, DocumentStore.Of(place.Base),
        Viewer.CommandLine, place.Clock).Do("a.txt", "a"u8.ToArray(), new AttachedTo(TicketKind.Instance.Shape, ticket), place.Actor));

    private static RecordState TaskOf(KindPlace place, long id) => AskedTasks.Find(place.Base, id)!;

    private static string Whose(KindPlace place) => string.Join(' ', Enumerable.Range(1, 10).Select(id => AskedTasks.Find(place.Base, id))
        .OfType<RecordState>().Select(t => t.Values[TaskFields.Customer]));
}
