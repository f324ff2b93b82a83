using System.Text.RegularExpressions;
using System.IO.Compression;
using System.Text;
using Stamgast.Backups;
using Stamgast.Changes;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Testing;
using Stamgast.Tests.Changes;

namespace Stamgast.Tests.Backups;

public sealed class BackupTests
{
    [Theory]
    [InlineData(Engine.Sqlite, Engine.Sqlite)]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    [InlineData(Engine.Postgres, Engine.Postgres)]
    public async Task A_backup_of_either_engine_is_restored_into_either_and_gives_the_same_backup_again(Engine from, Engine to)
    {
        await using var old = await TestPlace.CreateAsync(from);
        await using var other = await TestPlace.CreateAsync(to, isEmpty: true);
        var file = Path.Combine(old.Folder, "monday.zip");
        var again = Path.Combine(other.Folder, "again.zip");
        using (var customers = Base.Open(old.Location))
        {
            Work(customers);
            Assert.Equal(4, new Backup(customers).To(file).Customers);
        }
        Assert.Null(new Restore(other.Location).From(file).Before);
        using var restored = Base.Open(other.Location);
        AssertSound(restored);
        new Backup(restored).To(again);
        Assert.Equal(Contents(file), Contents(again));
        Assert.Contains("Lefèvre", Contents(file)["customer.jsonl"], StringComparison.Ordinal);
        // Work continues: the counters were restored too, and undone changes can be redone.
        var changes = new ChangeSets(restored, TimeProvider.System);
        changes.Create([Named("Žižka")], Actor.CommandLine);
        Assert.Equal(5, CountCustomers(restored));
        AssertSound(restored);
    }

    [Theory, EachEngine]
    public async Task The_present_base_is_backed_up_before_it_is_replaced(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var file = Path.Combine(place.Folder, "empty.zip");
        using (var customers = Base.Open(place.Location))
        {
            new Backup(customers).To(file);
            Work(customers);
        }
        var before = new Restore(place.Location).From(file).Before;
        using (var customers = Base.Open(place.Location)) Assert.Equal(0, CountCustomers(customers));
        new Restore(place.Location).From(before!);
        using var back = Base.Open(place.Location);
        Assert.Equal(4, CountCustomers(back));
        AssertSound(back);
    }

    [Theory, EachEngine]
    public async Task A_damaged_backup_is_refused_with_its_place_and_nothing_changes(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var file = Path.Combine(place.Folder, "good.zip");
        using (var customers = Base.Open(place.Location))
        {
            Work(customers);
            new Backup(customers).To(file);
        }
        var good = await File.ReadAllBytesAsync(file);
        await Refused("no zip at all"u8.ToArray(), "manifest.json");
        await Refused(good[..^200], "manifest.json");
        await Refused(With(good, "change_item.jsonl", lines => lines.Replace("Lefèvre", "Lefevre", StringComparison.Ordinal)), "change_item.jsonl");
        await Refused(With(good, "customer.jsonl", lines => lines[..^1]), "customer.jsonl");
        await Refused(With(good, "customer.jsonl", lines => lines.Replace("\n", ",1]\n", StringComparison.Ordinal)), "customer.jsonl");
        await Refused(With(good, "manifest.json", text => text.Replace("\"customer\"", "\"nobody\"", StringComparison.Ordinal)), "nobody.jsonl");
        await Refused(With(good, "manifest.json", text => text.Replace("\"format\": 1", "\"format\": 99", StringComparison.Ordinal)), null);
        await Refused(With(good, "manifest.json", text => text.Replace("\"migration\": \"", "\"migration\": \"Later", StringComparison.Ordinal)), null);
        // Lists of contents that are well written and cannot be.
        foreach (var (word, other) in ((string, string)[])[("\"format\": 1", "\"format\": -1"), ("\"format\": 1", "\"format\": null"),
            ("\"format\": 1", "\"format\": 99999999999"), ("\"migration\": \"", "\"migration\": null, \"was\": \""),
            ("\"rows\": ", "\"rows\": -"), ("\"bytes\": ", "\"bytes\": 9223372036854775"), ("\"columns\": [", "\"columns\": [null,"), ("\"tables\": [",
            "\"tables\": [null,"), ("\"name\": \"", "\"name\": \"\\\"; drop table "), ("\"createdAt\": \"", "\"createdAt\": \"gisteren ")])
            await Refused(With(good, "manifest.json", text => text.Replace(word, other, StringComparison.Ordinal)), "manifest.json");
        await Refused(With(good, "manifest.json", _ => "[]"), "manifest.json");
        await Refused(With(good, "manifest.json", text => Regex.Replace(text, "\"tables\": \\[.*\\]", "\"tables\": []", RegexOptions.Singleline)), "");
        await Refused(With(good, "manifest.json", text => text.Replace("\"email_folded\"", "\"email\"", StringComparison.Ordinal)), "app_user.jsonl");
        await Refused(With(good, "manifest.json", text => text.Replace("\"email_folded\",", "", StringComparison.Ordinal)), "app_user.jsonl");
        using var left = Base.Open(place.Location);
        Assert.Equal(4, CountCustomers(left));
        AssertSound(left);
        Assert.DoesNotContain(Directory.GetFiles(place.Folder), f => f.Contains(".restoring", StringComparison.Ordinal));

        async Task Refused(byte[] content, string? where)
        {
            var bad = Path.Combine(place.Folder, "bad.zip");
            await File.WriteAllBytesAsync(bad, content);
            var refused = Assert.Throws<RefusedException>(() => new Restore(place.Location).From(bad)).Refusal;
            Assert.Equal(where is null ? "backup.newer" : "backup.damaged", refused.Code);
            if (where is not null) Assert.StartsWith(where, (string)refused.Arguments[1]!, StringComparison.Ordinal);
        }
    }

