using Stamgast.Tables.Encodings;

namespace Stamgast.Tables;

/// <summary>How a file is read: the detected format, or a person's choices. Shown above the preview.</summary>
public sealed record TableFormat
{
    public required TableKind Kind { get; init; }

    /// <summary>
    /// Name of the character encoding ("UTF-8", "UTF-16LE", "windows-1252", "ibm850"); can be passed back in <see cref="TableOptions.Encoding"/>.
    /// </summary>
    public string Encoding { get; init; } = "UTF-8";

    /// <summary>True when the file starts with a byte order mark.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>True when single lines are in another encoding than the rest (seen in the first part of the file).</summary>
    public bool IsMixedEncoding { get; init; }

    /// <summary>
    /// If the letters fit several encodings: each of them, the current one first, with some of its words; empty if it is clear or was chosen.
    /// </summary>
    public IReadOnlyList<EncodingReading> Readings { get; init; } = [];

    /// <summary>Character between two cells; '\0' for anything but CSV.</summary>
    public char Delimiter { get; init; }

    /// <summary>Character around a cell that holds delimiters or line breaks; '\0' when quotes have no meaning.</summary>
    public char Quote { get; init; }

    public bool HasHeader { get; init; }

    /// <summary>Line of the header, from 1; 0 without one.</summary>
    public long HeaderLine { get; init; }

    /// <summary>Number of header lines: 2 if words over several columns are above the names of each.</summary>
    public int HeaderLines { get; init; } = 1;

    /// <summary>Non-empty lines above the header (title, print date).</summary>
    public int SkippedTitleLines { get; init; }

    /// <summary>The sheets of a workbook in its order; empty for other files.</summary>
    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>The sheet that is read, or null.</summary>
    public string? Sheet { get; init; }

    public int ColumnCount { get; init; }

    /// <summary>"LF", "CRLF", "CR" or "mixed"; empty for anything but CSV.</summary>
    public string LineEnds { get; init; } = "";
}
