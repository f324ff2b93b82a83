using Npgsql;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Database.Turns;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Mending;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>Several programs on one base: which one reads an import, and what happens when it is gone.</summary>
public sealed class SeveralProgramsTests
{
    private const string Sheet = "number;first_name;last_name\nC-1;ZoÃ«;Aerts\nC-2;Willem;de Bakker\n";

    private static string File(TestPlace place)
    {
        var path = Path.Combine(place.Folder, "sheet.csv");
        System.IO.File.WriteAllText(path, Sheet);
        return path;
    }

    private static ChangeSet Read(TestPlace place, Base customers, long? again = null, Action? meanwhile = null)
    {
        var imports = new Imports(customers, TimeProvider.System);
        var options = again is null ? new ImportOptions() : new ImportOptions { RepairsOff = [new RepairKey(RepairKind.Mojibake, 1)] };
        return imports.Stage(again ?? imports.Begin("sheet.csv", Actor.CommandLine).Id, File(place), options, _ => meanwhile?.Invoke());
    }

    private static string? FirstName(Base customers, long id) =>
        new ProposalPreview(customers, Viewer.System).Page(id, PreviewFilter.All, 0, 1)[0].Values?[CustomerFields.FirstName];

    // As if its reading program had been killed: the mark stays, the lock does not.
    private static void Abandon(Base customers, long id) => customers.WriteCustomers(transaction =>
        transaction.Execute("update change_set set state = @staging where id = @id", ("staging", (int)ChangeState.Staging), ("id", id)), Base.Patience);