    [Theory, EachEngine]
    public async Task A_backup_too_large_for_the_disk_is_refused_before_anything_is_written(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var file = Path.Combine(place.Folder, "full.zip");
        var refused = Assert.Throws<RefusedException>(() => new Backup(customers) { FreeSpace = _ => 1000 }.To(file));
        Assert.Equal("backup.space", refused.Refusal.Code);
        Assert.Equal("backup.folder", Assert.Throws<RefusedException>(() => new Backup(customers).To(Path.Combine(place.Folder, "nowhere", "x.zip")))
            .Refusal.Code);
        Assert.Empty(Directory.GetFiles(place.Folder, "*.zip*"));
    }

    [Theory, EachEngine]
    public async Task A_backup_made_while_people_write_shows_one_moment(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        await using var other = await TestPlace.CreateAsync(engine);
        var file = Path.Combine(other.Folder, "busy.zip");
        using (var customers = Base.Open(place.Location))
        {
            Work(customers);
            using var end = new CancellationTokenSource();
            var writing = Task.Run(() => { while (!end.IsCancellationRequested) Work(customers); });
            for (var i = 0; i < 5; i++) new Backup(customers).To(file);
            await end.CancelAsync();
            await writing;
        }
        new Restore(other.Location).From(file);
        using var restored = Base.Open(other.Location);
        Assert.True(CountCustomers(restored) > 0);
        AssertSound(restored);
    }

