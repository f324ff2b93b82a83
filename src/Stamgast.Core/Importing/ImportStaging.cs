using System.Data.Common;
using Stamgast.Changes.Stages;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Customers.Searching;
using Stamgast.Database;
using Stamgast.ExtraFields;
using Stamgast.Formats;
using Stamgast.Importing.Comparing;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Portions;
using Stamgast.Importing.Rows;
using Stamgast.Proposals;
using Stamgast.Settings;
using Stamgast.Tables;

namespace Stamgast.Importing;

/// <summary>
/// Reads a file once, from the first row to the last, compares each row with the customers and writes the proposal. Memory stays
/// bounded: rows go through in portions, and of earlier rows only hashes are kept.
/// </summary>
internal sealed class ImportStaging : IDisposable
{
    // For a very large file. By default the garbage collector lets garbage grow to the size of the processor's cache, which is hundreds of megabytes
    // on a server.
    private const int PortionsBetweenCollections = 16;

    // As many as the processor can prefetch at once: beyond that the first ones are evicted again.
    private const int RowsExpected = 64;

    private readonly Base customers;
    private readonly TableFile file;
    private readonly ImportOptions options;
    private readonly OrganisationSettings settings;
    private readonly DbConnection reader;
    private readonly SqliteUnchangedRows? unchanged;
    private readonly Namesakes namesakes;
    private readonly WrongIds wrongIds;
    private readonly bool baseIsEmpty;
    private readonly bool anyMerged;
    private bool isLarge;
    private bool missesCustomers;
    private bool missesKeys;

