using Stamgast.Attachments;
using Stamgast.Changes;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.SampleData;
using Stamgast.Sales.Invoices;
using Stamgast.Sales.Orders;
using Stamgast.Tasks;
using Stamgast.Tasks.Lists;
using Stamgast.Testing;

namespace Stamgast.Tests.SampleData;

public sealed class SampleWorldTests
{
    private const int Some = 120;

    [Theory, EachEngine]
    public async Task Sample_records_make_a_sound_world_that_goes_on_with_free_numbers(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var samples = new Samples(customers, TimeProvider.System);
        var records = samples.AddRecords(samples.Add(Some, 7, 5, Actor.CommandLine), Some, 7, 5, Actor.CommandLine);
        Assert.InRange(records, 4 * Some, 10 * Some);
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
        // Nobody has set off a credit note yet.
        foreach (var kind in RecordKinds.All.Where(k => k.Key != "set-offs"))
            Assert.True(List(customers, kind).Counts(new RecordQuery()).Values.Sum() > (kind.Key is "orders" or "invoices" or "payments" or "conversations"
                or "contacts" ? 10 : kind.Key is "tickets" or "offers" or "attachments" or "family-members" ? 5 : 0), kind.Key);
        var store = DocumentStore.Of(customers);
        Assert.All(List(customers, AttachmentKind.Instance).Each(new RecordQuery()), file =>
        {
            var bytes = store.Read(file[AttachmentKind.StoreKey]!);
            Assert.Equal(file[AttachmentKind.MediaType], MediaTypes.Of(bytes));
            Assert.Contains(file[AttachmentKind.MediaType], (string?[])["application/pdf", "image/png"]);
        });
        Assert.True(Tasks(customers).Count(new TaskQuery()) > 5);
        Assert.True(List(customers, InvoiceKind.Instance).Counts(new RecordQuery())["paid"] > 10);
        var draft = List(customers, OrderKind.Instance).Page(new RecordQuery { States = [OrderKind.Active] }, null, 1).Rows.Single();
        var copy = CreateRecord.IdOf(customers, new CreateRecord(customers, OrderKind.Instance, Viewer.CommandLine, TimeProvider.System).Do(
            GivenRecord.New(OrderKind.Instance, (OrderKind.OfShop, "1"), (OrderKind.OfCustomer, draft[OrderKind.OfCustomer])), Actor.CommandLine));
        new StepRecords(customers, OrderKind.Instance, Viewer.CommandLine, TimeProvider.System).Do(
            [copy], OrderKind.Instance.Steps[0], new Dictionary<int, string?>(), Actor.CommandLine);
        Assert.NotNull(AskedRecords.Find(customers, OrderKind.Instance, copy)!.Values[OrderKind.OwnNumber]);
    }

    [Theory, EachEngine]
    public async Task Sample_records_are_the_same_for_the_same_seed_and_can_be_taken_away(Engine engine)
    {
        var worlds = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            await using var place = await TestPlace.CreateAsync(engine);
            using var customers = Base.Open(place.Location);
            var samples = new Samples(customers, TimeProvider.System);
            samples.AddRecords(samples.Add(Some, 3, 0, Actor.CommandLine), Some, 3, 0, Actor.CommandLine);
            worlds.Add(string.Join('\n', RecordKinds.All.SelectMany(k => List(customers, k).Each(new RecordQuery()))
                .Select(r => $"{r.State.Id} {string.Join('|', r.State.Values.Shape.Fields.Select(f => r.State.Values[f.Ordinal]))}")
                .Concat(Tasks(customers).Page(new TaskQuery(), null, 1000).Rows.Select(t => $"{t.State.Id} {t[TaskFields.Title]} {t[TaskFields.DueDate]}"))));
            if (i == 0) continue;
            samples.Remove(Actor.CommandLine);
            Assert.Empty(samples.Living());
            Assert.All(RecordKinds.All, kind => Assert.Equal(0, List(customers, kind).Counts(new RecordQuery()).Values.Sum()));
            Assert.Equal(0, Tasks(customers).Count(new TaskQuery()));
            Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
        }
        Assert.Equal(worlds[0], worlds[1]);
    }

    private static TaskList Tasks(Base customers) => new(customers, Viewer.CommandLine, TimeProvider.System);

    private static RecordList List(Base customers, RecordKind kind) => new(customers, kind, Viewer.CommandLine, "2026-11-30");
}
