using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Importing.Correcting;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Testing;
using Stamgast.Tests.Importing;

namespace Stamgast.Tests.Proposals.Previews;

public sealed class PreviewMemoryTests
{
    private static readonly string[] Words =
        ["lefevre", "LIEGE", "l9", "gent", "bruxelles lefevre.example", "claes", "claes not", "nijssen brugge", "025114022", "02 511 40 22", "a3@post.example",
            "nieuw2@post.example liège", "jozefien", "klantnummer-00093"];

    private static readonly PreviewFilter[] Filters = [PreviewFilter.All, PreviewFilter.Everything, PreviewFilter.New, PreviewFilter.Changed,
        PreviewFilter.Unchanged, PreviewFilter.Errors, PreviewFilter.Warned, PreviewFilter.LeftOut];

    private static CustomerValues Person(int i)
    {
        var values = CustomerValues.Blank();
        (values[CustomerFields.Number], values[CustomerFields.LastName], values[CustomerFields.Email], values[CustomerFields.City]) = ($"KLANTNUMMER-{i:00000}",
            $"Aerts{i}", $"a{i}@post.example", "Gent");
        return values;
    }

    // Of 90 customers a third stays as it is, a third moves, a third gets another address too; then 20 new ones, one of whom has an unusual number,
    // and two refused ones.
    private static ChangeSet Staged(TestPlace place, Base customers)
    {
        new ChangeSets(customers, TimeProvider.System).CreateMany(Enumerable.Range(1, 90).Select(Person), ChangeKind.Sample, Actor.CommandLine);
        var rows = Enumerable.Range(1, 90).Select(i =>
            $"KLANTNUMMER-{i:00000};Aerts{i};{(i % 3 == 2 ? "nieuw" : "a")}{i}@post.example;{(i % 3 == 0 ? "Gent" : "Liège")};")
            .Concat(Enumerable.Range(91, 20).Select(i => $"KLANTNUMMER-{i:00000};Lefèvre{i};l{i}@lefevre.example;Bruxelles;02 511 40 22 x{i}"))
            .Concat(["KLANTNUMMER-00200;Claes;not an address;Hasselt;", "KLANTNUMMER-00001;Aerts;a1@post.example;Gent;"]);
        return Sheet.Read(place, customers, "number;last_name;email;city;phone\n" + string.Join('\n', rows));
    }