    public ImportStaging(Base customers, TableFile file, ColumnMapping mapping, ImportOptions options, OrganisationSettings settings)
    {
        this.customers = customers;
        this.file = file;
        this.options = options;
        this.settings = settings;
        Mapping = mapping;
        Repairs = new Repairs(mapping, options.RepairsOff);
        wrongIds = new WrongIds(options, mapping);
        reader = customers.OpenReader();
        using var last = reader.Query("select coalesce(max(value), 0) from counter where name = 'customer'");
        LastId = Convert.ToInt64(last.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        baseIsEmpty = LastId == 0;
        anyMerged = AbsorbedKeys.Any(reader);
        namesakes = Namesakes.Of(reader);
        if (!baseIsEmpty) unchanged = SqliteUnchangedRows.Open(customers, options.Key);
    }

    public ColumnMapping Mapping { get; }

    /// <summary>The extra fields of the base.</summary>
    public ExtraDefinitions Extra { get; init; } = ExtraDefinitions.None;

    /// <summary>What a person did to rows of an earlier reading of this file.</summary>
    public RowDecisions? RowDecisions { get; init; }

    /// <summary>The repairs of the cells; complete after <see cref="Run"/>.</summary>
    public Repairs Repairs { get; }

    /// <summary>The last customer ID that was given out when the reading began.</summary>
    public long LastId { get; }

    public long Rows { get; private set; }

    /// <summary>The number of rows of a file remembered while it is read.</summary>
    public int MostRemembered { get; init; } = SeenRows.Most;

    /// <summary>No two rows bring the same number; complete after <see cref="Run"/>.</summary>
    public bool NumbersDiffer { get; private set; }

    public long PossibleDuplicates { get; private set; }

    /// <summary>Cells read as empty, by cause; complete after <see cref="Run"/>.</summary>
    public IReadOnlyList<CountedCause> Emptied { get; private set; } = [];

    /// <summary>Values that do not fit a new country of their customer; complete after <see cref="Run"/>.</summary>
    public IReadOnlyList<CellWarning> Misfits { get; private set; } = [];

    /// <summary>The number of rows that change each field, by field name; complete after <see cref="Run"/>.</summary>
    public IReadOnlyDictionary<string, long> FieldCounts { get; private set; } = new Dictionary<string, long>();

    /// <summary>The reader's notes; complete after <see cref="Run"/>.</summary>
    public TableNotes? Notes { get; private set; }

    /// <inheritdoc cref="ImportReport.Partners" />
    public long Partners { get; private set; }

    /// <inheritdoc cref="ImportReport.Partners" />
    public long NamelessPartners { get; private set; }

    /// <inheritdoc cref="ImportReport.Partners" />
    public IReadOnlyList<long> NamelessPartnerLines { get; private set; } = [];

    public IReadOnlyDictionary<int, ColumnDateOrder> DateOrders { get; private set; } = new Dictionary<int, ColumnDateOrder>();

    /// <summary>
    /// Reads and compares the whole file. One thread reads and normalises, this one compares, and a third writes; if there are customers on SQLite, a
    /// fourth finds the unchanged ones.
    /// </summary>
    public void Run(StageWriter writer, Action<ImportProgress>? progress, CancellationToken cancel)
    {
        DateOrders = FindDateOrders(cancel);
        var seen = new SeenRows(MostRemembered) { Key = options.Key };
        var context = ContextOf(customers, Mapping, settings);
        var readers = new RowReaders(Mapping, options, DateOrders, context, Repairs, keepsGiven: !baseIsEmpty, Extra);
        var classifier = new RowClassifier(options, settings.Required, Mapping, seen, Repairs) { Extra = Extra, Readers = readers,
            Context = context };
        var stale = new StaleCells(reader);
        var portionsRead = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var portions = new PortionReader(FileRows.Of(file, Mapping, stop.Token), readers, stop.Token, RowDecisions);
        using var marker = unchanged is null ? null : new PortionMarker(portions, unchanged);
        using var written = new PortionWriter(writer, portions.GiveBack);
        // A failed writer returns no portions: then nobody may wait for one.
        using var failing = written.Failed.Register(stop.Cancel);
        try
        {
            foreach (var portion in marker?.Read() ?? portions.Read())
            {
                var known = baseIsEmpty ? new KnownCustomers() : Known(portion);
                if (Rows == 0 && portion.BytesRead > 0) seen.Reserve(portion.Count * file.Length / portion.BytesRead, portion.Filled);
                for (var i = 0; i < portion.Count; i++)
                {
                    if (i % RowsExpected == 0) seen.Expect(portion.Filled.Slice(i, Math.Min(RowsExpected, portion.Count - i)));
                    seen.IsLeftOut = RowDecisions?.IsLeftOut(portion.Rows[i].Line) == true;
                    classifier.Classify(portion.Rows[i], known, stale, portion.Staged[i]);
                }
                Rows += portion.Count;
                progress?.Invoke(new ImportProgress(Rows, portion.BytesRead, file.Length));
                written.Write(portion);
                if (seen.IsOfLarge && ++portionsRead % PortionsBetweenCollections == 0) GC.Collect(0, GCCollectionMode.Forced, blocking: true);
                Fault.Point("import.portion");
            }
            written.Complete();
        }
        catch (OperationCanceledException)
        {
            written.ThrowIfFailed();
            throw;
        }
        finally { stop.Cancel(); }
        cancel.ThrowIfCancellationRequested();
        PossibleDuplicates = classifier.PossibleDuplicates;
        Misfits = classifier.Misfits.Found;
        FieldCounts = CustomerFields.Stored.Where(f => classifier.FieldCounts[f.Ordinal] > 0).ToDictionary(f => f.Name, f => classifier.FieldCounts[f.Ordinal]);
        Repairs.Emptied.Add(wrongIds.Emptied);
        Emptied = Repairs.Emptied.Found;
        isLarge = seen.IsOfLarge;
        NumbersDiffer = !seen.MissesNumbers;
        (missesCustomers, missesKeys) = (seen.MissesCustomers,
            options.Key switch { ImportKey.Email => seen.MissesEmails, ImportKey.Vat => seen.MissesVats, _ => false });
        Notes = portions.Rows.Cells.Notes;
        (Partners, NamelessPartners, NamelessPartnerLines) = (portions.Rows.Partners, portions.Rows.Nameless, portions.Rows.NamelessLines);
    }

    /// <summary>The context for ambiguous cells: the country of a phone number, the century of a year.</summary>
    public static RuleContext ContextOf(Base customers, ColumnMapping mapping, OrganisationSettings settings) =>
        new(mapping.Defaults?.GetValueOrDefault("country") ?? settings.HomeCountry, DateOnly.FromDateTime(DateTime.UtcNow))
        {
            Shops = ShopNames.Of(customers),
        };

    /// <summary>Refuses second rows for one customer that a file of this size did not let the reading remember.</summary>
    public void RefuseForgotten(Stage stage)
    {
        // The memory of the reading makes room for the sorting that follows.
        if (isLarge) GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!missesCustomers && !missesKeys) return;
        stage.Alter(connection =>
        {
            var second = new SecondRows(connection, stage, customers.Engine);
            if (missesCustomers) second.OfCustomers();
            if (missesKeys && options.Key == ImportKey.Email) second.OfEmails();
            if (missesKeys && options.Key == ImportKey.Vat) second.OfVats();
        });
    }

