using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Stamgast.Tables.Encodings;

namespace Stamgast.Importing.Mending;

/// <summary>
/// Turns "ZoÃ«" back into "Zoë": UTF-8 that was read as Windows-1252 (or, from DOS, as code page 850), once or several times. Only sequences that are
/// valid UTF-8 and give letters are changed, so correct letters beside them stay.
/// </summary>
internal static class Mojibake
{
    private const int MostTimes = 4;

    // How the first byte of a UTF-8 sequence looks in either encoding.
    private static readonly SearchValues<char> Leads = SearchValues.Create("ÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóô├┬─┼╔╩╦");
    private static readonly FrozenDictionary<char, byte> Windows = Reverse("windows-1252");
    private static readonly FrozenDictionary<char, byte> Dos = Reverse("ibm850");

    /// <summary>Writes the repaired text to the buffer (at least as long as the text); 0 when there is nothing to repair.</summary>
    public static int Repair(ReadOnlySpan<char> text, Span<char> into)
    {
        if (text.IndexOfAny(Leads) < 0) return 0;
        var length = 0;
        for (var times = 0; times < MostTimes; times++)
        {
            var from = times == 0 ? text : into[..length];
            var repaired = Pass(from, into, Windows);
            if (repaired == 0 && from.IndexOfAny("├┬") >= 0) repaired = Pass(from, into, Dos);
            if (repaired == 0) return length;
            length = repaired;
        }
        return length;
    }

    // Writes never overtake reads: a sequence of n characters becomes one or two.
    private static int Pass(ReadOnlySpan<char> text, Span<char> into, FrozenDictionary<char, byte> bytes)
    {
        int length = 0, repaired = 0;
        Span<byte> sequence = stackalloc byte[4];
        for (var at = 0; at < text.Length;)
        {
            var used = Sequence(text[at..], bytes, sequence);
            if (used > 0 && Rune.DecodeFromUtf8(sequence[..used], out var rune, out _) == OperationStatus.Done && IsPlausible(rune))
            {
                length += rune.EncodeToUtf16(into[length..]);
                at += used;
                repaired++;
            }
            else into[length++] = text[at++];
        }
        return repaired > 0 ? length : 0;
    }

    private static int Sequence(ReadOnlySpan<char> text, FrozenDictionary<char, byte> bytes, Span<byte> sequence)
    {
        if (text[0] < 0x80 || !bytes.TryGetValue(text[0], out var lead) || lead is < 0xC2 or > 0xF4) return 0;
        var count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (text.Length < count) return 0;
        sequence[0] = lead;
        for (var at = 1; at < count; at++)
        {
            if (!bytes.TryGetValue(text[at], out var next) || next is < 0x80 or > 0xBF) return 0;
            sequence[at] = next;
        }
        return count;
    }

    private static bool IsPlausible(Rune rune) => rune.Value switch
    {
        // Beyond these, "É’" and "É€" would be read as rare letters.
        (>= 0xA0 and <= 0x17F) or (>= 0x218 and <= 0x21B) => true,
        // Letters of Windows-1252 itself, which appear between the second and the third damage.
        0x192 or 0x2C6 or 0x2DC => true,
        >= 0x370 and <= 0x52F => true,
        >= 0x1E00 and <= 0x206F => true,
        0x20AC or 0x2122 => true,
        >= 0x1F300 and <= 0x1FAFF => true,
        _ => false,
    };

    private static FrozenDictionary<char, byte> Reverse(string name)
    {
        var table = TextEncoding.SingleByte(name).Table;
        var bytes = new Dictionary<char, byte>();
        for (var value = 0x80; value < 256; value++) bytes.TryAdd(table[value], (byte)value);
        // Bytes that Windows-1252 does not define pass as control characters.
        for (var value = 0x80; value < 0xA0; value++) bytes.TryAdd((char)value, (byte)value);
        return bytes.ToFrozenDictionary();
    }
}
