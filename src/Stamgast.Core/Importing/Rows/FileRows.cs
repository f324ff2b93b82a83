using Stamgast.Importing.Correcting;
using Stamgast.Importing.Guessing;
using Stamgast.Importing.Mapping;

using Stamgast.Proposals.Previews;
using Stamgast.Tables;

namespace Stamgast.Importing.Rows;

/// <summary>
/// Walks through the rows of a file as they are imported: each line once, and once more for its partner. Rows are numbered in this order, so any code
/// that counts them must walk the same way.
/// </summary>
internal sealed class FileRows(TableRows cells, ColumnMapping mapping, int token) : IDisposable
{
    private const int MostLines = 6;

    private readonly PartnerColumns? partners = PartnerColumns.Of(mapping);
    private bool partnerIsNext;

    /// <summary>The rows from the first.</summary>
    public static FileRows Of(TableFile file, ColumnMapping mapping, CancellationToken cancel)
    {
        var token = file.Columns.Count - 1;
        while (token >= 0 && file.Columns[token] != CorrectedFile.TokenColumn) token--;
        return new FileRows(file.ReadRows(cancel), mapping, token);
    }

    /// <summary>The cells of the line, for either row.</summary>
    public TableRows Cells => cells;

    /// <summary>True when the row is that of the partner.</summary>
    public bool IsPartner { get; private set; }

    /// <inheritdoc cref="PreviewRow.Line" />
    public long Line => IsPartner ? -cells.Line : cells.Line;

    /// <summary>The number of partners found.</summary>
    public long Partners { get; private set; }

    /// <summary>The number of lines with details of an unnamed partner.</summary>
    public long Nameless { get; private set; }

    /// <summary>The first of these lines.</summary>
    public List<long> NamelessLines { get; } = [];

    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Read()
    {
        IsPartner = partnerIsNext;
        partnerIsNext = false;
        if (IsPartner) return true;
        if (!cells.Read()) return false;
        if (partners is not null) Meet(partners);
        return true;
    }

    /// <summary>The cells of the file, without those of the other person on the line.</summary>
    public string[] Texts()
    {
        var texts = RowReader.Cells(cells, mapping.Columns.Count);
        return partners is null ? texts : partners.Only(texts, IsPartner);
    }

    /// <inheritdoc />
    public void Dispose() => cells.Dispose();

    private void Meet(PartnerColumns columns)
    {
        if (!columns.HasName(cells))
        {
            if (!columns.HasAny(cells)) return;
            Nameless++;
            if (NamelessLines.Count < MostLines) NamelessLines.Add(cells.Line);
            return;
        }
        // A line of an errors file is that of one of the two.
        var only = token < 0 ? null : CorrectedFile.IsOfPartner(cells[token]);
        if (only == false) return;
        Partners++;
        if (only == true) IsPartner = true;
        else partnerIsNext = true;
    }
}
