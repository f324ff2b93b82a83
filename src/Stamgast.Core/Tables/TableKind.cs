namespace Stamgast.Tables;

/// <summary>The type of file behind a table.</summary>
public enum TableKind
{
    /// <summary>Text with a delimiter between the cells (RFC 4180 and its many variations).</summary>
    Csv,
    /// <summary>Excel workbook since 2007 (ISO/IEC 29500).</summary>
    Xlsx,
    /// <summary>Excel workbook before 2007 (BIFF).</summary>
    Xls,
    /// <summary>Address cards, one row each (RFC 6350 and its predecessors).</summary>
    VCard,
    /// <summary>A table in a web page, often named .xls.</summary>
    Html,
    /// <summary>XML spreadsheet of 2003 (SpreadsheetML), often named .xls.</summary>
    XmlSheet,
    /// <summary>OpenDocument spreadsheet (ISO/IEC 26300), packed or flat.</summary>
    Ods,
}

/// <summary>The type of a cell in the file. A text file knows only <see cref="Text"/>.</summary>
public enum CellKind : byte
{
    /// <summary>Text as it is, even if it looks like a number.</summary>
    Text,
    /// <summary>A number, written without exponent and with a point: "100003861", "0.5".</summary>
    Number,
    /// <summary>A date "1985-07-30", with a time "1985-07-30 14:05:00", or a time alone "14:05:00".</summary>
    Date,
    /// <summary>"1" or "0".</summary>
    Boolean,
    /// <summary>A cell that shows an error in Excel (#N/A); it is empty here and counted in <see cref="TableNotes.ErrorCells"/>.</summary>
    Error,
}
