using System.Diagnostics;
using System.IO.Hashing;
using System.Text.Json;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Importing.Comparing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.SameEmails;
using Stamgast.Proposals;
using Stamgast.Proposals.Previews;
using Stamgast.Settings;
using Stamgast.Tables;

namespace Stamgast.Importing;

/// <summary>Imports files: starts a proposal, reads the file into it, and discards it. Applying and undoing work as for every change set.</summary>
public sealed class Imports(Base customers, TimeProvider clock)
{
    /// <summary>How long an import waits for its turn to write: after uploading a large file, waiting is better than uploading again.</summary>
    public static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(2);

    /// <summary>The number of rows of a file remembered while it is read; later rows are compared when all are staged.</summary>
    internal int MostRemembered { get; init; } = SeenRows.Most;

    /// <summary>Gives an import its number, before the file is read; nothing else happens yet.</summary>
    /// <param name="fileName">The name of the file, without a folder.</param>
    public ChangeSet Begin(string fileName, Actor actor) => customers.WriteCustomers(transaction =>
    {
        var set = new ChangeSet
        {
            Kind = ChangeKind.Import, Door = actor.Door, State = ChangeState.Staging, UserId = actor.UserId,
            ProposedAt = clock.GetUtcNow().UtcDateTime, FileName = Path.GetFileName(fileName),
        };
        ChangeSetRows.Insert(transaction, set);
        // Others see it as soon as it is stored: this program must hold it from then on, or they would free it.
        customers.InHand.TryHold(set.Id);
        return set;
    }, LongPatience);

    /// <summary>
    /// Reads a whole file and stores what it would change. Calling it again (another mapping, other options) makes the new preview beside the old
    /// one, replaces it when complete, and raises the revision.
    /// </summary>
    /// <exception cref="RefusedException">The file is not a table, a strict profile misses a column, ...: the set is marked as failed, unless it has
    /// a preview. That one stays as it was, also when the reading is cancelled, with <see cref="ChangeSet.Failure"/> beside it. proposal.staging:
    /// somebody else is reading it.</exception>
    public ChangeSet Stage(long setId, string path, ImportOptions options, Action<ImportProgress>? progress = null, CancellationToken cancel = default)
    {
        if (!customers.InHand.TryRead(setId)) throw new RefusedException("proposal.staging", setId);
        try
        {
            return StageInHand(setId, path, options, progress, cancel);
        }
        finally { customers.InHand.LetGo(setId); }
    }

    private ChangeSet StageInHand(long setId, string path, ImportOptions options, Action<ImportProgress>? progress, CancellationToken cancel)
    {
        var before = BeginReading(setId);
        var stage = Changes.Stages.Stage.Next(customers, before);
        ChangeSet read;
        try
        {
            read = Read(before, stage, path, options, progress, cancel);
        }
        catch (Exception e)
        {
            var refused = e as RefusedException ?? (Trouble.Of(e, customers.Location) is { } trouble ? new RefusedException(trouble, e) : null);
            // The process that took it over has put everything in order, and may be writing that very stage.
            if (WasTakenOver(setId)) throw new RefusedException("proposal.revision", setId);
            // First, since it makes room to record the failure.
            try { stage.Delete(); }
            finally { EndReading(before, refused?.Refusal ?? (e is OperationCanceledException ? null : new Refusal("import.broken", before.FileName))); }
            if (refused is not null && refused != e) throw refused;
            throw;
        }
        Fault.Point("import.replaced");
        if (before.Staged > 0) Changes.Stages.Stage.OfProposal(customers, before).Delete();
        return read;
    }

