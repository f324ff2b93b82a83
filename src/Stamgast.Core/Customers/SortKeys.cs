using Stamgast.Settings;
using Stamgast.Text;

namespace Stamgast.Customers;

/// <summary>
/// The text by which customers are put in alphabetical order, compared character by character and so the same on every
/// machine and database. Accents, case, spaces and punctuation do not count. Companies sort by their name; customers
/// without any name come last.
/// </summary>
public static class SortKeys
{
    // After every letter of every script that is in use.
    private const string Last = "\uFFFD";

    private const int MaxLength = 400;

    /// <summary>By the core word of the surname (Netherlands, Germany): Willem de Bakker under B.</summary>
    public static string Core(CustomerValues values) => Key(values, byCore: true);

    /// <summary>By the whole surname (Belgium, France): Willem de Bakker under D, where "De Bakker" and "Debakker" stand together.</summary>
    public static string Full(CustomerValues values) => Key(values, byCore: false);

    /// <summary>The first key of customers whose second is known: the same text where no particle makes a difference.</summary>
    internal static string CoreBeside(CustomerValues values, string full)
    {
        var last = values[CustomerFields.LastName];
        return values[CustomerFields.Particle] is null && (last is null || PersonNames.CoreStart(last) == 0) ? full : Core(values);
    }

    /// <summary>The key of the order that the organisation has chosen.</summary>
    public static string Of(CustomerValues values, NameOrder order) => Key(values, order == NameOrder.CoreWord);

    private static string Key(CustomerValues values, bool byCore)
    {
        Span<char> key = stackalloc char[MaxLength * 2];
        var length = 0;
        var company = values[CustomerFields.CompanyName];
        var last = values[CustomerFields.LastName];
        var first = values[CustomerFields.FirstName];
        if (company is not null && (values.IsCompany || (last is null && first is null))) Add(company, key, ref length);
        else AddPerson(last, values[CustomerFields.Particle], first, byCore, key, ref length);
        return length == 0 ? Last : key[..Math.Min(length, MaxLength)].ToString();
    }

    private static void AddPerson(string? last, string? particle, string? first, bool byCore, Span<char> key, ref int length)
    {
        var core = last.AsSpan();
        var before = particle.AsSpan();
        if (byCore && particle is null && PersonNames.CoreStart(core) is var start and > 0)
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
