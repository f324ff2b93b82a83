namespace Stamgast.Tables;

/// <summary>A person's corrections of the detected format; null leaves the detection as it is.</summary>
public sealed record TableOptions
{
    /// <summary>Any name that .NET knows ("UTF-8", "windows-1252", "ibm850", "macintosh", "windows-1250").</summary>
    public string? Encoding { get; init; }

    public char? Delimiter { get; init; }

    /// <summary>'\0' for a file in which quotes have no meaning.</summary>
    public char? Quote { get; init; }

    public bool? HasHeader { get; init; }

    /// <summary>Line of the header, from 1; rows begin below it.</summary>
    public long? HeaderLine { get; init; }

    /// <summary>Name of the sheet to read.</summary>
    public string? Sheet { get; init; }

    /// <summary>Reads lines such as "Subtotal;;;25" as rows instead of leaving them out.</summary>
    public bool KeepSubtotals { get; init; }
}
