using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Database;
using Stamgast.Settings;
using Stamgast.Tables;

namespace Stamgast.Importing;

/// <summary>Imports files: begins a proposal, reads the file into it, and lets go of it. Applying and undoing are those of every change set.</summary>
public sealed class Imports(Base customers, TimeProvider clock)
{
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(2);

    /// <summary>How many rows of a file are remembered while it is read; what comes later is compared when all are staged.</summary>
    internal int MostRemembered { get; init; } = SeenRows.Most;

    /// <summary>Gives an import its number, before the file is read; nothing else happens yet.</summary>
    /// <param name="fileName">As people know the file, without a folder.</param>
    public ChangeSet Begin(string fileName, Actor actor) => customers.WriteCustomers(transaction =>
    {
        var set = new ChangeSet
        {
            Kind = ChangeKind.Import, Door = actor.Door, State = ChangeState.Staging, UserId = actor.UserId,
            ProposedAt = clock.GetUtcNow().UtcDateTime, FileName = Path.GetFileName(fileName),
        };
        ChangeSetRows.Insert(transaction, set);
        return set;
    }, LongPatience);

    /// <summary>Reads a file whole and stores what it would change. Calling it again (another mapping, other options) replaces the proposal and raises its revision.</summary>
    /// <exception cref="RefusedException">The file is no table, a strict profile misses a column, ...; the set is marked as failed, unless it has a preview, which stays.</exception>
    public ChangeSet Stage(long setId, string path, ImportOptions options, Action<ImportProgress>? progress = null, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        var stage = Changes.Stage.OfProposal(customers, setId);
        var isReplaced = false;
        try
        {
            using var file = TableFile.Open(path, options.Table, cancel);
            var mapping = CorrectedFile.WithoutOwnColumns(MappingFor(file, options));
            var errorsOf = file.Columns.Contains(CorrectedFile.TokenColumn) ? CorrectedFile.ImportOf(customers, path, cancel)?.Id : null;
            foreach (var (field, value) in options.Defaults) mapping = mapping.WithDefault(field, value);
            if (options is { Kept: KeptMapping.All, Mapping: null } && mapping.Choices is { } kept) options = options with { Key = kept.Key, Empty = kept.Empty, Mode = kept.Mode };
            var byHand = KeptByHand(setId, stage, file.Format);
            using var staging = new ImportStaging(customers, file, mapping, options, OrganisationSettings.Of(customers)) { ByHand = byHand, MostRemembered = MostRemembered };
            isReplaced = true;
            BeginReading(setId);
            stage.Delete();
            Task<string> hash;
            using (var writer = stage.Create())
            {
                staging.Run(writer, progress, cancel);
                hash = Task.Run(() => Hash(path), CancellationToken.None);
                writer.Complete();
            }
            byHand.Store(stage);
            staging.RefuseForgotten(stage);
            // The preview promises what apply will do: numbers that somebody else has are in conflict now, not only then.
            customers.WriteCustomers(transaction =>
            {
                new ConflictCheck(transaction, stage).Run(mayRebase: true, staging.NumbersDiffer);
                return true;
            }, LongPatience, stage.File, cancel);
            staging.KeepCellsOfRefusedRows(stage, cancel);
            if (options.Mapping is null && mapping.Saved is { } saved) new SavedMappings(customers, clock).Used(saved);
            return Store(setId, stage, staging, file, options, hash.GetAwaiter().GetResult(), watch.Elapsed.TotalSeconds, errorsOf);
        }
        catch (Exception e)
        {
            // Settings with which the file cannot be read at all: the preview that stands is still good.
            if (!isReplaced && e is RefusedException && IsProposed(setId)) throw;
            // First, since it makes the room to say so.
            stage.Delete();
            var refused = DiskFull.Is(e) ? new RefusedException(DiskFull.Refusal(customers.Location.DataFolder)) : e as RefusedException;
            Fail(setId, refused);
            if (refused is not null && refused != e) throw refused;
            throw;
        }
    }

    // Until all is stored there is nothing to apply or to correct, whoever shows the preview that was.
    private void BeginReading(long setId) => customers.WriteCustomers(transaction =>
    {
        var set = ChangeSetRows.Find(transaction, setId);
        if (set.State == ChangeState.Applied) throw new RefusedException("proposal.applied", setId);
        return transaction.Execute("update change_set set state = @staging where id = @id", ("staging", (int)ChangeState.Staging), ("id", setId));
    }, LongPatience);

    private bool IsProposed(long setId)
    {
        using var context = customers.NewContext();
        return context.ChangeSets.Any(s => s.Id == setId && s.State == ChangeState.Proposed);
    }

    // Rows that were left out or corrected stay so, unless the file is cut into other cells now.
    private ByHand KeptByHand(long setId, Stage stage, TableFormat format)
    {
        using var context = customers.NewContext();
        var read = context.ChangeSets.SingleOrDefault(s => s.Id == setId) is { State: ChangeState.Proposed } set ? ReportOf(set) : null;
        return read is not null && (read.Format.Encoding, read.Format.Delimiter, read.Format.Quote, read.Format.Sheet) == (format.Encoding, format.Delimiter, format.Quote, format.Sheet)
            ? ByHand.Of(customers, stage) : new ByHand();
    }

