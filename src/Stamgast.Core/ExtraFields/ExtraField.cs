namespace Stamgast.ExtraFields;

/// <summary>The definition of an extra field as stored in the database; the program works with <see cref="ExtraDefinition"/>.</summary>
public sealed class ExtraField
{
    /// <summary>The key of the values in the customers. Never reused.</summary>
    public long Id { get; set; }

    /// <summary>Small letters, digits and underscores; its column in files is <c>x:KEY</c>.</summary>
    public required string Key { get; set; }

    public ExtraKind Kind { get; set; }

    public ExtraScope Scope { get; set; }

    public ExtraPlaces Shown { get; set; }

    /// <summary>Its position among the others.</summary>
    public int Position { get; set; }

    /// <summary>The presets of required fields under which it is required, separated by spaces; null for none.</summary>
    public string? RequiredIn { get; set; }

    /// <summary>By language, as JSON: {"en":"Machine in use"}.</summary>
    public required string Captions { get; set; }

    /// <summary>What helps to fill it in, by language, as JSON; null for nothing.</summary>
    public string? Help { get; set; }

    /// <summary>In their order, as JSON: [{"name":"Faema E61","archived":false}]; null where there is nothing to choose.</summary>
    public string? Choices { get; set; }

    /// <summary>When it was retired; null while it is in use.</summary>
    public DateTime? RetiredAt { get; set; }
}
