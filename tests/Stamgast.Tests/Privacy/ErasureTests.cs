using System.Data.Common;
using System.Globalization;
using System.Text;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Stages;
using Stamgast.Changes.Undoing;
using Stamgast.Checks;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Privacy;
using Stamgast.Start;
using Stamgast.Testing;
using Stamgast.Tests.Importing;

namespace Stamgast.Tests.Privacy;

/// <summary>An erasure leaves nothing: not in the tables, and on SQLite not in one byte of the data folder.</summary>
public sealed class ErasureTests
{
    // Parts of unusual words, without their beginnings: an index stores only the difference from the previous word.
    private static readonly string[] Traces = ["jarvikoun", "morvaindel", "telmuzvaad", "oxfurdwijk", "9317264085", "umbelquist", "vroegernam", "hofbrinkest",
        "kelverdoorn"];

    [Theory, EachEngine]
    public async Task An_erased_customer_leaves_no_trace_in_the_base_or_its_files(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        const string Unusual = "C-1500;Qwzjarvikoun;Vbxvroegernam;Pkoxfurdwijk;jqxtelmuzvaad@post.example;belt over umbelquist\n";
        var rows = Enumerable.Range(1, 3000).Select(i => i == 1500 ? Unusual : $"C-{i};Els{i};Peeters{i % 97};Gent;els{i}@post.example;\n");
        var imported = Sheet.Read(place, customers, "number;first_name;last_name;city;email;notes\n" + string.Concat(rows));
        changes.Apply(imported.Id, imported.Revision, Actor.CommandLine);
        // Values that the customer had once, and has now.
        Edit(changes, customers, 1500, v => (v[CustomerFields.LastName], v[CustomerFields.Phone]) = ("Vbxmorvaindel", "+329317264085"));
        Edit(changes, customers, 1500, v => (v[CustomerFields.Street], v[CustomerFields.Extra]) = ("Zzhofbrinkest", "{\"1\":\"Wwkelverdoorn\"}"));
        // A proposal that mentions the customer, and one that does not.
        var naming = Sheet.Read(place, customers, "number;street\nC-1500;Qqumbelquist\n");
        var other = Sheet.Read(place, customers, "number;street\nC-1501;Dorp\n");
        File.Delete(Sheet.PathIn(place));
        var uploads = Directory.CreateDirectory(customers.Location.UploadFolder).FullName;
        string Upload(long set, string ending, string text)
        {
            File.WriteAllText(Path.Combine(uploads, BaseLocation.UploadName(set) + ending), text);
            return BaseLocation.UploadName(set) + ending;
        }
        Upload(naming.Id, ".csv", "number;street\nC-1500;Qqumbelquist\n");
        Upload(imported.Id, BaseLocation.ErrorsEnding, "number;last_name;email\nC-9;vbxmorvaindel;fout\n");
        string[] kept = [Upload(other.Id, ".csv", "number;street\nC-1501;Dorp\n"),
            Upload(other.Id, BaseLocation.ErrorsEnding, "number;last_name;email\nC-15001;Aerts;fout\n")];
        Assert.All(Traces, trace => Assert.True(IsInBase(customers, trace), trace));

        Assert.True(new Erasure(customers, AllDataPlaces.InOrder, TimeProvider.System).Run(1500, null));

        Assert.All(Traces, trace => Assert.False(IsInBase(customers, trace), trace));
        Assert.Empty(Traces.SelectMany(trace => FilesWith(place, trace)));
        Assert.Equal(kept.Order(StringComparer.Ordinal), Directory.EnumerateFiles(uploads).Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal));
        using var context = customers.NewContext();
        Assert.Equal([other.Id], context.ChangeSets.Where(s => s.State == ChangeState.Proposed).Select(s => s.Id));
        Assert.DoesNotContain(context.ChangeSets, s => s.Id == naming.Id);
        AssertOthersAreThere(customers);
    }

    // Rows of every length, some over many pages, grow and shrink: pages are split, joined and freed.
    [Fact]
    public async Task Erased_customers_leave_no_bytes_even_if_their_rows_moved_within_the_file()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        var random = new Random(4711);
        const int Many = 1500;
        string Trace(int i, int edit) => string.Create(CultureInfo.InvariantCulture, $"q{i * 7919 % 9973}zv{edit}x{i}k");
        CustomerValues With(CustomerValues values, int i, int edit)
        {
            var trace = Trace(i, edit);
            (values[CustomerFields.LastName], values[CustomerFields.City], values[CustomerFields.Email]) = (trace, trace + "stad", trace + "@post.example");
            values[CustomerFields.Notes] = string.Join(' ', Enumerable.Repeat(trace, random.Next(1, 40) is 1 ? 900 : random.Next(1, 60)));
            return values;
        }
        changes.Create([.. Enumerable.Range(1, Many).Select(i => With(Person($"C-{i}", "Els", "Aerts"), i, 0))], Actor.CommandLine);
        int[] erased = [.. Enumerable.Range(1, Many).Where(i => i % 75 == 0)];
        foreach (var edit in (int[])[1, 2])
            foreach (var i in Enumerable.Range(1, Many).Where(i => i % 5 == 0)) Edit(changes, customers, i, v => With(v, i, edit));
        var erasure = new Erasure(customers, AllDataPlaces.InOrder, TimeProvider.System);
        foreach (var i in erased) Assert.True(erasure.Run(i, null));
        var left = string.Concat(Directory.EnumerateFiles(place.Folder, "stamgast.db*").Select(Bytes));
        Assert.All(erased.SelectMany(i => Enumerable.Range(0, 3).Select(edit => Trace(i, edit))),
            trace => Assert.DoesNotContain(trace, left, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(Trace(erased[0] + 1, 0), left, StringComparison.Ordinal);
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Theory, EachEngine]
    public async Task The_remains_of_an_erased_customer_are_consistent_and_erasing_twice_changes_nothing(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("C-1", "Jozefien", "Aerts"), Person("C-2", "Willem", "de Bakker")], Actor.CommandLine);
        Edit(changes, customers, 1, v => (v[CustomerFields.Language], v[CustomerFields.Groups]) = ("fr", "VIP | Retail"));
        using var memory = new ListMemory(customers);
        memory.Load();
        var erasure = new Erasure(customers, AllDataPlaces.InOrder, TimeProvider.System);
        erasure.Run(1, null);
        erasure.Run(1, null);
        var left = new CustomerLookup(customers, Viewer.System).Find(1)!;
        Assert.All([CustomerFields.LastName, CustomerFields.FirstName, CustomerFields.Number, CustomerFields.Groups], field => Assert.Null(left.Values[field]));
        Assert.Equal("fr", left.Values[CustomerFields.Language]);
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
        Assert.Empty(new CustomerList(customers, Viewer.System, memory).Ids(new CustomerQuery { Words = "jozefien" }));
        Assert.Equal([2], new CustomerList(customers, Viewer.System, memory).Ids(new CustomerQuery { Words = "willem" }));
        Assert.Equal("customer.unknown", Assert.Throws<RefusedException>(() => erasure.Run(9, null)).Refusal.Code);
        // Undoing earlier changes brings nothing back.
        changes.Undo(2, Actor.CommandLine);
        Assert.Null(new CustomerLookup(customers, Viewer.System).Find(1)!.Values[CustomerFields.Groups]);
        Assert.Empty(new FoldCheck(customers).Differences());
    }

    [Fact]
    public async Task Words_of_earlier_values_stay_in_the_index_until_they_are_purged()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var changes = new ChangeSets(customers, TimeProvider.System);
        changes.Create([Person("C-1", "Qwzjarvikoun", "Aerts"), Person("C-2", "Willem", "de Bakker")], Actor.CommandLine);
        Edit(changes, customers, 1, v => v[CustomerFields.FirstName] = "Els");
        // The twin: the folded word is only in the index, and an ordinary change leaves it there.
        Checkpoint(customers);
        Assert.Contains("stamgast.db", FilesWith(place, "qwzjarvikoun", ignoresCase: false));
        ErasedWords.Purge(customers, CancellationToken.None);
        Checkpoint(customers);
        Assert.Empty(FilesWith(place, "qwzjarvikoun", ignoresCase: false));
        Assert.Equal([1], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery { Words = "els" }));
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
    }

    [Fact]
    public async Task Every_connection_that_writes_overwrites_what_it_deletes()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        Assert.Equal(1, customers.Write(transaction => transaction.Number("pragma secure_delete")));
        var set = Sheet.Read(place, customers, "number;last_name\nC-1;Aerts\n");
        var stage = Stage.OfProposal(customers, set);
        stage.Alter(connection => Assert.Equal(1, Number(connection, $"pragma {Stage.Schema}.secure_delete")));
        Assert.Equal(1, customers.WriteCustomers(transaction => transaction.Number($"pragma {Stage.Schema}.secure_delete"), Base.Patience, stage.File));
        // The twin: a free page keeps its bytes without it.
        customers.Write(transaction =>
        {
            transaction.Execute("create table scrap(a text)");
            transaction.Execute("insert into scrap values(@text)", ("text", string.Concat(Enumerable.Repeat("qwztelmuzvaad", 1000))));
        });
        customers.Alone(connection => Number(connection, "pragma secure_delete = off"), Base.Patience);
        customers.Write(transaction => transaction.Execute("delete from scrap"));
        Checkpoint(customers);
        Assert.NotEmpty(FilesWith(place, "telmuzvaad"));
    }

    private static CustomerValues Person(string number, string first, string last)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Number], values[CustomerFields.FirstName], values[CustomerFields.LastName]) = (number, first, last);
        return values;
    }

    private static void Edit(ChangeSets changes, Base customers, long id, Action<CustomerValues> change)
    {
        var state = new CustomerLookup(customers, Viewer.System).Find(id)!;
        var mine = state.Values.Copy();
        change(mine);
        changes.Edit(id, state.Version, mine, Actor.CommandLine);
    }

    private static void AssertOthersAreThere(Base customers)
    {
        Assert.Equal([1501], new CustomerList(customers, Viewer.System).Ids(new CustomerQuery { Words = "els1501" }));
        Assert.All(new BaseCheck(customers).Run(), result => Assert.True(result.Ok, result.Name));
    }

    private static void Checkpoint(Base customers) => customers.Alone(connection => Number(connection, "pragma wal_checkpoint(truncate)"), Base.Patience);

    private static long Number(DbConnection connection, string sql)
    {
        using var command = connection.Query(sql);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static bool IsInBase(Base customers, string trace) =>
        TablesOf.Texts(customers).Any(row => row.Contains(trace, StringComparison.OrdinalIgnoreCase));

    private static List<string> FilesWith(TestPlace place, string trace, bool ignoresCase = true)
    {
        var with = new List<string>();
        foreach (var path in Directory.EnumerateFiles(place.Folder, "*", SearchOption.AllDirectories))
            if (Bytes(path).Contains(trace, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
                with.Add(Path.GetRelativePath(place.Folder, path));
        return with;
    }

    private static string Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Encoding.Latin1.GetString(bytes);
    }
}
