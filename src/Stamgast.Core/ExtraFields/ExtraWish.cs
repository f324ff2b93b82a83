using Stamgast.Settings;

namespace Stamgast.ExtraFields;

/// <summary>The requested definition of an extra field; null members stay as they are, or have the default of a new field.</summary>
public sealed record ExtraWish
{
    /// <summary>By language; an empty text removes the caption of that language.</summary>
    public IReadOnlyDictionary<string, string>? Captions { get; init; }

    /// <summary>All choices in order. An omitted one is archived, since customers may have it.</summary>
    public IReadOnlyList<ExtraChoice>? Choices { get; init; }

    public ExtraScope? Scope { get; init; }

    public ExtraPlaces? Shown { get; init; }

    public IReadOnlyList<RequiredPreset>? RequiredIn { get; init; }
}
