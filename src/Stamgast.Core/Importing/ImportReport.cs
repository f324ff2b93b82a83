using System.Text.Json.Serialization;
using Stamgast.Formats;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Proposals;
using Stamgast.Tables;

namespace Stamgast.Importing;

/// <summary>How far the reading of a file is.</summary>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Bytes">Bytes of the file read so far, of <paramref name="TotalBytes"/>.</param>
public readonly record struct ImportProgress(long Rows, long Bytes, long TotalBytes);

/// <summary>
/// How a file was read, kept with its change set: format, mapping, options, and what was odd. The first two members are read by the
/// apply as well.
/// </summary>
public sealed record ImportReport : ProposalReport
{
    /// <summary>Rows were looked up by e-mail too.</summary>
    public bool KeyIsEmail { get; init; }

    /// <summary>Rows were looked up by VAT number too.</summary>
    public bool KeyIsVat { get; init; }

    /// <summary>The last customer ID that was given out when the preview was made.</summary>
    public long LastIdAtPreview { get; init; }

    public required TableFormat Format { get; init; }
    public required IReadOnlyList<string> Columns { get; init; }
    public required ColumnMapping Mapping { get; init; }
    public ImportKey Key { get; init; }
    public EmptyCells Empty { get; init; }
    public ImportMode Mode { get; init; }

    /// <summary>Per column (from 0) with dates: the order that was used, and whether the file left it open.</summary>
    public IReadOnlyDictionary<int, ColumnDateOrder> DateOrders { get; init; } = new Dictionary<int, ColumnDateOrder>();

    /// <summary>What was mended in the cells, or could not be.</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>What was understood or left out in cells that are good otherwise.</summary>
    public IReadOnlyList<CellWarning> Warnings { get; init; } = [];

    /// <summary>The options as they were chosen, without what was detected or guessed.</summary>
    public ImportOptions Options { get; init; } = new();

    /// <summary>The options to read the file again exactly as it was read: change one of them to see what comes of it.</summary>
    [JsonIgnore]
    public ImportOptions Again => Options with { Mapping = Mapping };

    /// <summary>Of <see cref="ImportOptions.EmptiedCauses"/>: how many cells were read as empty.</summary>
    public IReadOnlyList<CountedCause> Emptied { get; init; } = [];

    /// <summary>Texts in columns of languages, countries, groups and the like of which a person may say what they mean.</summary>
    public IReadOnlyList<FoundValue> Values { get; init; } = [];

    /// <summary>The import whose errors this file holds, corrected, when it waits no more; null for any other file.</summary>
    public long? ErrorsOf { get; init; }

    /// <summary>Rows of partners who stand beside a customer in the file, and lines that say something of one without a name, with the first of those.</summary>
    public long Partners { get; init; }
    public long NamelessPartners { get; init; }
    public IReadOnlyList<long> NamelessPartnerLines { get; init; } = [];

    public long BlankLines { get; init; }
    public long SubtotalLines { get; init; }
    public long ShortRows { get; init; }
    public long LongRows { get; init; }
    public long ForeignBytes { get; init; }
    public long NulCharacters { get; init; }
    public long RepeatedHeaders { get; init; }
    public long UnclosedQuotes { get; init; }
    public long StrayQuotes { get; init; }
    public long HiddenRows { get; init; }
    public long ErrorCells { get; init; }
    public long OpenFormulas { get; init; }

    /// <inheritdoc cref="TableNotes.Unread" />
    public IReadOnlyDictionary<string, long> Unread { get; init; } = new Dictionary<string, long>();

    /// <summary>The first lines that were taken for totals, and the first with more cells than the table has columns.</summary>
    public IReadOnlyList<SkippedLine> SubtotalExamples { get; init; } = [];
    public IReadOnlyList<long> LongRowLines { get; init; } = [];

    /// <summary>Sets by which a file with the same content was imported before, and that were not undone.</summary>
    public IReadOnlyList<long> ImportedBefore { get; init; } = [];
}

/// <summary>How the dates of a column were read.</summary>
public sealed record ColumnDateOrder(DateOrder Order, DateOrderFinding Finding, IReadOnlyList<string> Examples);
