using System.Text.Json.Serialization;
using Stamgast.Formats;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;
using Stamgast.Importing.Mending;
using Stamgast.Importing.Rows;
using Stamgast.Proposals;
using Stamgast.Tables;

namespace Stamgast.Importing;

/// <summary>The progress of reading a file.</summary>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Bytes">Bytes of the file read so far, of <paramref name="TotalBytes"/>.</param>
public readonly record struct ImportProgress(long Rows, long Bytes, long TotalBytes);

/// <summary>
/// How a file was read, stored with its change set: format, mapping, options, and oddities. Apply reads the first two members as well.
/// </summary>
public sealed record ImportReport : ProposalReport
{
    /// <summary>Rows were looked up by e-mail too.</summary>
    public bool KeyIsEmail { get; init; }

    /// <summary>Rows were looked up by VAT number too.</summary>
    public bool KeyIsVat { get; init; }

    /// <summary>The new rows were searched for duplicates of each other and of customers.</summary>
    public bool IsSearched { get; init; }

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

    /// <summary>The repairs of the cells, and the failed ones.</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>Interpretations and omissions in valid cells.</summary>
    public IReadOnlyList<CellWarning> Warnings { get; init; } = [];

    /// <summary>The chosen options, without anything detected or guessed.</summary>
    public ImportOptions Options { get; init; } = new();

    /// <summary>The options that read the file again exactly as before: change one of them to see the effect.</summary>
    [JsonIgnore]
    public ImportOptions Again => Options with { Mapping = Mapping };

    /// <summary>For <see cref="ImportOptions.EmptiedCauses"/>: the number of cells read as empty.</summary>
    public IReadOnlyList<CountedCause> Emptied { get; init; } = [];

    /// <summary>Texts in columns of languages, countries, groups and the like whose meaning can be chosen.</summary>
    public IReadOnlyList<FoundValue> Values { get; init; } = [];

    /// <summary>The import whose corrected errors this file contains, if it is no longer waiting; null for any other file.</summary>
    public long? ErrorsOf { get; init; }

    /// <summary>The number of partner rows, and of lines with details of an unnamed partner, with the first of those.</summary>
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

    /// <summary>Sets that imported a file with the same content before and were not undone.</summary>
    public IReadOnlyList<long> ImportedBefore { get; init; } = [];
}

/// <summary>How the dates of a column were read.</summary>
public sealed record ColumnDateOrder(DateOrder Order, DateOrderFinding Finding, IReadOnlyList<string> Examples);