    // Like the server when it loses a connection.
    private static void Cut(TestPlace place, long setId)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(place.Connection) { Pooling = false }.ConnectionString);
        connection.Open();
        using var cut = new NpgsqlCommand(
            "select count(pg_terminate_backend(pid, 5000)) from pg_locks where locktype = 'advisory' and objsubid = 2 and objid = @set and database = (select "
            + "oid from pg_database where datname = current_database())", connection);
        cut.Parameters.AddWithValue("set", setId);
        Assert.Equal(1L, cut.ExecuteScalar());
    }

    private static void Forget(TestPlace place)
    {
        using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(place.Connection) { Pooling = false }.ConnectionString);
        connection.Open();
        using var cut = new NpgsqlCommand(
            "select count(pg_terminate_backend(pid, 5000)) from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and database = (select oid from "
            + "pg_database where datname = current_database())", connection);
        Assert.Equal(1L, cut.ExecuteScalar());
    }

    [Theory, EachEngine]
    public async Task A_preview_whose_reading_process_died_stays_and_can_be_confirmed(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var other = engine == Engine.Postgres ? Base.Open(place.Location) : null;
        var set = Read(place, customers);
        Abandon(customers, set.Id);
        var met = Imports.Find(other ?? customers, set.Id);
        Assert.Equal((ChangeState.Proposed, set.Revision), (met.State, met.Revision));
        Assert.Contains("proposal.stopped", met.Failure, StringComparison.Ordinal);
        Abandon(customers, set.Id);
        new RowCorrections(other ?? customers).LeaveOut(set.Id, 2, true);
        Abandon(customers, set.Id);
        Assert.Equal(1, new ChangeSets(other ?? customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine).Customers);
    }

    [Theory, EachEngine]
    public async Task A_new_import_whose_reading_process_died_has_failed_but_not_one_waiting_for_its_file(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var imports = new Imports(customers, TimeProvider.System);
        var waits = imports.Begin("sheet.csv", Actor.CommandLine).Id;
        var left = imports.Begin("sheet.csv", Actor.CommandLine).Id;
        customers.InHand.LetGo(left);
        using var other = engine == Engine.Postgres ? Base.Open(place.Location) : null;
        Imports.TakeBackAll(other ?? customers);
        Assert.Equal((ChangeState.Staging, ChangeState.Failed), (Imports.Find(other ?? customers, waits).State, Imports.Find(other ?? customers, left).State));
        Assert.Equal(2, imports.Stage(waits, File(place), new ImportOptions()).Created);
        // It can still be read.
        Assert.Equal(2, imports.Stage(left, File(place), new ImportOptions()).Created);
    }

    [Fact]
    public async Task A_base_opens_during_a_long_write_and_an_abandoned_import_waits()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers);
        Abandon(customers, set.Id);
        customers.WriteCustomers(_ =>
        {
            using var other = Base.Open(place.Location);
            using var context = other.NewContext();
            Assert.Equal(ChangeState.Staging, context.ChangeSets.Single(s => s.Id == set.Id).State);
            return true;
        }, Base.Patience);
        Assert.Equal(ChangeState.Proposed, Imports.Find(customers, set.Id).State);
    }

    [Theory, EachEngine]
    public async Task An_import_being_read_cannot_be_read_by_another_process(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var other = engine == Engine.Postgres ? Base.Open(place.Location) : null;
        var refused = new List<string>();
        var states = new List<ChangeState>();
        void Interfere()
        {
            var id = 1;
            refused.Add(Assert.Throws<RefusedException>(() => Read(place, other ?? customers, id)).Refusal.Code);
            Imports.TakeBackAll(other ?? customers);
            states.Add(Imports.Find(other ?? customers, id).State);
        }
        var set = Read(place, customers, meanwhile: Interfere);
        Assert.Equal((1L, 2L), (set.Id, set.Created));
        Assert.Equal(2, Read(place, customers, set.Id, Interfere).Created);
        Assert.Equal(["proposal.staging", "proposal.staging"], refused);
        Assert.Equal([ChangeState.Staging, ChangeState.Staging], states);
        Assert.Equal("ZoÃ«", FirstName(customers, set.Id));
        // Released: now the other one may.
        Assert.Equal(2, Read(place, other ?? customers, set.Id).Created);
    }

    [Fact]
    public async Task A_program_with_a_cut_connection_frees_an_abandoned_import()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers);
        Abandon(customers, set.Id);
        Forget(place);
        Imports.TakeBackAll(customers);
        Assert.Equal(ChangeState.Proposed, Imports.Find(customers, set.Id).State);
        Forget(place);
        Assert.Equal(2, Read(place, customers, set.Id).Created);
    }

    [Fact]
    public async Task A_program_that_is_killed_while_it_writes_starts_again_as_soon_as_the_server_gives_up_its_work()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using (Base.Open(place.Location)) { }
        await using var server = NpgsqlDataSource.Create(place.Connection!);
        await using var orphan = await server.OpenConnectionAsync();
        var statement = await orphan.BeginTransactionAsync();
        await using (var locking = new NpgsqlCommand($"select pg_advisory_xact_lock({Base.CustomersLock})", orphan)) await locking.ExecuteNonQueryAsync();
        var opening = Task.Run(() => Base.Open(place.Location));
        // Longer than a saving user would wait.
        await Task.WhenAny(opening, Task.Delay(Base.Patience + TimeSpan.FromSeconds(1)));
        Assert.False(opening.IsCompleted);
        await statement.RollbackAsync();
        using var customers = await opening;
        customers.Write(_ => { });
    }

    [Fact]
    public async Task A_program_that_could_not_register_during_a_restore_does_so_at_its_next_write()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var customers = Base.Open(place.Location);
        await using var server = NpgsqlDataSource.Create(place.Connection!);
        Forget(place);
        using (Presence.TryAlone(server) ?? throw new InvalidOperationException("Somebody is there."))
        {
            Assert.Equal("busy", Assert.Throws<RefusedException>(() => customers.Write(_ => { })).Refusal.Code);
            Assert.Equal("busy", Assert.Throws<RefusedException>(() => customers.Write(_ => { })).Refusal.Code);
        }
        customers.Write(_ => { });
        using var alone = Presence.TryAlone(server);
        Assert.Null(alone);
    }

    [Fact]
    public async Task A_reader_with_a_cut_connection_continues_if_nobody_took_its_import()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var customers = Base.Open(place.Location);
        var set = Read(place, customers);
        customers.InHand.TryHold(4711);
        Cut(place, 4711);
        Assert.True(customers.InHand.Has(4711));
        using var other = Base.Open(place.Location);
        Assert.False(other.InHand.TryHold(4711));
        Assert.Equal(ChangeState.Proposed, Imports.Find(other, set.Id).State);
    }

    [Fact]
    public async Task A_reader_with_a_cut_connection_leaves_its_import_to_the_process_that_took_it()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        using var customers = Base.Open(place.Location);
        using var other = Base.Open(place.Location);
        var set = Read(place, customers);
        var cut = false;
        var refused = Assert.Throws<RefusedException>(() => Read(place, customers, set.Id, () =>
        {
            if (cut) return;
            cut = true;
            Cut(place, set.Id);
            new RowCorrections(other).LeaveOut(set.Id, 1, true);
        }));
        Assert.Equal("proposal.revision", refused.Refusal.Code);
        var stands = Imports.Find(other, set.Id);
        Assert.Equal((ChangeState.Proposed, set.Revision + 1, true),
            (stands.State, stands.Revision, stands.Failure!.Contains("proposal.stopped", StringComparison.Ordinal)));
        Assert.Equal("Zoë", FirstName(other, set.Id));
        Assert.Equal(1, new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine).Customers);
        Assert.Empty(Stage.Orphans(customers));
    }
}
