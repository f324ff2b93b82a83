using Stamgast.ExtraFields;

namespace Stamgast.CustomerVerbs;

/// <summary>What another kind of an extra field would make of the values that there are.</summary>
/// <param name="Field">The field as it would be: its kind, and what there is to choose.</param>
/// <param name="Before">The field as it is.</param>
/// <param name="Values">How many customers have a value, those in the trash too.</param>
/// <param name="Kept">How many values stay as they are.</param>
/// <param name="Altered">How many are written otherwise.</param>
/// <param name="Lost">How many cannot be read as the new kind, and are emptied.</param>
/// <param name="Examples">Some of those, with their customers.</param>
public sealed record ExtraKindPreview(
    ExtraDefinition Field, ExtraDefinition Before, long Values, long Kept, long Altered, long Lost, IReadOnlyList<(long Customer, string Value)> Examples);
