using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Tasks;
using Stamgast.Tasks.Verbs;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.Tests.Tasks;

/// <summary>A base with Els and Karim as users and Jozefien Aerts as customer 1, on Monday 30 November 2026, 13:02 in Brussels.</summary>
internal sealed class TaskPlace : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 30, 12, 2, 0, TimeSpan.Zero);

    private readonly TestPlace place;

    private TaskPlace(TestPlace place)
    {
        this.place = place;
        Clock.GoOn(Monday - Clock.GetUtcNow());
        Base = Base.Open(place.Location);
        Els = new UserAccounts(Base, Clock).Add("els@branderij.example", "Els Peeters");
        Karim = new UserAccounts(Base, Clock).Add("karim@branderij.example", "Karim");
        // Somebody must be able to sign in when others no longer can.
        new UserAccounts(Base, Clock).Edit(Els.Id, user => user.PasswordHash = "chosen");
        AddCustomer("Aerts");
    }

    public Base Base { get; }

    public TestClock Clock { get; } = new();

    public User Els { get; }

    public User Karim { get; }

    public Actor Actor => new(Els.Id, Door.Form);

    public string Folder => place.Folder;

    public static async Task<TaskPlace> CreateAsync(Engine engine) => new(await TestPlace.CreateAsync(engine));

    public void AddCustomer(string name) =>
        new CreateCustomer(Base, Clock).Do(new GivenValues(CustomerValues.Blank(), new Dictionary<int, string?> { [CustomerFields.LastName] = name }), Actor);

    public long Add(string title, params (int Field, string? Text)[] more)
    {
        var outcome = new CreateTask(Base, Viewer.CommandLine, Clock).Do(GivenTask.New([(TaskFields.Title, title), .. more]), Actor);
        return new ChangedCustomers(Base, Viewer.CommandLine).Of(outcome.Set.Id, 0, 1)[0].CustomerId;
    }

    public RecordState Now(long id) => AskedTasks.Find(Base, id)!;

    public EditOutcome Edit(long id, params (int Field, string? Text)[] texts)
    {
        var now = Now(id);
        return new EditTask(Base, Viewer.CommandLine, Clock).Do(id, now.Version,
            new GivenTask(now.Values, texts.ToDictionary(t => t.Field, t => t.Text)), Actor);
    }

    public void AssertSound()
    {
        Assert.Empty(new FoldCheck(Base).Differences());
        Assert.Empty(new BaseCheck(Base).Run().Where(r => !r.Ok).Select(r => r.Detail(System.Globalization.CultureInfo.InvariantCulture)));
    }

    public async ValueTask DisposeAsync()
    {
        Base.Dispose();
        await place.DisposeAsync();
    }
}
