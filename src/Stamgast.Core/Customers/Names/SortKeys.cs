using Stamgast.Settings;
using Stamgast.Text;

namespace Stamgast.Customers.Names;

/// <summary>
/// The text by which customers are sorted alphabetically, compared character by character and so the same on every machine and database. Accents,
/// case, spaces and punctuation do not count. Companies are sorted by their name; customers without any name come last.
/// </summary>
public static class SortKeys
{
    // After every letter of every script that is in use.
    private const string Last = "\uFFFD";

    private const int MaxLength = 400;

    // Names that are longer become a string first.
    private const int NameRoom = 100;

    /// <summary>By the core word of the last name (Netherlands, Germany): Willem de Bakker under B.</summary>
    public static string Core(CustomerValues values) => Key(values, byCore: true);

    /// <summary>By the whole last name (Belgium, France): Willem de Bakker under D, where "De Bakker" and "Debakker" are together.</summary>
    public static string Full(CustomerValues values) => Key(values, byCore: false);

    /// <summary><see cref="Full(CustomerValues)"/> as UTF-8, in this room, or in more where that does not suffice.</summary>
    internal static ReadOnlyMemory<byte> Full(CustomerValues values, ref byte[] utf8)
    {
        Span<char> key = stackalloc char[MaxLength * 2];
        var length = Utf8Values.Append(ref utf8, 0, Make(values, byCore: false, key));
        return utf8.AsMemory(0, length);
    }

    /// <summary>True when no particle makes a difference: both keys are the same.</summary>
    internal static bool HaveOneOrder(CustomerValues values)
    {
        Span<char> room = stackalloc char[NameRoom];
        return !values.Has(CustomerFields.Particle) && PersonNames.CoreStart(values.Characters(CustomerFields.LastName, room)) == 0;
    }

    /// <summary>The key of the order that the organisation has chosen.</summary>
    public static string Of(CustomerValues values, NameOrder order) => Key(values, order == NameOrder.CoreWord);

    private static string Key(CustomerValues values, bool byCore)
    {
        Span<char> key = stackalloc char[MaxLength * 2];
        return Make(values, byCore, key).ToString();
    }

    private static ReadOnlySpan<char> Make(CustomerValues values, bool byCore, Span<char> key)
    {
        var length = 0;
        Span<char> room = stackalloc char[3 * NameRoom];
        if (values.Has(CustomerFields.CompanyName) && (values.IsCompany || (!values.Has(CustomerFields.LastName) && !values.Has(CustomerFields.FirstName))))
            Add(values.Characters(CustomerFields.CompanyName, room), key, ref length);
        else
            AddPerson(values.Characters(CustomerFields.LastName, room[..NameRoom]), values.Characters(CustomerFields.Particle, room[NameRoom..(2 * NameRoom)]),
                values.Characters(CustomerFields.FirstName, room[(2 * NameRoom)..]), byCore, key, ref length);
        return length == 0 ? Last : key[..Math.Min(length, MaxLength)];
    }

    private static void AddPerson(ReadOnlySpan<char> last, ReadOnlySpan<char> particle, ReadOnlySpan<char> first, bool byCore, Span<char> key, ref int length)
    {
        var core = last;
        var before = particle;
        if (byCore && particle.IsEmpty && PersonNames.CoreStart(core) is var start and > 0)
        {
            before = core[..start];
            core = core[start..];
        }
        if (!byCore) Add(before, key, ref length);
        Add(core, key, ref length);
        // A space sorts before every letter: "Berg, Jan" before "Bergman, An".
        Part(first, key, ref length);
        if (byCore) Part(before, key, ref length);
    }

    private static void Part(ReadOnlySpan<char> text, Span<char> key, ref int length)
    {
        if (text.IsEmpty) return;
        if (length > 0 && length < MaxLength) key[length++] = ' ';
        Add(text, key, ref length);
    }

    private static void Add(ReadOnlySpan<char> text, Span<char> key, ref int length)
    {
        const int piece = (MaxLength * 2 - MaxLength) / Folding.MaxExpansion;
        if (text.Length > piece) text = text[..piece];
        if (length <= MaxLength) length += Folding.Fold(text, key[length..], spaces: false);
    }
}
