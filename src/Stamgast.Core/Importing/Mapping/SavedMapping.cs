namespace Stamgast.Importing.Mapping;

/// <summary>A column mapping that was kept under a name, so that the next file with the same columns is read as this one was.</summary>
public sealed class SavedMapping
{
    public long Id { get; set; }

    /// <summary>As typed; names are unique regardless of case.</summary>
    public required string Name { get; set; }

    /// <summary><see cref="Name"/> in lower case; unique.</summary>
    public required string NameFolded { get; set; }

    /// <summary>SHA-256 of <see cref="ColumnMapping.Fingerprint"/>, since headers may be longer than an index takes; unique.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>The mapping, as <see cref="ColumnMapping.ToJson"/> writes it.</summary>
    public required string Mapping { get; set; }

    public DateTime SavedAt { get; set; }

    /// <summary>When it was last used to read a file.</summary>
    public DateTime? UsedAt { get; set; }

    /// <summary>The number of files read with it.</summary>
    public long Uses { get; set; }
}
