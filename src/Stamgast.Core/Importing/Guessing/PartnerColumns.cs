using Stamgast.Importing.Mapping;
using Stamgast.Tables;

namespace Stamgast.Importing.Guessing;

/// <summary>
/// The columns of a file about the customer's partner: the partner's own, and those of the customer that apply to both if the file has nothing for
/// the partner (address, country, language, responsible).
/// </summary>
internal sealed class PartnerColumns
{
    private static readonly string[] Names = ["first_name", "last_name", ImportTarget.FullName];
    private static readonly string[] Address = ["street", "house_number", "box", "postal_code", "city", ImportTarget.Address, ImportTarget.StreetLine,
        ImportTarget.PostalCity];
    private static readonly string[] Shared = [.. Address, "country", "language", "label"];

    private readonly ColumnMapping whole;
    private readonly bool[] own;
    private readonly bool[] shared;
    private readonly int[] names;
    private readonly int[] addresses;
    private readonly int[] all;

    public PartnerColumns(ColumnMapping mapping)
    {
        whole = mapping;
        all = Theirs(_ => true);
        names = Theirs(t => Names.Contains(t));
        addresses = Theirs(IsAddress);
        own = new bool[mapping.Columns.Count];
        shared = new bool[mapping.Columns.Count];
        foreach (var column in all) own[column] = true;
        foreach (var column in mapping.Columns) shared[column.Column] = Shared.Contains(column.Target);
        Mapping = MappingFor(null);
    }

    /// <summary>The partner columns of a mapping; null when no column has the names of partners, and nothing more needs to be done.</summary>
    public static PartnerColumns? Of(ColumnMapping mapping) => mapping.HasPartners ? new PartnerColumns(mapping) : null;

    /// <summary>True for a target that names the partner.</summary>
    public static bool IsName(string? target) => ImportTarget.OfPartner(target) is { } theirs && Names.Contains(theirs);

    /// <summary>True for a part of the address, which is the partner's or the customer's as a whole; without the country.</summary>
    public static bool IsAddress(string target) => Address.Contains(target);

    /// <summary>The targets of the columns in the row of a partner: their own first, then the shared ones.</summary>
    public ColumnMapping Mapping { get; }

    /// <summary>True for a column of the customer that holds for the partner too.</summary>
    public bool IsShared(int column) => shared[column];

    /// <summary>True when the row names a partner.</summary>
    public bool HasName(TableRows cells) => HasAny(cells, names);

    /// <summary>True when the row says anything of a partner.</summary>
    public bool HasAny(TableRows cells) => HasAny(cells, all);

    /// <summary>True when the row has an address for the partner, or a part of one.</summary>
    public bool HasAddress(TableRows cells) => HasAny(cells, addresses);

    /// <inheritdoc cref="ColumnMapping.ForPartner" />
    public ColumnMapping MappingFor(IReadOnlyList<string>? cells)
    {
        var theirs = whole.Columns.Where(c => own[c.Column]).Select(c => c with { Target = ImportTarget.OfPartner(c.Target) })
            .ToLookup(c => cells is null || (c.Column < cells.Count && !string.IsNullOrWhiteSpace(cells[c.Column])));
        var others = whole.Columns.Where(c => !own[c.Column]).Select(c => shared[c.Column] ? c : c with { Target = null });
        return whole with { Columns = [.. theirs[true], .. others, .. theirs[false]] };
    }

    /// <summary>
    /// The cells of a row without those of the other person on the line, so that nobody corrects cells that are not read here. Columns without a
    /// target stay with both.
    /// </summary>
    public string[] Only(string[] cells, bool isPartner)
    {
        foreach (var column in whole.Columns)
            if (column.Column < cells.Length && (isPartner ? column.Target is not null && !own[column.Column] && !shared[column.Column] : own[column.Column]))
                cells[column.Column] = "";
        return cells;
    }

    private int[] Theirs(Func<string, bool> isWanted) =>
        [.. whole.Columns.Where(c => ImportTarget.OfPartner(c.Target) is { } theirs && isWanted(theirs)).Select(c => c.Column)];

    private static bool HasAny(TableRows cells, int[] columns)
    {
        foreach (var column in columns)
            if (!cells[column].IsWhiteSpace()) return true;
        return false;
    }
}