    private ChangeSet Read(ChangeSet before, Stage stage, string path, ImportOptions options, Action<ImportProgress>? progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var file = TableFile.Open(path, options.Table, cancel);
        var mapping = CorrectedFile.WithoutOwnColumns(MappingFor(file, options));
        var errorsOf = file.Columns.Contains(CorrectedFile.TokenColumn) ? CorrectedFile.ImportOf(customers, path, cancel)?.Id : null;
        foreach (var (field, value) in options.Defaults) mapping = mapping.WithDefault(field, value);
        if (options is { Kept: KeptMapping.All, Mapping: null } && mapping.Choices is { } kept)
            options = options with { Key = kept.Key, Empty = kept.Empty, Mode = kept.Mode };
        string? hashed = null;
        if (options is { Mapping: null, DateOrders.Count: 0, Kept: not KeptMapping.SetAside })
            options = options with { DateOrders = DateOrdersBefore.Of(customers, before.Id, mapping, file.Columns, () => hashed = Hash(path)) };
        var byHand = KeptByHand(before, file.Format);
        var settings = OrganisationSettings.Of(customers);
        using var staging = new ImportStaging(customers, file, mapping, options, settings) { Extra = ExtraDefinitions.Of(customers),
            RowDecisions = byHand, MostRemembered = MostRemembered };
        Task<string> hash;
        using (var writer = stage.Create())
        {
            staging.Run(writer, progress, cancel);
            hash = hashed is null ? Task.Run(() => Hash(path), CancellationToken.None) : Task.FromResult(hashed);
            writer.Complete();
        }
        byHand.Store(stage);
        staging.RefuseForgotten(stage);
        // The preview promises what apply will do: taken numbers are in conflict now, not only then.
        customers.WriteCustomers(transaction =>
        {
            new ConflictCheck(transaction, stage).Run(mayRebase: true, staging.NumbersDiffer);
            return true;
        }, LongPatience, stage.File, cancel);
        staging.KeepCellsOfRefusedRows(stage, cancel);
        ErrorCauses.LeaveOut(stage, customers.Engine, options.LeftOutCauses);
        var merges = NoteMerges(stage, options, settings, cancel);
        var causes = ErrorCauses.Count(stage, options.LeftOutCauses, cancel);
        if (options.Mapping is null && mapping.Saved is { } saved) new SavedMappings(customers, clock).Used(saved);
        // It takes the place of a preview that is safe on the disk.
        if (before.Staged > 0) stage.FlushToDisk();
        Fault.Point("import.staged");
        return Store(before.Id, stage, staging, file, options, hash.GetAwaiter().GetResult(), watch.Elapsed.TotalSeconds, errorsOf, causes, merges);
    }

    // Where addresses are keys, rows with the same one are about one customer anyway.
    private long NoteMerges(Stage stage, ImportOptions options, OrganisationSettings settings, CancellationToken cancel)
    {
        if (settings.SameEmail != SameEmailPolicy.Merge || options.Key == ImportKey.Email || options.Mode == ImportMode.Update) return 0;
        new SeenInStage(stage, customers.Engine, options.Key).PrepareIndexes();
        List<SameEmailRow> rows;
        using (var reader = stage.OpenReader()) rows = new SameEmailRows(stage, customers.Engine).Find(reader, Viewer.System, cancel: cancel);
        if (rows.Count > 0) stage.Alter(connection => SameEmailRows.Note(connection, stage, rows));
        return rows.Count;
    }

    // Freed by another process when the connection with the reader's lock was cut; if it is gone, it was discarded.
    private bool WasTakenOver(long setId)
    {
        if (!customers.InHand.Has(setId)) return true;
        using var context = customers.NewContext();
        return context.ChangeSets.SingleOrDefault(s => s.Id == setId) is { State: not ChangeState.Staging };
    }

    // Until everything is stored there is nothing to apply or to correct, whatever preview is shown.
    private ChangeSet BeginReading(long setId) => customers.WriteCustomers(transaction =>
    {
        var set = ChangeSetRows.Find(transaction, setId);
        if (set.State == ChangeState.Applied) throw new RefusedException("proposal.applied", setId);
        transaction.Execute("update change_set set state = @staging where id = @id", ("staging", (int)ChangeState.Staging), ("id", setId));
        return set;
    }, LongPatience);

    // The earlier preview is current again, with the reason why there is no newer one; without one, the import has failed.
    private void EndReading(ChangeSet before, Refusal? why) => customers.WriteCustomers(transaction => transaction.Execute(
        "update change_set set state = case when staged > 0 then @proposed else @failed end, failure = @failure where id = @id and state = @staging",
        ("proposed", (int)ChangeState.Proposed), ("failed", (int)ChangeState.Failed), ("staging", (int)ChangeState.Staging), ("id", before.Id),
        ("failure", why is null ? null : JsonSerializer.Serialize(new { why.Code, Arguments = why.Arguments.Select(a => a?.ToString()) }))), LongPatience);

