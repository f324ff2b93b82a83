using Stamgast.Settings;

namespace Stamgast.ExtraFields;

/// <summary>What one wants of an extra field; what is null stays as it is, or as it is for new ones.</summary>
public sealed record ExtraWish
{
    /// <summary>By language; an empty text takes the caption of that language away.</summary>
    public IReadOnlyDictionary<string, string>? Captions { get; init; }

    /// <summary>All choices in their order. One that is left out is archived: customers may have it.</summary>
    public IReadOnlyList<ExtraChoice>? Choices { get; init; }

    public ExtraScope? Scope { get; init; }

    public ExtraPlaces? Shown { get; init; }

    public IReadOnlyList<RequiredPreset>? RequiredIn { get; init; }
}