    /// <summary>Lets go of a proposal; nothing of it is left.</summary>
    public void Cancel(long setId)
    {
        customers.WriteCustomers(transaction =>
        {
            var set = ChangeSetRows.Find(transaction, setId);
            if (set.State == ChangeState.Applied) throw new RefusedException("proposal.applied", setId);
            return transaction.Execute("delete from change_set where id = @id", ("id", setId));
        }, LongPatience);
        Changes.Stage.OfProposal(customers, setId).Delete();
    }

    /// <summary>How the file of an import was read; null before it was.</summary>
    public static ImportReport? ReportOf(ChangeSet set) =>
        set.Reading is null ? null : JsonSerializer.Deserialize<ImportReport>(set.Reading, JsonSerializerOptions.Web);

    // What a person chose for this file, else a profile that was named, else what was kept for such files, else a guess.
    private ColumnMapping MappingFor(TableFile file, ImportOptions options)
    {
        if (options.Mapping is { } chosen) return chosen;
        var saved = new SavedMappings(customers, clock);
        if (options.Profile is { } name && !ColumnMappingProfile.IsName(name))
            return saved.Named(name, file.Columns)
                ?? throw new RefusedException("mapping.unknown_profile", name, string.Join(", ", ColumnMappingProfile.All.Select(p => p.Name).Concat(saved.All().Select(m => m.Name))));
        return options is { Profile: null, Kept: not KeptMapping.SetAside } && saved.For(file.Columns) is { } kept ? kept : ColumnMapping.Guess(file, options.Profile);
    }

    private ChangeSet Store(long setId, Stage stage, ImportStaging staging, TableFile file, ImportOptions options, string hash, double seconds, long? errorsOf) =>
        customers.WriteCustomers(transaction =>
        {
            var set = ChangeSetRows.Find(transaction, setId);
            if (set.State == ChangeState.Applied) throw new RefusedException("proposal.applied", setId);
            Proposal.Recount(transaction, stage, set);
            set.Revision++;
            set.State = ChangeState.Proposed;
            set.Failure = null;
            set.FileHash = hash;
            set.PossibleDuplicates = staging.PossibleDuplicates - (staging.ByHand is { IsEmpty: false } ? transaction.Number($"select count(*) from {stage.Rows} where left_out = 1 and alike is not null") : 0);
            set.Seconds = seconds;
            set.Reading = JsonSerializer.Serialize(Report(transaction, staging, file, options, hash) with { ErrorsOf = errorsOf, FieldCounts = PreviewCounts.FieldsOf(transaction, stage, staging.FieldCounts, staging.ByHand is { IsEmpty: false }) }, JsonSerializerOptions.Web);
            ChangeSetRows.Update(transaction, set);
            return set;
        }, LongPatience, stage.File);

    private static ImportReport Report(WriteTransaction transaction, ImportStaging staging, TableFile file, ImportOptions options, string hash)
    {
        var notes = staging.Notes!;
        return new ImportReport
        {
            KeyIsEmail = options.Key == ImportKey.Email,
            LastIdAtPreview = staging.LastId,
            Format = file.Format,
            Columns = file.Columns,
            Mapping = staging.Mapping,
            Key = options.Key,
            Empty = options.Empty,
            Mode = options.Mode,
            DateOrders = staging.DateOrders,
            Repairs = staging.Repairs.Found,
            Warnings = staging.Repairs.Warnings.Found,
            Options = options with { Mapping = null },
            Values = staging.Repairs.FoundValues,
            BlankLines = notes.BlankLines,
            SubtotalLines = notes.SubtotalLines,
            ShortRows = notes.ShortRows,
            LongRows = notes.LongRows,
            ForeignBytes = notes.ForeignBytes,
            NulCharacters = notes.NulCharacters,
            RepeatedHeaders = notes.RepeatedHeaders,
            UnclosedQuotes = notes.UnclosedQuotes,
            StrayQuotes = notes.StrayQuotes,
            HiddenRows = notes.HiddenRows,
            ErrorCells = notes.ErrorCells,
            SubtotalExamples = notes.SubtotalExamples,
            LongRowLines = notes.LongRowLines,
            ImportedBefore = [.. transaction.Context.ChangeSets
                .Where(s => s.FileHash == hash && s.State == ChangeState.Applied && s.Undone < s.Created + s.Changed).Select(s => s.Id)],
        };
    }

    private void Fail(long setId, RefusedException? refused) => customers.WriteCustomers(transaction => transaction.Execute(
        "update change_set set state = @failed, failure = @failure where id = @id and state <> @applied",
        ("failed", (int)ChangeState.Failed), ("applied", (int)ChangeState.Applied), ("id", setId),
        ("failure", refused is null ? null : JsonSerializer.Serialize(new { refused.Refusal.Code, Arguments = refused.Refusal.Arguments.Select(a => a?.ToString()) }))), LongPatience);

    private static string Hash(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
