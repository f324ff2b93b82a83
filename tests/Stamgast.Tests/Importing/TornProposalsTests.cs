using System.Diagnostics;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Importing.Correcting;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing;

/// <summary>The plug is pulled between the commit of a proposal's file and that of the base, which are two files on SQLite.</summary>
public sealed class TornProposalsTests
{
    private const string Sheet = "number;first_name;last_name;city\nC-1;Jozefien;Aerts;Gent\nC-2;Willem;de Bakker;Utrecht\nC-3;Els;;Brugge\n";

    // One that was corrected twice: a row with two changes is left out, then another gets an additional value.
    private static readonly Action<Base, long>[] Corrections =
    [
        (customers, id) => new RowCorrections(customers).LeaveOut(id, 1, true),
        (customers, id) => new RowCorrections(customers).Correct(id, [new CorrectedRow(2, ["C-2", "Wim", "de Bakker", "Utrecht"])]),
    ];

    private static ChangeSet Prepare(TestPlace place, Base customers)
    {
        var known = CustomerValues.Blank();
        (known[CustomerFields.Number], known[CustomerFields.FirstName], known[CustomerFields.LastName]) = ("C-1", "Jozefien", "Aerts");
        var other = known.Copy();
        (other[CustomerFields.Number], other[CustomerFields.FirstName], other[CustomerFields.LastName], other[CustomerFields.City]) = ("C-2", "Willem",
            "de Bakker", "Zeist");
        new ChangeSets(customers, TimeProvider.System).Create([known, other], Actor.CommandLine);
        var path = Path.Combine(place.Folder, "sheet.csv");
        File.WriteAllText(path, Sheet);
        var imports = new Imports(customers, TimeProvider.System);
        return imports.Stage(imports.Begin("sheet.csv", Actor.CommandLine).Id, path, new ImportOptions());
    }

    private static string Counts(ChangeSet set) =>
        $"{set.Revision}: {set.Rows} {set.Created} {set.Changed} {set.Unchanged} {set.Errors} {set.Conflicts} {Imports.ReportOf(set)!.LeftOut}; "
            + $"{string.Join(' ', Imports.ReportOf(set)!.FieldCounts.Where(f => f.Value > 0).OrderBy(f => f.Key, StringComparer.Ordinal))}";

    [Theory]
    [InlineData(0, true)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    public async Task A_proposal_damaged_by_a_power_cut_is_lost_and_its_file_can_be_read_again(int correction, bool onlyRows)
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        long id;
        string kept;
        using (var customers = Base.Open(place.Location))
        {
            id = Prepare(place, customers).Id;
            customers.Alone(connection => { using var all = connection.Query("pragma wal_checkpoint(truncate)"); return all.ExecuteScalar(); }, Base.Patience);
            kept = onlyRows ? place.Location.FilePath : Stage.OfProposal(customers, id).File!;
        }
        File.Copy(kept, kept + ".before");
        using (var customers = Base.Open(place.Location)) Corrections[correction](customers, id);
        // One was written and the other was not.
        File.Move(kept + ".before", kept, overwrite: true);
        if (onlyRows) foreach (var more in (string[])["-wal", "-shm"]) File.Delete(kept + more);

        using var again = Base.Open(place.Location);
        var set = Imports.Find(again, id);
        Assert.Equal(ChangeState.Failed, set.State);
        Assert.Contains("proposal.lost", set.Failure, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(again.Location.ProposalFolder));
        Assert.Equal("proposal.failed", Assert.Throws<RefusedException>(() => new ChangeSets(again, TimeProvider.System).Apply(id, null, Actor.CommandLine))
            .Refusal.Code);
        var read = new Imports(again, TimeProvider.System).Stage(id, Path.Combine(place.Folder, "sheet.csv"), new ImportOptions());
        Assert.Equal(read.Created + read.Changed, new ChangeSets(again, TimeProvider.System).Apply(id, read.Revision, Actor.CommandLine).Customers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proposal_whose_file_cannot_be_read_is_lost_and_keeps_the_base_from_opening_no_longer(bool onlyItsTables)
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        long id;
        using (var customers = Base.Open(place.Location))
        {
            id = Prepare(place, customers).Id;
            var path = Stage.OfProposal(customers, id).File!;
            var bytes = await File.ReadAllBytesAsync(path);
            // The first page is 16 kB; with its header left, the file is still a database.
            bytes.AsSpan(onlyItsTables ? 100 : 0, 16_384 - (onlyItsTables ? 100 : 0)).Clear();
            await File.WriteAllBytesAsync(path, bytes);
        }
        using var again = Base.Open(place.Location);
        var set = Imports.Find(again, id);
        Assert.Equal(ChangeState.Failed, set.State);
        Assert.Contains("\"proposal.lost\"", set.Failure, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(again.Location.ProposalFolder));
        var read = new Imports(again, TimeProvider.System).Stage(id, Path.Combine(place.Folder, "sheet.csv"), new ImportOptions());
        Assert.Equal(read.Created + read.Changed, new ChangeSets(again, TimeProvider.System).Apply(id, read.Revision, Actor.CommandLine).Customers);
    }

    // Building the model takes half a second, which every command would pay.
    [Fact]
    public async Task A_base_with_a_waiting_proposal_is_opened_without_the_model()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using (var customers = Base.Open(place.Location)) Prepare(place, customers);
        var contexts = new Contexts();
        using (DiagnosticListener.AllListeners.Subscribe(contexts))
        {
            using (Base.Open(place.Location)) Assert.Equal(0, contexts.Seen);
            using var opened = Base.Open(place.Location);
            using var context = opened.NewContext();
            Assert.Single(context.ChangeSets.Where(s => s.State == ChangeState.Proposed).ToList());
            Assert.NotEqual(0, contexts.Seen);
        }
    }

    [Fact]
    public async Task A_proposal_that_is_whole_is_not_touched_when_the_base_is_opened()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        long id;
        string before;
        DateTime written;
        using (var customers = Base.Open(place.Location))
        {
            id = Prepare(place, customers).Id;
            Corrections[1](customers, id);
            before = Counts(Imports.Find(customers, id));
            written = File.GetLastWriteTimeUtc(Stage.OfProposal(customers, id).File!);
        }
        using var again = Base.Open(place.Location);
        Assert.Equal((before, written), (Counts(Imports.Find(again, id)), File.GetLastWriteTimeUtc(Stage.OfProposal(again, id).File!)));
    }

    // Counts what the thread of its test makes; other tests run beside it.
    private sealed class Contexts : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private readonly int thread = Environment.CurrentManagedThreadId;

        public int Seen { get; private set; }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore") value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key.EndsWith(".ContextInitialized", StringComparison.Ordinal) && Environment.CurrentManagedThreadId == thread) Seen++;
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