    // Rows that were left out or corrected stay so, unless the file is cut into other cells now.
    private RowDecisions KeptByHand(ChangeSet before, TableFormat format) =>
        before is { Staged: > 0 } && ReportOf(before) is { } read
        && (read.Format.Encoding, read.Format.Delimiter, read.Format.Quote, read.Format.Sheet) == (format.Encoding, format.Delimiter, format.Quote,
        format.Sheet)
            ? RowDecisions.Of(customers, Changes.Stages.Stage.OfProposal(customers, before)) : new RowDecisions();

    /// <summary>Deletes a proposal with everything stored for it. A program that is reading into it at the moment deletes the rest.</summary>
    public void Cancel(long setId)
    {
        var set = customers.WriteCustomers(transaction =>
        {
            var found = ChangeSetRows.Find(transaction, setId);
            if (found.State == ChangeState.Applied) throw new RefusedException("proposal.applied", setId);
            transaction.Execute("delete from change_set where id = @id", ("id", setId));
            return found;
        }, LongPatience);
        customers.InHand.LetGo(setId);
        if (set is { State: ChangeState.Staging, Staged: 0 } && !customers.InHand.TryHold(setId)) return;
        // While nobody writes: a search in the background may have the file attached, and would make it again under its name.
        customers.Alone(_ =>
        {
            Changes.Stages.Stage.OfProposal(customers, set).Delete();
            return true;
        }, LongPatience);
        customers.InHand.LetGo(setId);
    }

    /// <summary>
    /// Releases an import that met an unexpected failure before its file was read: the next process that comes across it frees it. Does not use the
    /// database, which may be the failure.
    /// </summary>
    public void GiveUp(long setId) => customers.InHand.LetGo(setId);

    /// <summary>
    /// The import as stored. If it is marked as being read while no program reads it, because that program was killed, it is freed first: it has
    /// failed, or keeps its earlier preview.
    /// </summary>
    /// <exception cref="RefusedException">change_set.unknown</exception>
    public static ChangeSet Find(Base customers, long setId) => Proposal.Waiting(customers, setId);

    /// <summary>How the file of an import was read; null before it was.</summary>
    public static ImportReport? ReportOf(ChangeSet set) =>
        set.Reading is null ? null : ReportOf(set.Reading);

    internal static ImportReport ReportOf(string reading) => JsonSerializer.Deserialize<ImportReport>(reading, JsonSerializerOptions.Web)!;

    /// <summary>
    /// Prepares <see cref="ReportOf"/> and storing a report: the first use of either inspects types, which takes as long as twenty thousand rows.
    /// Call it on another thread while the program starts.
    /// </summary>
    public static void Prepare()
    {
        var columns = new[] { new MappedColumn(0, "", null, MappingReason.None, 0) };
        var report = new ImportReport { Format = new TableFormat { Kind = TableKind.Csv, Encoding = "" }, Columns = [""],
            Mapping = new ColumnMapping(null, columns) };
        JsonSerializer.Deserialize<ImportReport>(JsonSerializer.Serialize(report, JsonSerializerOptions.Web), JsonSerializerOptions.Web);
    }

    /// <summary>Frees all imports that are marked as being read while no program reads them.</summary>
    public static void TakeBackAll(Base customers) => CrashRemains.TakeBackAll(customers);

    // A person's choices for this file, otherwise a given profile, otherwise a saved mapping, otherwise a guess.
    private ColumnMapping MappingFor(TableFile file, ImportOptions options)
    {
        if (options.Mapping is { } chosen) return chosen;
        var saved = new SavedMappings(customers, clock);
        if (options.Profile is { } name && !ColumnMappingProfile.IsName(name))
            return saved.Named(name, file.Columns)
                ?? throw new RefusedException("mapping.unknown_profile", name,
                string.Join(", ", ColumnMappingProfile.All.Select(p => p.Name).Concat(saved.All().Select(m => m.Name))));
        if (options is { Profile: null, Kept: not KeptMapping.SetAside } && saved.For(file.Columns) is { } kept) return kept;
        var sample = ColumnMapping.SampleOf(file);
        return OwnIds.Checked(ExtraTargets.In(ColumnMapping.Guess(file, sample, options.Profile), ExtraDefinitions.Of(customers)), sample, customers);
    }

