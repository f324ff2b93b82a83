using Npgsql;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.Importing;
using Stamgast.Proposals;
using Stamgast.Testing;

namespace Stamgast.Tests.Database;

/// <summary>What goes on in the background when a base is closed, or a proposal is discarded.</summary>
public sealed class ClosingTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Many_threads_may_ask_at_once_whether_the_others_know_this_program()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        await using var server = NpgsqlDataSource.Create(place.Connection!);
        var presence = Presence.Announce(server, () => { });
        var asked = Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 50).All(_ => presence.IsKnown))).ToArray();
        Assert.All(await Task.WhenAll(asked).WaitAsync(Long, TestContext.Current.CancellationToken), Assert.True);
        // Some are still asking when it ends: they get an answer too.
        var late = Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 50).Count(_ => presence.IsKnown))).ToArray();
        await Task.Run(presence.Dispose, TestContext.Current.CancellationToken).WaitAsync(Long, TestContext.Current.CancellationToken);
        await Task.WhenAll(late).WaitAsync(Long, TestContext.Current.CancellationToken);
        Assert.False(presence.IsKnown);
    }

    [Fact]
    public async Task A_base_that_is_closed_lets_its_writer_end()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var customers = Base.Open(place.Location);
        using var began = new ManualResetEventSlim();
        var writing = Task.Run(() => customers.Write(transaction =>
        {
            began.Set();
            Thread.Sleep(300);
            return transaction.Execute("insert into setting(key, value) values('probe', 'written')");
        }), TestContext.Current.CancellationToken);
        Assert.True(began.Wait(Long, TestContext.Current.CancellationToken));
        customers.Dispose();
        Assert.Equal(1, await writing);
        using var again = Base.Open(place.Location);
        using var reader = again.OpenReader();
        using var probe = reader.Query("select value from setting where key = 'probe'");
        Assert.Equal("written", probe.ExecuteScalar());
    }

    [Fact]
    public async Task A_discarded_proposal_leaves_no_file_when_a_writer_has_it_attached()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var path = Path.Combine(place.Folder, "sheet.csv");
        await File.WriteAllTextAsync(path, "number;last_name\nC-1;Aerts\n", TestContext.Current.CancellationToken);
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin("sheet.csv", Actor.CommandLine).Id, path, new ImportOptions());
        var file = Assert.Single(Directory.GetFiles(place.Location.ProposalFolder));
        using var began = new ManualResetEventSlim();
        var writing = Task.Run(() => customers.WriteCustomers(transaction =>
        {
            began.Set();
            Thread.Sleep(300);
            return transaction.Execute("update proposal.stage_row set alike = null");
        }, Base.Patience, file), TestContext.Current.CancellationToken);
        Assert.True(began.Wait(Long, TestContext.Current.CancellationToken));
        imports.Cancel(set.Id);
        Assert.Equal(1, await writing);
        Assert.Empty(Directory.GetFiles(place.Location.ProposalFolder));
        var gone = Assert.Throws<RefusedException>(() => customers.WriteCustomers(_ => true, Base.Patience, file));
        Assert.Equal("proposal.lost", gone.Refusal.Code);
        Assert.Empty(Directory.GetFiles(place.Location.ProposalFolder));
    }
}
