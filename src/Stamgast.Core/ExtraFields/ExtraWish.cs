using Stamgast.Settings;

namespace Stamgast.ExtraFields;

/// <summary>The requested definition of an extra field; null members stay as they are, or have the default of a new field.</summary>
public sealed record ExtraWish
{
    /// <summary>By language; an empty text removes the caption of that language.</summary>
    public IReadOnlyDictionary<string, string>? Captions { get; init; }

    /// <summary>What helps to fill it in, by language; an empty text takes that of a language away.</summary>
    public IReadOnlyDictionary<string, string>? Help { get; init; }

    /// <summary>All choices in their order. One that is left out is archived: customers may have it.</summary>
    public IReadOnlyList<ExtraChoice>? Choices { get; init; }

    public ExtraScope? Scope { get; init; }

    public ExtraPlaces? Shown { get; init; }

    public IReadOnlyList<RequiredPreset>? RequiredIn { get; init; }
}