    private static List<long> All(ProposalPreview preview, long id, PreviewQuery query)
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
        var (asked, remembered) = (new ProposalPreview(customers, Viewer.System), new ProposalPreview(customers, Viewer.System, memory));
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
            // The proposal is searched for the cells of refused rows as typed, with their accents.
            Assert.Equal(expected, found.Except(refused.Except(expected)));
        }
    }

    [Theory, EachEngine]
    public async Task The_memory_finds_and_counts_what_the_proposal_holds_also_after_rows_were_altered(Engine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (customers, set, memory, preview) = world;
        AssertSame(customers, memory, set.Id);
        // One that was found by its old words, one that was refused and is now new, and one that is no longer new.
        new RowCorrections(customers).Correct(set.Id, [new CorrectedRow(91, ["KLANTNUMMER-00091", "Nijssen", "l91@nijssen.example", "Brugge", ""]),
            new CorrectedRow(111, ["KLANTNUMMER-00200", "Claes", "claes@zonen.example", "Hasselt", ""]), new CorrectedRow(92,
            ["KLANTNUMMER-00092", "Lefèvre92", "not an address", "Bruxelles", ""])]);
        Assert.Equal([91L], All(preview, set.Id, new PreviewQuery(PreviewFilter.New, Text: "nijssen")));
        Assert.Equal(18, All(preview, set.Id, new PreviewQuery(PreviewFilter.New, Text: "lefevre")).Count);
        AssertSame(customers, memory, set.Id);
        // The second row of a customer is the first when that one is left out, also by another program.
        using (var other = Base.Open(world.Place.Location)) new RowCorrections(other).LeaveOut(set.Id, 1, true, Sheet.PathIn(world.Place));
        Assert.DoesNotContain(112L, All(preview, set.Id, new PreviewQuery(PreviewFilter.Errors, Text: "a1@post.example")));
        AssertSame(customers, memory, set.Id);
        new RowCorrections(customers).LeaveOut(set.Id, 1, false, Sheet.PathIn(world.Place));
        AssertSame(customers, memory, set.Id);
        Assert.Equal(112, memory.Remembered);
        foreach (var seq in new[] { 2L, 3, 91, 92, 111 }) new RowCorrections(customers).LeaveOut(set.Id, seq, true);
        using (var other = Base.Open(world.Place.Location)) new RowCorrections(other).LeaveOut(set.Id, 1, true, Sheet.PathIn(world.Place));
        Assert.DoesNotContain(112L, All(preview, set.Id, new PreviewQuery(PreviewFilter.Errors, Text: "a1@post.example")));
        AssertSame(customers, memory, set.Id);
        new RowCorrections(customers).LeaveOut(set.Id, 1, false, Sheet.PathIn(world.Place));
        AssertSame(customers, memory, set.Id);
        Assert.Equal(112, memory.Remembered);
        foreach (var seq in new[] { 2L, 3, 91, 92, 111 }) new RowCorrections(customers).LeaveOut(set.Id, seq, true);
        Assert.Equal([2L, 3, 91, 92, 111], All(preview, set.Id, new PreviewQuery(PreviewFilter.LeftOut)));
        AssertSame(customers, memory, set.Id);
        // Without the memory of the list the words of unchanged rows are asked of the base.
        using var alone = new PreviewMemory(customers, null, TimeProvider.System);
        AssertSame(customers, alone, set.Id);
        Assert.Equal(30, All(new ProposalPreview(customers, Viewer.System, alone), set.Id, new PreviewQuery(PreviewFilter.Unchanged, Text: "gant")).Count);
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
        // A row has one customer; with only the numbers, the others would have to be tried in each order.
        Assert.Empty(All(preview, set.Id, new PreviewQuery(PreviewFilter.All, Text: string.Join(' ', Enumerable.Range(41, 16)))));
    }

    [Theory, EachEngine]
    public async Task Before_a_preview_is_in_memory_a_mistyped_search_does_not_claim_that_nothing_matches(Engine engine)
    {
        using var hold = new Hold();
        await using var world = await World.CreateAsync(engine, small: 10, knowsList: false, before: hold.Wait);
        var (_, set, memory, preview) = world;
        var query = new PreviewQuery(PreviewFilter.New, Text: "bruxeles");
        var waiting = preview.Look(set.Id, query, 0, 100);
        Assert.Equal((PreviewWait.BeingPrepared, 0), (waiting.Waits, waiting.Rows.Count));
        hold.End();
        memory.Wait();
        var found = preview.Look(set.Id, query, 0, 100);
        Assert.Equal((null, 20, 20L), (found.Waits, found.Rows.Count, found.Count));
    }

    [Theory, EachEngine]
    public async Task A_large_preview_is_searched_while_it_is_being_prepared_and_can_be_applied_meanwhile(Engine engine)
    {
        using var hold = new Hold();
        await using var world = await World.CreateAsync(engine, small: 10, before: hold.Wait);
        var (customers, set, memory, preview) = world;
        var query = new PreviewQuery(PreviewFilter.New, Text: "lefevre");
        var looked = preview.Look(set.Id, query, 0, 100);
        Assert.Equal((null, 20, null), (looked.Waits, looked.Rows.Count, looked.Count));
        var waiting = preview.Look(set.Id, query, 0, 100, looks: false);
        Assert.Equal((PreviewWait.BeingPrepared, 0), (waiting.Waits, waiting.Rows.Count));
        hold.End();
        memory.Wait();
        var remembered = preview.Look(set.Id, query, 0, 100, looks: false);
        Assert.Equal((20, 20L), (remembered.Rows.Count, remembered.Count));
        memory.Drop(set.Id);
        Assert.Equal(0, memory.Remembered);
        hold.Begin();
        memory.Begin(set);
        var applied = new ChangeSets(customers, TimeProvider.System).Apply(set.Id, null, Actor.CommandLine);
        Assert.Equal((20L, 60L), (applied.Set.Created, applied.Set.Changed));
        hold.End();
        memory.Drop(set.Id);
        Assert.Equal("proposal.lost", Assert.Throws<RefusedException>(() => preview.Look(set.Id, query, 0, 100)).Refusal.Code);
        Assert.Equal(0, memory.Remembered);
    }

    [Theory, EachEngine]
    public async Task A_preview_that_is_slow_to_read_does_not_hold_up_others(Engine engine)
    {
        using var hold = new Hold();
        long slow = 0;
        await using var world = await World.CreateAsync(engine, before: stage =>
        {
            if (stage.SetId == slow) hold.Wait(stage);
        });
        var (customers, set, memory, preview) = world;
        slow = set.Id;
        var other = Sheet.Read(world.Place, customers, "number;last_name;city\nKLANTNUMMER-00300;Nijssen;Brugge\n");
        var first = Task.Run(() => preview.Look(slow, new PreviewQuery(PreviewFilter.New, Text: "lefevre"), 0, 100).Count);
        await hold.Reached;
        Assert.Equal([1L], All(preview, other.Id, new PreviewQuery(PreviewFilter.New, Text: "nijssen")));
        Assert.Equal(113, memory.Remembered);
        // A second request for the slow one waits for the same reading.
        var second = Task.Run(() => preview.Look(slow, new PreviewQuery(PreviewFilter.New, Text: "lefevre"), 0, 100).Count);
        Assert.False(first.IsCompleted || second.IsCompleted);
        hold.End();
        Assert.Equal([20L, 20L], await Task.WhenAll(first, second));
        Assert.Equal(1, hold.Count);
    }

    [Theory, EachEngine]
    public async Task A_preview_that_cannot_be_read_is_searched_by_the_database_and_tried_again_less_and_less_often(Engine engine)
    {
        var clock = new TestClock();
        var (tries, fails) = (0, true);
        var told = new List<(long Set, Exception Why)>();
        await using var world = await World.CreateAsync(engine, clock: clock, failed: (id, why) => told.Add((id, why)), before: _ =>
        {
            tries++;
            if (fails) throw new IOException("The disk does not answer.");
        });
        var (_, set, memory, preview) = world;
        var asTyped = new PreviewQuery(PreviewFilter.New, Text: "lefevre");
        for (var i = 0; i < 3; i++)
        {
            var looked = preview.Look(set.Id, asTyped, 0, 100);
            Assert.Equal((null, 20, null), (looked.Waits, looked.Rows.Count, looked.Count));
            Assert.Equal(PreviewWait.CannotBePrepared, preview.Look(set.Id, asTyped, 0, 100, looks: false).Waits);
        }
        Assert.Equal(1, tries);
        // After 15 s, then 30 s later, then not yet.
        foreach (var (seconds, expected) in new[] { (14, 1), (2, 2), (20, 2), (11, 3), (40, 3) })
        {
            clock.GoOn(TimeSpan.FromSeconds(seconds));
            preview.Look(set.Id, asTyped, 0, 100, looks: false);
            memory.Wait();
            Assert.Equal(expected, tries);
        }
        Assert.Equal((set.Id, "The disk does not answer."), (Assert.Single(told).Set, told[0].Why.Message));
        fails = false;
        clock.GoOn(TimeSpan.FromSeconds(21));
        Assert.Equal(20, preview.Look(set.Id, new PreviewQuery(PreviewFilter.New, Text: "bruxeles"), 0, 100, looks: false).Count);
        Assert.Equal((4, 1), (tries, told.Count));
    }

    [Theory, EachEngine]
    public async Task Words_in_other_scripts_are_searched_in_steps_and_none_is_missed(Engine engine)
    {
        await using var world = await World.CreateAsync(engine);
        var (customers, _, memory, _) = world;
        var rows = Enumerable.Range(1, 2_600).Select(i => $"G{i};{(i is 700 or 2_500 ? "Ζορμπάς" : "Παπαδόπουλος")};Αθήνα");
        var set = Sheet.Read(world.Place, customers, "number;last_name;city\n" + string.Join('\n', rows));
        var stage = Stage.OfProposal(customers, set);
        using var connection = stage.OpenReader();
        var found = memory.Find(stage, connection, new PreviewQuery(PreviewFilter.New, Text: "ζορμπας"), out _)!;
        var looked = 0;
        List<PreviewFact> Read(IReadOnlyCollection<long> some)
        {
            looked += some.Count;
            return PreviewFact.Of(connection, stage, some);
        }
        string Next(long after)
        {
            var (seqs, goesOn) = found.After(after, 100, Read, most: 1_000);
            return $"{string.Join(' ', seqs)}, looked at {looked}, goes on after {goesOn}";
        }
        Assert.Equal("700, looked at 1000, goes on after 1000", Next(0));
        Assert.Equal(", looked at 2000, goes on after 2000", Next(1_000));
        Assert.Equal("2500, looked at 2600, goes on after ", Next(2_000));
    }

    [Theory, EachEngine]
    public async Task A_file_that_is_read_again_is_found_as_it_is_now_and_an_unused_preview_is_dropped(Engine engine)
    {
        var clock = new TestClock();
        await using var world = await World.CreateAsync(engine, clock: clock);
        var (customers, set, memory, preview) = world;
        Assert.Equal(20, All(preview, set.Id, new PreviewQuery(PreviewFilter.New, Text: "lefevre")).Count);
        Sheet.Read(world.Place, customers, File.ReadAllText(Sheet.PathIn(world.Place)).Replace("Lefèvre93", "Nijssen", StringComparison.Ordinal),
            again: set.Id);
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

        public static async Task<World> CreateAsync(Engine engine, long? small = null, bool knowsList = true, TimeProvider? clock = null,
            Action<Stage>? before = null, Action<long, Exception>? failed = null)
        {
            var place = await TestPlace.CreateAsync(engine);
            var customers = Base.Open(place.Location);
            var set = Staged(place, customers);
            var list = knowsList ? new ListMemory(customers) : null;
            clock ??= TimeProvider.System;
            var memory = new PreviewMemory(customers, list, clock) { Small = small ?? 20_000, Before = before, Failed = failed };
            return new World(place, customers, set, list, memory);
        }

        public void Deconstruct(out Base opened, out ChangeSet staged, out PreviewMemory remembered, out ProposalPreview preview) =>
            (opened, staged, remembered, preview) = (customers, set, memory, new ProposalPreview(customers, Viewer.System, memory));

        public async ValueTask DisposeAsync()
        {
            memory.Dispose();
            list?.Dispose();
            customers.Dispose();
            await place.DisposeAsync();
        }
    }

    /// <summary>Where the reading of rows waits until a test lets it continue.</summary>
    private sealed class Hold : IDisposable
    {
        private readonly ManualResetEventSlim open = new();
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int count;

        /// <summary>When the first reading has arrived here.</summary>
        public Task Reached => reached.Task;

        /// <summary>How many readings arrived here.</summary>
        public int Count => count;

        public void Wait(Stage stage)
        {
            Interlocked.Increment(ref count);
            reached.TrySetResult();
            open.Wait(TestContext.Current.CancellationToken);
        }

        public void Begin() => open.Reset();

        public void End() => open.Set();

        public void Dispose() => open.Set();
    }
}
