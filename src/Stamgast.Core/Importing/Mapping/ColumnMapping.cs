using System.Globalization;
using System.Text.Json;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Customers.Rules;
using Stamgast.Formats;
using Stamgast.Importing.Correcting;
using Stamgast.Importing.Guessing;
using Stamgast.Language;
using Stamgast.Tables;

namespace Stamgast.Importing.Mapping;

/// <summary>The reason why a column has its target.</summary>
public enum MappingReason
{
    /// <summary>It feeds nothing.</summary>
    None,
    /// <summary>The file is an export of this program.</summary>
    Template,
    /// <summary>The file comes from a system with known columns.</summary>
    Profile,
    /// <summary>The words above it.</summary>
    Header,
    /// <summary>The values in it.</summary>
    Values,
    /// <summary>A mapping that was kept from an earlier file.</summary>
    Saved,
    /// <summary>A person chose it.</summary>
    Chosen,
}

/// <summary>
/// One column of the file: its header, its target (null = none; see <see cref="ImportTarget"/>), the reason, and the certainty (0 to 1).
/// </summary>
public sealed record MappedColumn(int Column, string Header, string? Target, MappingReason Reason, double Confidence)
{
    /// <summary>The name of a column in a sentence: its header, otherwise its position in the file.</summary>
    /// <param name="column">From 0.</param>
    public static string CaptionOf(string header, int column, CultureInfo culture) =>
        header.Length > 0 ? header : Texts.Get("mapping.unnamed", culture, column + 1);

    /// <summary>The order of day and month in its dates if its file leaves that open; null when nobody chose.</summary>
    public DateOrder? DateOrder { get; init; }

    /// <summary>True for a column without a header whose first rows are empty: not worth mentioning.</summary>
    public bool IsBlank { get; init; }

    /// <summary>The meanings of texts in this column, in canonical values ("" = nothing), whatever their case; null when nobody chose.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }
}

/// <summary>The name under which a mapping was kept, and when.</summary>
public sealed record SavedAs(long Id, string Name, DateTime At);

/// <summary>A person's other choices: saved with the mapping, and used again for the next file.</summary>
public sealed record MappingChoices(ImportKey Key, EmptyCells Empty, ImportMode Mode);

/// <summary>
/// The columns of a file and the customer fields they go to. Guessed from the headers and the values, corrected by hand, saved, and recognised for a
/// later file with the same headers.
/// </summary>
public sealed record ColumnMapping(string? Profile, IReadOnlyList<MappedColumn> Columns)
{
    private const int SampleRows = 300;
    private const long SampleBytes = 64L << 20;

    /// <summary>Under which name this mapping was kept and found again; null when it was guessed or chosen for this file only.</summary>
    public SavedAs? Saved { get; init; }

    /// <summary>The options that were kept with it; null when none were.</summary>
    public MappingChoices? Choices { get; init; }

    /// <summary>Canonical defaults by field name for new customers whose row has no value; null without any.</summary>
    public IReadOnlyDictionary<string, string>? Defaults { get; init; }

    /// <summary>Headers of columns that feed nothing, as written; a column without header by its number from 1.</summary>
    public IReadOnlyList<string> Unmapped => [.. NotRead.Select(c => c.Header.Length > 0 ? c.Header : $"{c.Column + 1}")];

    /// <summary>Columns that feed nothing and are worth a word.</summary>
    public IEnumerable<MappedColumn> NotRead => Columns.Where(c => !IsRead(c) && !c.IsBlank
        && !c.Header.StartsWith(CorrectedFile.OwnColumns, StringComparison.Ordinal));

    /// <summary>True when any column holds a name of the customers, or a part of it. Without one, hardly a row can become a customer.</summary>
    public bool HasName => Columns.Any(c => c.Target is "first_name" or "last_name" or "company_name" or ImportTarget.FullName);

    /// <summary>True for a file that this program exported, with the names or the captions of its fields above the columns.</summary>
    public bool IsOwnExport => Columns.Any(c => c.Reason == MappingReason.Template);

    /// <summary>True when the name of a partner is read: each becomes a row of its own.</summary>
    public bool HasPartners => Columns.Any(c => PartnerColumns.IsName(c.Target));

    // Without a name, other details of a partner make no customer.
    private bool IsRead(MappedColumn column) => column.Target is not null && (ImportTarget.OfPartner(column.Target) is null || HasPartners);

    /// <summary>The targets of the columns in the row of a partner.</summary>
    /// <param name="cells">The cells of that row: an empty column of the partner is overridden by the customer's shared column.</param>
    public ColumnMapping ForPartner(IReadOnlyList<string>? cells) => new PartnerColumns(this).MappingFor(cells);

    /// <summary>The first column that feeds a target, or -1.</summary>
    public int ColumnOf(string target) => Columns.FirstOrDefault(c => c.Target == target)?.Column ?? -1;

    /// <summary>All columns with a target, in file order.</summary>
    public IReadOnlyList<int> ColumnsOf(string target) => [.. Columns.Where(c => c.Target == target).Select(c => c.Column)];

