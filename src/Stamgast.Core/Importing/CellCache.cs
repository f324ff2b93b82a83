using Stamgast.Customers;

namespace Stamgast.Importing;

/// <summary>
/// Remembers the last values of a column that repeats itself (cities, first names, countries), so that a million rows do not make a
/// million copies of "Antwerpen". One slot a hash; a newcomer takes the place of what was there. A column that turns out not to repeat
/// itself is not looked up any more.
/// </summary>
internal sealed class CellCache
{
    private const int Slots = 4096;
    private const int Trial = 8192;

    private readonly (string Text, string? Country, string? DeliveryCountry, NormalisedValue Value)[] slots = new (string, string?, string?, NormalisedValue)[Slots];
    private int asked;
    private int found;
    private bool useless;

    public NormalisedValue Get(CustomerField field, ReadOnlySpan<char> cell, in RuleContext context)
    {
        if (useless || cell.Length > 40) return FieldRules.Normalise(field, cell, context);
        ref var slot = ref slots[(uint)string.GetHashCode(cell) % Slots];
        asked++;
        if (slot.Text is not null && cell.SequenceEqual(slot.Text) && slot.Country == context.Country && slot.DeliveryCountry == context.DeliveryCountry)
        {
            found++;
            return slot.Value;
        }
        if (asked >= Trial)
        {
            useless = found < asked / 2;
            asked = found = 0;
        }
        var text = cell.ToString();
        var value = FieldRules.Normalise(field, text, context);
        if (value.Problem is null) slot = (text, context.Country, context.DeliveryCountry, value);
        return value;
    }
}
