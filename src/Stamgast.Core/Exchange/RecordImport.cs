using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Database;
using Stamgast.Exchange.Columns;
using Stamgast.Exchange.Rows;
using Stamgast.Exchange.Sources;
using Stamgast.Kinds;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Sales.Invoices;

namespace Stamgast.Exchange;

/// <summary>The result of reading a file of records: the proposal, and the facts about the file.</summary>
public sealed record RecordImportResult(ChangeSet Set, RecordReport Report);

/// <summary>Reads a file of records of a declared kind into a proposal, which is looked at, confirmed and undone as any other.</summary>
public sealed class RecordImport(Base customers, RecordKind kind, TimeProvider clock)
{
    private const int HeadCharacters = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Reads a whole file and stores what it would change; nothing is applied.</summary>
    /// <param name="progress">Receives the number of rows read.</param>
    /// <param name="fileName">The original name of the file; null to use its name here.</param>
    /// <exception cref="RefusedException">The file is no table, list or invoice, or exchange.columns. Nothing of it remains then.</exception>
    public RecordImportResult Stage(
        string path, Actor actor, ExchangeOptions? options = null, IProgress<(long Done, long? Total)>? progress = null, string? fileName = null,
        CancellationToken cancel = default)
    {
        options ??= new ExchangeOptions();
        var opened = Open(path, fileName ?? path, cancel);
        using var source = opened.Source;
        var columns = opened.Columns;
        var set = Begin(fileName ?? path, actor);
        var stage = Changes.Stages.Stage.Next(customers, set);
        try
        {
            RecordReport report;
            IReadOnlyList<long> superseded;
            using (var writer = stage.Create())
            using (var reading = new RecordRows(customers, kind, actor.Viewer, clock, columns, options))
            {
                reading.Run(source, writer, progress, cancel);
                writer.Complete();
                report = new RecordReport
                {
                    FieldCounts = reading.FieldCounts, Unmapped = columns.Unmapped, Columns = columns.ByName,
                    Headers = source is TableSource ? source.Headers : [], CreatesCustomers = options.CreatesCustomers,
                    UpdatesCustomers = options.UpdatesCustomers, NewCustomers = reading.NewCustomers, WithNewCustomer = reading.WithNewCustomer,
                    HasAddresses = reading.ChangingCustomers is not null, ChangingCustomers = reading.ChangingCustomers ?? 0,
                    ByEmail = reading.ByEmail, ByMerged = reading.ByMerged,
                };
                superseded = reading.Superseded;
            }
            customers.WriteCustomers(transaction =>
            {
                foreach (var portion in superseded.Chunk(RecordStates.Portion))
                    transaction.Execute($"update {stage.Rows} set along_changes = null, along_customer = null where seq in {Sql.InList(portion)}");
                if (!options.CreatesCustomers && kind.Customer is not null) AddedOrRefused.Turn(transaction, stage);
                new ConflictCheck(transaction, stage).Run(mayRebase: true);
                return true;
            }, Patience, stage.File, cancel);
            report = report with { Causes = ErrorCauses.Count(stage, [], cancel).Open };
            return new RecordImportResult(Propose(set, stage, report, cancel), report);
        }
        catch
        {
            stage.Delete();
            customers.WriteCustomers(transaction =>
            {
                ChangeSetRows.Drop(transaction, set.Id);
                return true;
            }, Patience, cancel: CancellationToken.None);
            throw;
        }
        finally { customers.InHand.LetGo(set.Id); }
    }

    /// <summary>An import of records of this kind, applied or not.</summary>
    /// <exception cref="RefusedException">exchange.unknown: no import of this kind has this number.</exception>
    public static ChangeSet Find(Base customers, RecordKind kind, long setId)
    {
        using var context = customers.NewContext();
        return context.ChangeSets.SingleOrDefault(s => s.Id == setId && s.RecordKind == kind.Shape.Kind && s.Kind == ChangeKind.Import)
            ?? throw new RefusedException("exchange.unknown", setId);
    }

    private (RecordSource Source, RecordColumns Columns) Open(string path, string name, CancellationToken cancel)
    {
        var source = SourceOf(path, cancel);
        try
        {
            var columns = RecordColumns.Of(kind, source.Headers, name);
            return (columns.HasLines ? new LineJoin(source, columns) : source, columns);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private RecordSource SourceOf(string path, CancellationToken cancel)
    {
        var head = HeadOf(path);
        if (kind == InvoiceKind.Instance && UblSource.Is(head)) return new UblSource(path);
        return head.TrimStart('\uFEFF', ' ', '\r', '\n', '\t') is ['[' or '{', ..] ? new JsonSource(path, cancel) : new TableSource(path, cancel);
    }

    // A table says itself what is wrong with a file that cannot be read.
    private static string HeadOf(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var head = new char[HeadCharacters];
            return new string(head, 0, reader.ReadBlock(head));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private ChangeSet Begin(string path, Actor actor) => customers.WriteCustomers(transaction =>
    {
        var set = new ChangeSet
        {
            RecordKind = kind.Shape.Kind, Kind = ChangeKind.Import, Door = actor.Door, State = ChangeState.Staging, UserId = actor.UserId,
            ProposedAt = clock.GetUtcNow().UtcDateTime, FileName = Path.GetFileName(path),
        };
        ChangeSetRows.Insert(transaction, set);
        // Others see it as soon as it is stored: this program must hold it from then on, or they would free it.
        customers.InHand.TryHold(set.Id);
        return set;
    }, Patience);

    private ChangeSet Propose(ChangeSet set, Stage stage, RecordReport report, CancellationToken cancel) => customers.WriteCustomers(transaction =>
    {
        var counts = PreviewCounts.FieldsOf(transaction, stage, report.FieldCounts, anyLeftOut: false);
        set.Reading = JsonSerializer.Serialize(report with { FieldCounts = counts }, JsonSerializerOptions.Web);
        Proposal.Recount(transaction, stage, set);
        (set.State, set.Staged) = (ChangeState.Proposed, stage.Number);
        stage.KeepRevision(transaction, set.Revision);
        ChangeSetRows.Update(transaction, set);
        return set;
    }, Patience, stage.File, cancel);
}
