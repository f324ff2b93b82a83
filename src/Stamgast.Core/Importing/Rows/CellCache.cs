using System.Runtime.InteropServices;
using Stamgast.Customers.Rules;

namespace Stamgast.Importing.Rows;

/// <summary>
/// Remembers the last cells of a repetitive column (cities, first names, countries) that were simply their value: not repaired, not counted, without
/// a remark. So a million rows do not make a million copies of "Antwerpen", and are not checked a million times. One slot a hash; a new cell replaces
/// the old one. A column that turns out not to be repetitive is no longer looked up.
/// </summary>
/// <param name="isOfCountry">The meaning of a cell depends on the countries of its row.</param>
internal sealed class CellCache(bool isOfCountry)
{
    private const int SlotBits = 12;
    private const int Trial = 8192;
    private const int Longest = 40;

    private readonly Slot[] slots = new Slot[1 << SlotBits];

    // Separate, since most columns do not need them and the slots read should be close together.
    private readonly Countries[]? countries = isOfCountry ? new Countries[1 << SlotBits] : null;
    private int asked;
    private int found;
    private bool isUseless;

    /// <summary>False once the column has turned out not to repeat itself.</summary>
    public bool IsUseful => !isUseless;

    /// <summary>True when a cell of this length may be found some day.</summary>
    public bool Takes(ReadOnlySpan<char> cell) => !isUseless && cell.Length <= Longest;

    /// <summary>The value of a cell that is known; null when it is not.</summary>
    public string? Find(ReadOnlySpan<char> cell, in RuleContext context)
    {
        if (!Takes(cell)) return null;
        asked++;
        var at = SlotOf(cell);
        ref var slot = ref slots[at];
        if (slot.Text is not null && cell.SequenceEqual(slot.Text) && (countries is null || countries[at] == Countries.Of(context)))
        {
            found++;
            return slot.Value;
        }
        if (asked >= Trial)
        {
            isUseless = found < asked / 2;
            asked = found = 0;
        }
        return null;
    }

    public void Keep(string cell, string value, in RuleContext context)
    {
        var at = SlotOf(cell);
        slots[at] = new Slot(cell, value);
        if (countries is not null) countries[at] = Countries.Of(context);
    }

    // Four characters at a time; nobody gains anything from cells that share a slot.
    private static int SlotOf(ReadOnlySpan<char> cell)
    {
        var hash = (ulong)cell.Length;
        var bytes = MemoryMarshal.AsBytes(cell);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
            bytes = bytes[sizeof(ulong)..];
        }
        foreach (var c in MemoryMarshal.Cast<byte, char>(bytes)) hash = (hash ^ c) * 0x9E3779B97F4A7C15;
        return (int)(hash >> (64 - SlotBits));
    }

    private readonly record struct Slot(string Text, string Value);

    private readonly record struct Countries(string? Own, string? OfDelivery)
    {
        public static Countries Of(in RuleContext context) => new(context.Country, context.DeliveryCountry);
    }
}
