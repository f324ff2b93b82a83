using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

public sealed class PreviewMemoryTests
{
    private static readonly string[] Words =
        ["lefevre", "LIEGE", "l9", "gent", "bruxelles lefevre.example", "claes", "claes not", "nijssen brugge", "025114022", "02 511 40 22", "a3@post.example", "nieuw2@post.example liège", "jozefien", "klantnummer-00093"];

    private static readonly PreviewFilter[] Filters = [PreviewFilter.All, PreviewFilter.Everything, PreviewFilter.New, PreviewFilter.Changed, PreviewFilter.Unchanged, PreviewFilter.Errors, PreviewFilter.Warned];

    private static CustomerValues Person(int i)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Number], values[CustomerFields.LastName], values[CustomerFields.Email], values[CustomerFields.City]) = ($"KLANTNUMMER-{i:00000}", $"Aerts{i}", $"a{i}@post.example", "Gent");
        return values;
    }

    // Of 90 customers a third stays as it is, a third moves, a third gets another address too; then 20 new ones, one of whom has a strange number, and two that are refused.
    private static ChangeSet Staged(TestPlace place, Base customers)
    {
        new ChangeSets(customers, TimeProvider.System).CreateMany(Enumerable.Range(1, 90).Select(Person), ChangeKind.Sample, Actor.CommandLine);
        var rows = Enumerable.Range(1, 90).Select(i => $"KLANTNUMMER-{i:00000};Aerts{i};{(i % 3 == 2 ? "nieuw" : "a")}{i}@post.example;{(i % 3 == 0 ? "Gent" : "Liège")};")
            .Concat(Enumerable.Range(91, 20).Select(i => $"KLANTNUMMER-{i:00000};Lefèvre{i};l{i}@lefevre.example;Bruxelles;02 511 40 22 x{i}"))
            .Concat(["KLANTNUMMER-00200;Claes;not an address;Hasselt;", "KLANTNUMMER-00001;Aerts;a1@post.example;Gent;"]);
        return Sheet.Read(place, customers, "number;last_name;email;city;phone\n" + string.Join('\n', rows));
    }

    private static List<long> All(ImportPreview preview, long id, PreviewQuery query)
    {
        var all = new List<long>();
        long? count = null;
        for (long after = 0; ;)
        {
            var page = preview.Look(id, query, after, 7);
            Assert.Null(page.Waits);
            all.AddRange(page.Rows.Select(r => r.Seq));
            count ??= page.Count;
            if (page.Rows.Count < 7) break;
            after = page.Rows[^1].Seq;
        }
        Assert.Equal(count ?? all.Count, all.Count);
        return all;
    }

    private static void AssertSame(Base customers, PreviewMemory memory, long id)
    {
        var (asked, remembered) = (new ImportPreview(customers), new ImportPreview(customers, memory));
        var refused = asked.Page(id, PreviewFilter.Errors, 0, 1000).Select(r => r.Seq).ToList();
        foreach (var filter in Filters)
        {
            foreach (var text in Words) AssertSameRows(new PreviewQuery(filter, Text: text));
            AssertSameRows(new PreviewQuery(filter));
        }
        foreach (var field in new[] { CustomerFields.City, CustomerFields.Email })
            foreach (var text in new[] { null, "liege", "aerts1" }) AssertSameRows(new PreviewQuery(PreviewFilter.Everything, CustomerFields.All[field], text));

        void AssertSameRows(PreviewQuery query)
        {
            var expected = asked.Page(id, query, 0, 1000).Select(r => r.Seq).ToList();
            var found = All(remembered, id, query);
            // The proposal is asked for the cells of refused rows as they were typed, with their accents.
            Assert.Equal(expected, found.Except(refused.Except(expected)));
        }
    }

    [Theory, EachEngine]
    public async Task The_memory_finds_and_counts_what_the_proposal_holds_also_after_rows_were_altered(Engine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (customers, set, memory, preview) = world;
        AssertSame(customers, memory, set.Id);
        // One that was searched by its old words, one that was refused and is new now, and one that is new no more.
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(91, ["KLANTNUMMER-00091", "Nijssen", "l91@nijssen.example", "Brugge", ""]),
            new CorrectedRow(111, ["KLANTNUMMER-00200", "Claes", "claes@zonen.example", "Hasselt", ""]), new CorrectedRow(92, ["KLANTNUMMER-00092", "Lefèvre92", "not an address", "Bruxelles", ""])]);
        Assert.Equal([91L], All(preview, set.Id, new PreviewQuery(PreviewFilter.New, Text: "nijssen")));
        Assert.Equal(18, All(preview, set.Id, new PreviewQuery(PreviewFilter.New, Text: "lefevre")).Count);
        AssertSame(customers, memory, set.Id);
        // The second row of a customer is the first when that one is left out, also by another program.
        using (var other = Base.Open(world.Place.Location)) new ImportPreview(other).LeaveOut(set.Id, 1, true, Sheet.PathIn(world.Place));
        Assert.DoesNotContain(112L, All(preview, set.Id, new PreviewQuery(PreviewFilter.Errors, Text: "a1@post.example")));
        AssertSame(customers, memory, set.Id);
        new ImportPreview(customers, memory).LeaveOut(set.Id, 1, false, Sheet.PathIn(world.Place));
        AssertSame(customers, memory, set.Id);
        Assert.Equal(112, memory.Remembered);
        // Without the memory of the list the words of unchanged rows are asked of the base.
        using var alone = new PreviewMemory(customers, null, TimeProvider.System);
        AssertSame(customers, alone, set.Id);
        Assert.Equal(30, All(new ImportPreview(customers, alone), set.Id, new PreviewQuery(PreviewFilter.Unchanged, Text: "gant")).Count);
    }

    [Theory, EachEngine]
    public async Task One_typing_error_a_word_is_forgiven_when_no_row_has_the_words(Engine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (_, set, _, preview) = world;
        Assert.Equal(20, All(preview, set.Id, new PreviewQuery(PreviewFilter.New, Text: "bruxeles lefevr")).Count);
        Assert.Equal([111L], All(preview, set.Id, new PreviewQuery(PreviewFilter.Errors, Text: "claas")));
        Assert.Equal(31, All(preview, set.Id, new PreviewQuery(PreviewFilter.All, Text: "gant")).Count);
        Assert.Equal(30, All(preview, set.Id, new PreviewQuery(PreviewFilter.Unchanged, Text: "gant")).Count);
        Assert.Equal(20, All(preview, set.Id, new PreviewQuery(PreviewFilter.Everything, Text: "@lefebre.example")).Count);
        // A row has it, elsewhere: nothing is forgiven here.
        Assert.Empty(All(preview, set.Id, new PreviewQuery(PreviewFilter.Errors, Text: "lefevre93")));
        Assert.Empty(All(preview, set.Id, new PreviewQuery(PreviewFilter.All, Text: "bruxxeles lefevrr jozefien")));
    }

    [Theory, EachEngine]
    public async Task The_number_of_a_customer_finds_their_row(Engine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (_, set, _, preview) = world;
        Assert.Contains(50L, All(preview, set.Id, new PreviewQuery(PreviewFilter.Changed, Text: "50")));
        Assert.Contains(51L, All(preview, set.Id, new PreviewQuery(PreviewFilter.Unchanged, Text: "51 gent")));
        Assert.DoesNotContain(50L, All(preview, set.Id, new PreviewQuery(PreviewFilter.Changed, Text: "50 brugge")));
        // A row is of one customer; of each number alone the others would have to be tried, in each order.
        Assert.Empty(All(preview, set.Id, new PreviewQuery(PreviewFilter.All, Text: string.Join(' ', Enumerable.Range(41, 16)))));
    }

    [Theory, EachEngine]
    public async Task Until_a_preview_is_remembered_nobody_is_told_that_no_row_has_a_word_with_a_typing_error(Engine engine)
    {
        await using var world = await World.CreateAsync(engine, small: 10, knowsList: false);
        var (_, set, memory, preview) = world;
        var query = new PreviewQuery(PreviewFilter.New, Text: "bruxeles");
        // While it is being read, or already was: never an answer without the rows.
        var page = preview.Look(set.Id, query, 0, 100);
        Assert.Equal(page.Waits is null ? 20 : 0, page.Rows.Count);
        memory.Wait();
        Assert.Equal((20, 20L), (preview.Look(set.Id, query, 0, 100).Rows.Count, preview.Look(set.Id, query, 0, 100).Count));
    }

    [Theory, EachEngine]
    public async Task A_large_preview_is_searched_while_it_is_being_prepared_and_can_be_applied_meanwhile(Engine engine)
    {
        await using var world = await World.CreateAsync(engine, small: 10);
        var (customers, set, memory, preview) = world;
        var query = new PreviewQuery(PreviewFilter.New, Text: "lefevre");
        Assert.Equal(20, preview.Look(set.Id, query, 0, 100).Rows.Count);
        var waiting = preview.Look(set.Id, query, 0, 100, looks: false);
        Assert.Equal(waiting.Waits is null ? 20 : 0, waiting.Rows.Count);
        memory.Wait();
        Assert.Equal((20, 20L), (preview.Look(set.Id, query, 0, 100, looks: false).Rows.Count, preview.Look(set.Id, query, 0, 100).Count));
        memory.Drop(set.Id);
        Assert.Equal(0, memory.Remembered);
        memory.Begin(set);
        var applied = new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        Assert.Equal((20L, 60L), (applied.Set.Created, applied.Set.Changed));
        memory.Drop(set.Id);
        Assert.Equal("proposal.lost", Assert.Throws<RefusedException>(() => preview.Look(set.Id, query, 0, 100)).Refusal.Code);
        Assert.Equal(0, memory.Remembered);
    }

    [Theory, EachEngine]
    public async Task A_file_that_is_read_again_is_found_as_it_is_now_and_an_unused_preview_is_dropped(Engine engine)
    {
        var clock = new TestClock();
        await using var world = await World.CreateAsync(engine, clock: clock);
        var (customers, set, memory, preview) = world;
        Assert.Equal(20, All(preview, set.Id, new PreviewQuery(PreviewFilter.New, Text: "lefevre")).Count);
        Sheet.Read(world.Place, customers, File.ReadAllText(Sheet.PathIn(world.Place)).Replace("Lefèvre93", "Nijssen", StringComparison.Ordinal), again: set.Id);
        Assert.Equal([93L], All(preview, set.Id, new PreviewQuery(PreviewFilter.New, Text: "nijssen")));
        Assert.Equal(112, memory.Remembered);
        clock.GoOn(TimeSpan.FromMinutes(14));
        memory.DropUnused();
        Assert.Equal(112, memory.Remembered);
        clock.GoOn(TimeSpan.FromMinutes(2));
        memory.DropUnused();
        Assert.Equal(0, memory.Remembered);
        Assert.Equal([93L], All(preview, set.Id, new PreviewQuery(PreviewFilter.New, Text: "nijssen")));
    }

    /// <summary>A base with such a preview, and a program that remembers it.</summary>
    private sealed class World(TestPlace place, Base customers, ChangeSet set, ListMemory? list, PreviewMemory memory) : IAsyncDisposable
    {
        public TestPlace Place => place;

        public static async Task<World> CreateAsync(Engine engine, long? small = null, bool knowsList = true, TimeProvider? clock = null)
        {
            var place = await TestPlace.CreateAsync(engine);
            var customers = Base.Open(place.Location);
            var set = Staged(place, customers);
            var list = knowsList ? new ListMemory(customers) : null;
            clock ??= TimeProvider.System;
            return new World(place, customers, set, list, small is { } rows ? new PreviewMemory(customers, list, clock) { Small = rows } : new PreviewMemory(customers, list, clock));
        }

        public void Deconstruct(out Base opened, out ChangeSet staged, out PreviewMemory remembered, out ImportPreview preview) =>
            (opened, staged, remembered, preview) = (customers, set, memory, new ImportPreview(customers, memory));

        public async ValueTask DisposeAsync()
        {
            memory.Dispose();
            list?.Dispose();
            customers.Dispose();
            await place.DisposeAsync();
        }
    }
}
