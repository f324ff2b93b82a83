using System.Globalization;
using Stamgast.Changes;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.CustomerVerbs;
using Stamgast.Database;
using Stamgast.Kinds;
using Stamgast.Kinds.Lists;
using Stamgast.Kinds.Verbs;
using Stamgast.Sales.Lines;
using Stamgast.Sales.Orders;
using Stamgast.Shops;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.Tests.Kinds;

/// <summary>A base with Els as user, Jozefien Aerts as customer 1 and the web shop WEB as shop 1, on Monday 30 November 2026.</summary>
internal sealed class KindPlace : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 30, 12, 2, 0, TimeSpan.Zero);

    private readonly TestPlace place;

    private KindPlace(TestPlace place)
    {
        this.place = place;
        Clock.GoOn(Monday - Clock.GetUtcNow());
        Base = Base.Open(place.Location);
        Els = new UserAccounts(Base, Clock).Add("els@branderij.example", "Els Peeters");
        AddCustomer("Aerts");
        Add(ShopKind.Instance, (ShopKind.Name, "Webshop BE"), (ShopKind.Code, "web"));
    }

    public Base Base { get; }

    public TestClock Clock { get; } = new();

    public User Els { get; }

    public Actor Actor => new(Els.Id, Door.Form);

    public string Folder => place.Folder;

    public BaseLocation Location => place.Location;

    public static async Task<KindPlace> CreateAsync(Engine engine) => new(await TestPlace.CreateAsync(engine));

    public void AddCustomer(string name) =>
        new CreateCustomer(Base, Clock).Do(new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?> { [CustomerFields.LastName] = name }), Actor);

    public long Add(RecordKind kind, params (KindField Field, string? Text)[] texts) => CreateRecord.IdOf(Base,
        new CreateRecord(Base, kind, Viewer.CommandLine, Clock).Do(GivenRecord.New(kind, texts), Actor, GivenBy.Steps));

    /// <summary>An order of the customer in the web shop with three boxes and a grinder: 320.34 without VAT.</summary>
    public long AddOrder(long customer = 1) => Add(OrderKind.Instance, (OrderKind.OfShop, "1"), (OrderKind.OfCustomer, $"{customer}"),
        (OrderKind.OfLines, DocumentLine.Map(
        [
            new DocumentLine { Code = "KB-03", Text = "Christmas box", Quantity = 3, Price = 89.50m, Vat = 6 },
            new DocumentLine { Code = "MO-11", Text = "Hand grinder", Quantity = 1, Price = 57.60m, Discount = 10, Vat = 21 },
        ])));

    public RecordState Now(RecordKind kind, long id) => AskedRecords.Find(Base, kind, id)!;

    public RecordRow Row(RecordKind kind, long id) => new RecordList(Base, kind, Viewer.CommandLine, "2026-11-30").Find(id)!;

    public EditOutcome Edit(RecordKind kind, long id, params (KindField Field, string? Text)[] texts)
    {
        var now = Now(kind, id);
        return new EditRecord(Base, kind, Viewer.CommandLine, Clock).Do(id, now.Version,
            new GivenRecord(now.Values, texts.ToDictionary(t => t.Field.Ordinal, t => t.Text)), Actor, GivenBy.Steps);
    }

    public ChangeOutcome? Step(RecordKind kind, long id, string step, params (KindField Field, string? Text)[] answers) =>
        new StepRecords(Base, kind, Viewer.CommandLine, Clock).Do([id], kind.Steps.First(s => s.Key == step),
            answers.ToDictionary(a => a.Field.Ordinal, a => a.Text), Actor);

    public void AssertSound() =>
        Assert.Empty(new BaseCheck(Base).Run().Where(r => !r.Ok).Select(r => r.Detail(CultureInfo.InvariantCulture)));

    public async ValueTask DisposeAsync()
    {
        Base.Dispose();
        await place.DisposeAsync();
    }
}