    [Fact]
    public async Task A_program_with_a_cut_connection_shows_a_restored_base_and_registers_again_when_it_writes()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        var file = Path.Combine(place.Folder, "monday.zip");
        using var customers = Base.Open(place.Location);
        Work(customers);
        new Backup(customers).To(file);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Named("Žižka"), Named("Zwart")], Actor.CommandLine);
        using var memory = new ListMemory(customers);
        memory.Load();
        var list = new CustomerList(customers, Viewer.System, memory);
        var all = CustomerQueryText.FromAddress("active=all");
        Assert.Equal(list.Page(all).Rows.Count, list.Count(all));
        Assert.Equal(1, list.Count(CustomerQueryText.FromAddress("q=zwart&active=all")));
        var before = list.Count(all);

        // Like a firewall that finds a connection idle for too long.
        Assert.Throws<RefusedException>(() => new Restore(place.Location).From(file));
        await using (var connection = new Npgsql.NpgsqlConnection(
            new Npgsql.NpgsqlConnectionStringBuilder(place.Connection) { Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync();
            await using var cut = new Npgsql.NpgsqlCommand(
                "select count(pg_terminate_backend(pid, 5000)) from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and database = (select oid "
                + "from pg_database where datname = current_database())", connection);
            Assert.Equal(1L, await cut.ExecuteScalarAsync());
        }
        new Restore(place.Location).From(file);

        Assert.Equal(before - 2, list.Count(all));
        Assert.Equal(before - 2, list.Page(all).Rows.Count);
        Assert.Equal(0, list.Count(CustomerQueryText.FromAddress("q=zwart&active=all")));
        changes.Create([Named("Wouters")], Actor.CommandLine);
        Assert.Equal(1, list.Count(CustomerQueryText.FromAddress("q=wouters&active=all")));
        Assert.Equal("database.inuse", Assert.Throws<RefusedException>(() => new Restore(place.Location).From(file)).Refusal.Code);
        AssertSound(customers);
    }

    [Fact]
    public async Task A_base_on_a_server_is_not_replaced_while_in_use()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Postgres);
        var file = Path.Combine(place.Folder, "monday.zip");
        using (var customers = Base.Open(place.Location))
        {
            Work(customers);
            new Backup(customers).To(file);
            Assert.Equal("database.inuse", Assert.Throws<RefusedException>(() => new Restore(place.Location).From(file)).Refusal.Code);
        }
        Assert.Equal(4, new Restore(place.Location).From(file).Customers);
    }

    [Fact]
    public async Task A_damaged_base_is_set_aside_and_replaced()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        var file = Path.Combine(place.Folder, "monday.zip");
        using (var customers = Base.Open(place.Location))
        {
            Work(customers);
            new Backup(customers).To(file);
        }
        Assert.False(File.Exists(place.Location.FilePath + "-wal"));
        await File.WriteAllTextAsync(place.Location.FilePath, "Somebody's shopping list, saved under the wrong name.");
        var aside = new Restore(place.Location).From(file).Before;
        Assert.StartsWith("Somebody's", await File.ReadAllTextAsync(aside!), StringComparison.Ordinal);
        using var back = Base.Open(place.Location);
        Assert.Equal(4, CountCustomers(back));
    }

    [Theory, EachEngine]
    public async Task A_base_is_backed_up_automatically_before_a_migration(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var customers = Base.Open(place.Location))
        {
            Work(customers);
            customers.Alone(connection => { Backup.BeforeMigration(customers, connection); return true; }, Base.Patience);
        }
        var made = Assert.Single(Directory.GetFiles(Path.Combine(place.Folder, "backups"), "before-upgrade-*.zip"));
        Assert.Equal(4, new Restore(place.Location).From(made).Customers);
        using var back = Base.Open(place.Location);
        AssertSound(back);
    }

    [Theory, EachEngine]
    public async Task Search_words_removed_by_a_migration_are_rebuilt_at_the_next_start(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using (var customers = Base.Open(place.Location))
        {
            Work(customers);
            customers.Write(transaction => transaction.Execute(engine == Engine.Sqlite
                ? "insert into customer_search(customer_search) values('delete-all')" : "truncate customer_search"));
        }
        using var opened = Base.Open(place.Location);
        AssertSound(opened);
        Assert.NotEmpty(new CustomerList(opened, Viewer.System).Ids(new CustomerQuery { Words = "lefe" }));
    }

    [Fact]
    public void Both_engines_have_the_same_migrations_by_name()
    {
        string[] NamesOf(string folder) => [.. typeof(Base).Assembly.GetTypes()
            .Where(t => t.Namespace == "Stamgast.Database." + folder && t.IsAssignableTo(typeof(Microsoft.EntityFrameworkCore.Migrations.Migration)))
            .Select(t => t.Name).Order()];
        Assert.Equal(NamesOf("SqliteMigrations"), NamesOf("PostgresMigrations"));
        Assert.Contains("Start", NamesOf("SqliteMigrations"));
    }

    // Two customers a call, one of them edited, trashed and brought back, an undo, and a proposal that nobody confirmed.
    private static void Work(Base customers)
    {
        var changes = new ChangeSets(customers, TimeProvider.System);
        var lefevre = Named("Lefèvre \"le \\ grand\"");
        (lefevre[CustomerFields.BirthDate], lefevre[CustomerFields.Groups], lefevre[CustomerFields.Email], lefevre[CustomerFields.Notes]) = ("1985-07-30",
            "Retail | VIP", "l@post.example", "een\ntwee \\ \"drie\"");
        var created = changes.Create([lefevre, Named("Claes")], Actor.CommandLine).Set;
        var id = created.FirstSeq;
        using var context = customers.NewContext();
        id = context.ChangeItems.Single(i => i.Seq == id).RecordId;
        lefevre[CustomerFields.Active] = "0";
        changes.Edit(id, 1, lefevre, Actor.CommandLine);
        changes.Trash([id + 1], into: true, Actor.CommandLine);
        var more = changes.Create([Named("de Bakker"), Named("Aerts")], Actor.CommandLine);
        changes.Undo(more.Set.Id, Actor.CommandLine, id + 2);
        ProposedImport.Make(customers, [Named("El Amrani")], []);
    }

    private static CustomerValues Named(string name)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = name;
        return values;
    }

    private static long CountCustomers(Base customers)
    {
        using var context = customers.NewContext();
        return context.Customers.LongCount();
    }

    private static void AssertSound(Base customers) => Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));

    private static Dictionary<string, string> Contents(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        return zip.Entries.Where(e => e.Name != "manifest.json").ToDictionary(e => e.Name, e =>
        {
            using var reader = new StreamReader(e.Open());
            return reader.ReadToEnd();
        });
    }

    // The same archive with one file in it altered; sound as a ZIP.
    private static byte[] With(byte[] archive, string name, Func<string, string> altered)
    {
        using var memory = new MemoryStream();
        memory.Write(archive);
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry(name)!;
            string text;
            using (var reader = new StreamReader(entry.Open())) text = reader.ReadToEnd();
            Assert.NotEqual(text, altered(text));
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
            writer.Write(altered(text));
        }
        return memory.ToArray();
    }
}
