using System.Diagnostics;
using System.Net;
using Stamgast.App.Serving.Forms;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.Testing;

namespace Stamgast.App.Serving.Queues;

public sealed class WaitingRoomTests
{
    // More than the threads in reserve (WaitingRoom.ReserveThreads): if each save held one, no page would be served until the saves are refused.
    private static readonly int Savers = Math.Min(WaitingRoom.MostWaiting, (3 * WaitingRoom.AtOnce) + (4 * Environment.ProcessorCount) + 30);

    [Theory, EachEngine]
    public async Task During_a_long_write_many_saves_wait_with_their_forms_and_all_other_requests_are_served(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var id = new ChangeSets(app.Base, TimeProvider.System).Create([Person("Jozefien", "Aerts")], Actor.CommandLine).Set.FirstSeq;
        var token = RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri("/customers/new", UriKind.Relative)));
        using var held = new ManualResetEventSlim();
        using var writing = new ManualResetEventSlim();
        var writer = Task.Factory.StartNew(() => app.Base.WriteCustomers(_ =>
        {
            writing.Set();
            held.Wait();
            return true;
        }, Base.Patience), TaskCreationOptions.LongRunning);
        writing.Wait(TestContext.Current.CancellationToken);

        var saving = Enumerable.Range(0, Savers).Select(i => SaveAsync(app, token, i)).ToList();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();
        foreach (var path in (string[])["/health", "/customers", $"/customers/{id}", "/assets/icon.svg", "/activity"])
            using (var page = await app.Client.GetAsync(new Uri(path, UriKind.Relative)))
                Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        // Served while the saves still wait.
        Assert.DoesNotContain(saving, s => s.IsCompleted);
        Assert.True(watch.Elapsed < Base.Patience, $"{watch.Elapsed}");

        var refused = await Task.WhenAll(saving);
        Assert.All(refused, r => Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (r.Status, r.RetryAfter)));
        Assert.All(refused, r => Assert.Contains($"value=\"Saver {r.Number}\"", r.Page, StringComparison.Ordinal));
        held.Set();
        await writer;
        using var context = app.Base.NewContext();
        Assert.Equal(1, context.Customers.Count());
    }

    [Theory, EachEngine]
    public async Task Waiting_saves_are_done_in_turn(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var token = RunningApp.TokenOf(await app.Client.GetStringAsync(new Uri("/customers/new", UriKind.Relative)));
        using var writing = new ManualResetEventSlim();
        var writer = Task.Factory.StartNew(() => app.Base.WriteCustomers(_ =>
        {
            writing.Set();
            Thread.Sleep(1_000);
            return true;
        }, Base.Patience), TaskCreationOptions.LongRunning);
        writing.Wait(TestContext.Current.CancellationToken);
        var saved = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SaveAsync(app, token, i)));
        await writer;
        Assert.All(saved, s => Assert.Equal(HttpStatusCode.SeeOther, s.Status));
        using var context = app.Base.NewContext();
        Assert.Equal(20, context.Customers.Count());
    }

    [Fact]
    public async Task On_a_server_signing_in_does_not_wait_behind_customers()
    {
        await using var app = await RunningApp.StartAsync(Engine.Postgres);
        app.AddEls();
        using var held = new ManualResetEventSlim();
        using var writing = new ManualResetEventSlim();
        var writer = Task.Factory.StartNew(() => app.Base.WriteCustomers(_ =>
        {
            writing.Set();
            held.Wait();
            return true;
        }, Base.Patience), TaskCreationOptions.LongRunning);
        writing.Wait(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, (await app.SignInAsync(app.Client, RunningApp.Email, RunningApp.Password)).StatusCode);
        held.Set();
        await writer;
    }

    // All of them are asked on one thread: a single one that held it would keep the next from being asked.
    [Theory, EachEngine]
    public async Task A_waiting_save_holds_no_thread(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var room = new WaitingRoom(customers);
        using var held = new ManualResetEventSlim();
        using var writing = new ManualResetEventSlim();
        var writer = Task.Factory.StartNew(() => customers.WriteCustomers(_ =>
        {
            writing.Set();
            held.Wait();
            return true;
        }, Base.Patience), TaskCreationOptions.LongRunning);
        writing.Wait(TestContext.Current.CancellationToken);
        var done = 0;
        var watch = Stopwatch.StartNew();
        var waiting = Enumerable.Range(0, WaitingRoom.AtOnce + 50).Select(_ => room.PassAsync(Permissions.Permission.EditCustomers, () =>
        {
            Interlocked.Increment(ref done);
            return Task.CompletedTask;
        }, CancellationToken.None, TimeSpan.FromMinutes(1))).ToList();
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
        Assert.Equal(0, done);
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        held.Set();
        await writer;
        await Task.WhenAll(waiting);
        Assert.Equal(waiting.Count, done);
    }

    [Fact]
    public async Task Beyond_the_limit_of_waiting_saves_the_next_is_refused_at_once()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        using var room = new WaitingRoom(customers);
        var open = new TaskCompletionSource();
        var inside = Enumerable.Range(0, WaitingRoom.AtOnce + WaitingRoom.MostWaiting)
            .Select(_ => room.PassAsync(Permissions.Permission.EditCustomers, () => open.Task, CancellationToken.None, TimeSpan.FromMinutes(1))).ToList();
        var patience = TimeSpan.MaxValue;
        await room.PassAsync(Permissions.Permission.EditCustomers, () =>
        {
            patience = WritePatience.Of(Base.Patience);
            return Task.CompletedTask;
        }, CancellationToken.None);
        Assert.Equal(TimeSpan.Zero, patience);
        open.SetResult();
        await Task.WhenAll(inside);
        Assert.Equal(Base.Patience, WritePatience.Of(Base.Patience));
    }

    private static async Task<(int Number, HttpStatusCode Status, string? RetryAfter, string Page)> SaveAsync(RunningApp app, string token, int number)
    {
        using var answer = await app.Client.PostAsync(new Uri("/customers/new", UriKind.Relative), RunningApp.Form(
            ("type", "person"), ("first_name", $"Saver {number}"), ("last_name", "Peeters"), ("was", "{}"), (FormGuard.TokenField, token)));
        return (number, answer.StatusCode, answer.Headers.RetryAfter?.ToString(), await answer.Content.ReadAsStringAsync());
    }

    private static CustomerValues Person(string first, string last)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.Type] = "person";
        values[CustomerFields.FirstName] = first;
        values[CustomerFields.LastName] = last;
        return values;
    }
}
