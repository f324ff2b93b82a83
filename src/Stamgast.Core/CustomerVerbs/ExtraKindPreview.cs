using Stamgast.ExtraFields;

namespace Stamgast.CustomerVerbs;

/// <summary>What another kind of an extra field would do to the existing values.</summary>
/// <param name="Field">The field with its new kind and choices.</param>
/// <param name="Before">The field before.</param>
/// <param name="Values">The number of customers with a value, including those in the trash.</param>
/// <param name="Kept">The number of values that stay as they are.</param>
/// <param name="Altered">The number of values written differently.</param>
/// <param name="Lost">The number of values that cannot be read as the new kind, and are emptied.</param>
/// <param name="Examples">Some of those, with their customers.</param>
public sealed record ExtraKindPreview(
    ExtraDefinition Field, ExtraDefinition Before, long Values, long Kept, long Altered, long Lost, IReadOnlyList<(long Customer, string Value)> Examples);