    /// <summary>
    /// Guesses the mapping from the headers and some rows. A profile ("template", "tixly", ...) tells where the file comes from; strict ones refuse a
    /// missing or misplaced column by name.
    /// </summary>
    public static ColumnMapping Guess(IReadOnlyList<string> columns, IReadOnlyList<string[]> sample, string? profile = null) =>
        new ColumnMappingGuess(columns, sample, profile).Mapping();

    /// <summary>The same from an opened file; reads some of its rows.</summary>
    public static ColumnMapping Guess(TableFile file, string? profile = null) => Guess(file, SampleOf(file), profile);

    internal static ColumnMapping Guess(TableFile file, IReadOnlyList<string[]> sample, string? profile)
    {
        if (file.HeaderPairs is not { } pairs) return Guess(file.Columns, sample, profile);
        var mapping = Guess(HeaderPairWords.Of(pairs), sample, profile);
        return mapping with { Columns = [.. mapping.Columns.Select(c => c with { Header = file.Columns[c.Column] })] };
    }

    /// <summary>The first rows of a file, for guessing a mapping.</summary>
    internal static IReadOnlyList<string[]> SampleOf(TableFile file)
    {
        var sample = new List<string[]>();
        using var rows = file.ReadRows();
        while (sample.Count < SampleRows && rows.BytesRead < SampleBytes && rows.Read())
        {
            var cells = new string[file.Columns.Count];
            for (var column = 0; column < cells.Length; column++) cells[column] = rows[column].ToString();
            sample.Add(cells);
        }
        return sample;
    }

    /// <summary>The mapping with one column changed by hand; a target that takes one column only is taken from the other.</summary>
    public ColumnMapping With(int column, string? target)
    {
        if (target is not null && !ImportTarget.Exists(target)) throw new RefusedException("mapping.unknown_target", target);
        return this with
        {
            Columns = [.. Columns.Select(c =>
                c.Column == column ? c with { Target = target, Reason = MappingReason.Chosen, Confidence = 1, Values = null, DateOrder = null }
                : target is not null && c.Target == target && !ImportTarget.TakesSeveral(target)
                ? c with { Target = null, Reason = MappingReason.None, Confidence = 0 }
                : c)],
        };
    }

    /// <summary>The mapping with a default for new customers, read as a cell of that field would be.</summary>
    /// <exception cref="RefusedException">mapping.default_field: there is no such field, or two customers cannot share it; mapping.default: the field
    /// does not accept this value.</exception>
    public ColumnMapping WithDefault(string field, string value)
    {
        if (CustomerFields.ByName(field) is not { } known || known.Ordinal is CustomerFields.Number or CustomerFields.Email)
            throw new RefusedException("mapping.default_field", field);
        var read = FieldRules.Normalise(known, value, new RuleContext("BE", DateOnly.FromDateTime(DateTime.UtcNow)));
        if (read.Problem is not null || read.IsMasked) throw new RefusedException("mapping.default", field, value);
        var defaults = new Dictionary<string, string>(Defaults ?? new Dictionary<string, string>());
        if (read.Value is { } canonical) defaults[field] = canonical;
        else defaults.Remove(field);
        return this with { Defaults = defaults.Count == 0 ? null : defaults };
    }

    /// <summary>This kept mapping for a new file, or null when the file has other headers. The order of the columns does not matter when each header is
    /// there once.</summary>
    public ColumnMapping? ReusedFor(IReadOnlyList<string> columns)
    {
        if (columns.Count != Columns.Count || columns.All(c => c.Length == 0)) return null;
        var keys = Columns.Select(c => HeaderWords.Key(c.Header)).ToList();
        var found = new MappedColumn[columns.Count];
        for (var column = 0; column < columns.Count; column++)
        {
            var key = HeaderWords.Key(columns[column]);
            var same = keys[column] == key ? column : keys.Count(k => k == key) == 1 ? keys.IndexOf(key) : -1;
            if (same < 0) return null;
            found[column] = Columns[same] with { Column = column, Header = columns[column],
                Reason = Columns[same].Target is null ? MappingReason.None : MappingReason.Saved };
        }
        return this with { Columns = found };
    }

    /// <summary>The headers as one text: files with the same text may use the same kept mapping.</summary>
    public string Fingerprint => FingerprintOf([.. Columns.Select(c => c.Header)]);

    /// <summary>The <see cref="Fingerprint"/> of a file with these headers.</summary>
    public static string FingerprintOf(IReadOnlyList<string> columns) => string.Join('|', columns.Select(HeaderWords.Key).Order(StringComparer.Ordinal));

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <summary>Reads the output of <see cref="ToJson"/>; null for anything else.</summary>
    public static ColumnMapping? FromJson(string json)
    {
        try
        {
            var mapping = JsonSerializer.Deserialize<ColumnMapping>(json, JsonSerializerOptions.Web);
            return mapping?.Columns is null || mapping.Columns.Any(c => c.Target is { } t && !ImportTarget.Exists(t)) ? null : mapping;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