    /// <summary>
    /// Adds the file's cells to refused rows. Rows refused only after the lookup of customers did not keep theirs: copying the cells of every row
    /// would cost more than reading the file again for a few.
    /// </summary>
    public void KeepCellsOfRefusedRows(Stage stage, CancellationToken cancel)
    {
        var wanted = new Queue<long>();
        using (var staged = stage.OpenReader())
        using (var command = staged.Query(
            $"select seq from {stage.Rows} where class in ({(int)RowClass.Error}, {(int)RowClass.Conflict}) and cells is null order by seq"))
        using (var seqs = command.ExecuteReader())
            while (seqs.Read()) wanted.Enqueue(seqs.GetInt64(0));
        if (wanted.Count == 0) return;
        stage.Alter(connection =>
        {
            using var transaction = connection.BeginTransaction();
            using var rows = FileRows.Of(file, Mapping, cancel);
            for (long seq = 1; wanted.Count > 0 && rows.Read(); seq++)
            {
                if (seq != wanted.Peek()) continue;
                wanted.Dequeue();
                using var update = connection.Prepared($"update {stage.Rows} set cells = @cells where seq = @seq", transaction,
                    ("cells", System.Text.Json.JsonSerializer.Serialize(RowDecisions?.CellsOf(rows.Line) ?? rows.Texts())), ("seq", seq));
                update.ExecuteNonQuery();
            }
            transaction.Commit();
        });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        unchanged?.Dispose();
        namesakes.Dispose();
        reader.Dispose();
    }

    private KnownCustomers Known(Portion portion) =>
        reader.LookUpTogether(() => KnownCustomers.Of(reader, customers.Engine, portion.Filled, options.Key, namesakes, wrongIds, anyMerged));

    // D11: over the whole file, never per row. Files with ISO or typed dates are not read twice.
    private bool IsExtraDate(string target) => target.StartsWith(ImportTarget.ExtraPrefix, StringComparison.Ordinal)
        && Extra.ByKey(target)?.Kind == ExtraKind.Date;

    private Dictionary<int, ColumnDateOrder> FindDateOrders(CancellationToken cancel)
    {
        var found = new Dictionary<int, ColumnDateOrder>();
        var columns = Mapping.Columns.Where(c => c.Target is { } target && (ImportTarget.FieldOf(target) is { Kind: FieldKind.Date } || IsExtraDate(target)))
            .Select(c => c.Column).ToList();
        if (columns.Count == 0) return found;
        var guesses = columns.ToDictionary(c => c, _ => new DateOrderGuess());
        using (var cells = file.ReadRows(cancel))
            for (long row = 0; cells.Read(); row++)
            {
                foreach (var column in columns) guesses[column].Add(cells[column]);
                if (row == 2000 && guesses.Values.All(g => g.Finding == DateOrderFinding.None)) break;
            }
        foreach (var (column, guess) in guesses)
        {
            var usual = DateOrder.DayMonthYear;
            var order = guess.Finding == DateOrderFinding.MonthFirst ? DateOrder.MonthDayYear : usual;
            if (guess.Finding is DateOrderFinding.Undecided or DateOrderFinding.Mixed) order = Mapping.Columns[column].DateOrder ?? order;
            if (options.DateOrders.TryGetValue(column, out var chosen)) order = chosen;
            found[column] = new ColumnDateOrder(order, guess.Finding, guess.Examples);
        }
        return found;
    }
}