    private ChangeSet Store(long setId, Stage stage, ImportStaging staging, TableFile file, ImportOptions options, string hash, double seconds, long? errorsOf,
        (IReadOnlyList<CountedCause> Open, IReadOnlyList<CountedCause> LeftOut) causes, long merges) =>
        customers.WriteCustomers(transaction =>
        {
            var set = ChangeSetRows.Find(transaction, setId);
            if (set.State == ChangeState.Applied) throw new RefusedException("proposal.applied", setId);
            // The connection that held it was cut, and another process treated it as abandoned.
            if (set.State != ChangeState.Staging || !customers.InHand.Has(setId)) throw new RefusedException("proposal.revision", setId);
            Proposal.Recount(transaction, stage, set, staging.Rows);
            stage.KeepRevision(transaction, ++set.Revision);
            set.State = ChangeState.Proposed;
            set.Staged = stage.Number;
            set.Failure = null;
            set.FileHash = hash;
            var anyByHand = staging.RowDecisions is { IsEmpty: false } || options.LeftOutCauses.Count > 0;
            set.PossibleDuplicates = staging.PossibleDuplicates - (anyByHand
                ? transaction.Number($"select count(*) from {stage.Rows} where left_out = 1 and alike is not null") : 0);
            set.Seconds = seconds;
            var report = Report(transaction, staging, file, options, hash);
            set.Reading = JsonSerializer.Serialize(report with
            {
                Merges = merges,
                ErrorsOf = errorsOf,
                Causes = causes.Open,
                LeftOutBy = causes.LeftOut,
                Emptied = staging.Emptied,
                LeftOut = anyByHand ? transaction.Number($"select count(*) from {stage.Rows} where left_out = 1") : 0,
                FieldCounts = PreviewCounts.FieldsOf(transaction, stage, staging.FieldCounts, anyByHand),
            }, JsonSerializerOptions.Web);
            ChangeSetRows.Update(transaction, set);
            return set;
        }, LongPatience, stage.File);

    private static ImportReport Report(WriteTransaction transaction, ImportStaging staging, TableFile file, ImportOptions options, string hash)
    {
        var notes = staging.Notes!;
        return new ImportReport
        {
            KeyIsEmail = options.Key == ImportKey.Email,
            KeyIsVat = options.Key == ImportKey.Vat,
            LastIdAtPreview = staging.LastId,
            Format = file.Format,
            Columns = file.Columns,
            Mapping = staging.Mapping,
            Key = options.Key,
            Empty = options.Empty,
            Mode = options.Mode,
            DateOrders = staging.DateOrders,
            Repairs = staging.Repairs.Found,
            Warnings = [.. staging.Repairs.Warnings.Found, .. staging.Misfits],
            Options = options with { Mapping = null },
            Values = staging.Repairs.FoundValues,
            Partners = staging.Partners,
            NamelessPartners = staging.NamelessPartners,
            NamelessPartnerLines = staging.NamelessPartnerLines,
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
            OpenFormulas = notes.OpenFormulas,
            Unread = new SortedDictionary<string, long>(notes.Unread.ToDictionary(), StringComparer.Ordinal),
            SubtotalExamples = notes.SubtotalExamples,
            LongRowLines = notes.LongRowLines,
            ImportedBefore = ImportedBefore(transaction, hash),
        };
    }

    private static List<long> ImportedBefore(WriteTransaction transaction, string hash)
    {
        using var command = transaction.Command(
            "select id from change_set where file_hash = @hash and state = @applied and undone < created + changed order by id", ("hash", hash), ("applied",
            (int)ChangeState.Applied));
        using var reader = command.ExecuteReader();
        var sets = new List<long>();
        while (reader.Read()) sets.Add(reader.GetInt64(0));
        return sets;
    }

    private static string Hash(string path)
    {
        // Distinguishes files unless made alike on purpose: a file imported before only gets a remark.
        using var stream = File.OpenRead(path);
        var hash = new XxHash128();
        hash.Append(stream);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
