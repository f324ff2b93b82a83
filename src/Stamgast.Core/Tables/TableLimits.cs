namespace Stamgast.Tables;

/// <summary>The largest that a table may be in each direction, so that no file can take the memory of the machine.</summary>
public static class TableLimits
{
    /// <summary>Columns with something in them. Excel's own limit is 16,384; no list of customers comes near.</summary>
    public const int MaxColumns = 2_000;

    /// <summary>UTF-16 characters in one cell.</summary>
    public const int MaxCell = 1 << 20;

    /// <summary>UTF-16 characters in one row.</summary>
    public const int MaxRow = 2 << 20;

    /// <summary>Bytes at the start of a file used to detect its format.</summary>
    public const int DetectionBytes = 1 << 20;

    /// <summary>Rows used to detect header and columns.</summary>
    public const int DetectionRows = 300;

    /// <summary>Further bytes searched for the first special letter if the start has none.</summary>
    public const long EncodingScanBytes = 256L << 20;

    /// <summary>Entries in the zip of a workbook.</summary>
    public const int MaxZipEntries = 10_000;

    /// <summary>Bytes that the parts of a workbook may unpack to, together.</summary>
    public const long MaxUnpacked = 2L << 30;

    /// <summary>Times that a part may grow when unpacked, once it is beyond <see cref="RatioFrom"/>.</summary>
    public const int MaxRatio = 200;

    /// <summary>Unpacked bytes from which <see cref="MaxRatio"/> counts.</summary>
    public const long RatioFrom = 10L << 20;

    /// <summary>Bytes of shared strings.</summary>
    public const int MaxSharedStrings = 256 << 20;

    /// <summary>Tables of a web page, or sheets of a workbook that is one text.</summary>
    public const int MaxTables = 10_000;

    /// <summary>Rows of a sheet, by ISO/IEC 29500 practice.</summary>
    public const int MaxSheetRows = 1_048_576;

    /// <summary>Different columns of an address book.</summary>
    public const int MaxCardColumns = 200;

    /// <summary>Bytes of an .xls file, which its library must hold in part.</summary>
    public const long MaxXlsBytes = 128L << 20;
}
