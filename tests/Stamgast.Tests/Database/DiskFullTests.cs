using Microsoft.Data.Sqlite;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Testing;

namespace Stamgast.Tests.Database;

public sealed class DiskFullTests
{
    [Fact]
    public async Task A_disk_that_fills_up_during_apply_is_reported_and_leaves_nothing_half_done()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var path = Path.Combine(place.Folder, "lijst.csv");
        await File.WriteAllLinesAsync(path, Enumerable.Range(1, 2_000).Select(i => $"C-{i};Willem;de Bakker {i};w.debakker{i}@kabel.example")
            .Prepend("number;first_name;last_name;email"));
        var imports = new Imports(customers, TimeProvider.System);
        var set = imports.Stage(imports.Begin(path, Actor.CommandLine).Id, path, new ImportOptions());
        var changes = new ChangeSets(customers, TimeProvider.System);

        LimitPages(customers, 60);
        Assert.Equal("disk.full", Assert.Throws<RefusedException>(() => changes.Apply(set.Id, set.Revision, Actor.CommandLine)).Refusal.Code);
        using (var context = customers.NewContext())
        {
            Assert.Empty(context.Customers);
            Assert.Equal(ChangeState.Proposed, context.ChangeSets.Single().State);
        }
        Assert.Empty(new FoldCheck(customers).Differences());

        LimitPages(customers, int.MaxValue);
        Assert.Equal(2_000, changes.Apply(set.Id, set.Revision, Actor.CommandLine).Customers);
    }

    [Fact]
    public void A_full_disk_is_distinguished_from_other_failures_on_every_system()
    {
        Assert.True(DiskFull.Is(new IOException("No space left on device", 28)));
        Assert.True(DiskFull.Is(new IOException("There is not enough space on the disk.", unchecked((int)0x80070070))));
        Assert.True(DiskFull.Is(new InvalidOperationException("saving", new SqliteException("full", 13))));
        Assert.False(DiskFull.Is(new IOException("Permission denied", 13)));
        Assert.False(DiskFull.Is(new SqliteException("busy", 5)));
        Assert.False(DiskFull.Is(new InvalidOperationException("other")));
    }

    [Fact]
    public async Task A_full_disk_of_the_server_is_distinguished_from_one_of_this_machine()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var customers = Base.Open(place.Location);
        // The server's message when a table cannot grow.
        Fail(customers, "before insert on customer for each statement", "raise exception 'could not extend file' using errcode = '53100'");
        var changes = new ChangeSets(customers, TimeProvider.System);
        var values = Stamgast.Customers.CustomerValues.Blank();
        values[Stamgast.Customers.CustomerFields.LastName] = "Aerts";
        var refusal = Assert.Throws<RefusedException>(() => changes.Create([values], Actor.CommandLine)).Refusal;
        Assert.Equal("disk.full_server", refusal.Code);
        Assert.DoesNotContain(place.Folder, refusal.Where(Stamgast.Language.Cultures.English), StringComparison.Ordinal);
        using var context = customers.NewContext();
        Assert.Empty(context.ChangeSets);
    }

    [Fact]
    public async Task A_cancel_that_reaches_the_server_during_the_commit_is_a_cancel()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var customers = Base.Open(place.Location);
        // Work at the very end of a transaction, stopped there.
        Fail(customers, "after insert on change_set deferrable initially deferred for each row",
            "raise notice 'committing'; raise exception 'canceling statement due to user request' using errcode = '57014'", "constraint ");
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => customers.WriteCustomers(transaction =>
        {
            ((Npgsql.NpgsqlConnection)transaction.Connection).Notice += (_, _) => stop.Cancel();
            ChangeSetRows.Insert(transaction, new ChangeSet { Kind = ChangeKind.Create, State = ChangeState.Staging, ProposedAt = DateTime.UtcNow });
            return true;
        }, Base.Patience, cancel: stop.Token));
        using var context = customers.NewContext();
        Assert.Empty(context.ChangeSets);
        // Without a cancel, the server's message is used.
        Assert.Equal("57014", Assert.Throws<Npgsql.PostgresException>(() => new Imports(customers, TimeProvider.System)
            .Begin("lijst.csv", Actor.CommandLine)).SqlState);
    }

    private static void Fail(Base customers, string trigger, string body, string kind = "") => customers.Write(transaction =>
    {
        transaction.Execute($"create function failing() returns trigger language plpgsql as $$ begin {body}; end $$");
        transaction.Execute($"create {kind}trigger failing {trigger} execute function failing()");
    });

    // A file that may not grow is the same to the engine as a disk that is full.
    private static void LimitPages(Base customers, int pages) => customers.Alone(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = pages == int.MaxValue ? "pragma max_page_count = 1073741823" : $"pragma max_page_count = {pages}";
        return command.ExecuteScalar();
    }, TimeSpan.FromSeconds(5));
}
