using System.Buffers;
using System.Text;
using Stamgast.Customers.Names;
using Stamgast.Formats;
using Stamgast.Formats.Phones;
using Stamgast.Text;

namespace Stamgast.Customers.Searching;

/// <summary>
/// The words by which a customer is found, in plain lower case: id and number, name (also "van den berg" for Vandenberg and the other way round),
/// company, e-mail whole and in parts, phone with and without country, VAT and enterprise number, postal code and city; then, marked by
/// <see cref="PlaceMark"/> and found after all others, those of streets, house numbers and the IBAN. <see cref="Terms"/> makes the same of search
/// input: a customer is found when each term begins one of the words.
/// </summary>
public static class SearchWords
{
    /// <summary>
    /// The prefix of words of streets, house numbers and the IBAN, which no word of a name has: people who search for "dorp" mean a name first, and
    /// half of all streets begin like one. It sorts before all letters and digits, so these words are together in an index.
    /// </summary>
    public const char PlaceMark = '/';

    private const int MaxLength = 2000;
    private const int LongestField = 300;
    private const int ScratchLength = LongestField * Folding.MaxExpansion;
    private const int MaxWords = 256;
    private const int JoinedDigits = 8;
    private const int IbanGroup = 4;

    // Longest first. "ver" and "ter" are left: they are parts of names much more often than particles.
    private static readonly string[][] GluedParticles = [["van", "den"], ["van", "der"], ["van", "de"], ["van"], ["de"]];

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789+-./()");

    /// <summary>The required length of a buffer for collecting words.</summary>
    internal const int BufferLength = MaxLength + 1 + 2 * ScratchLength;

    /// <summary>The words, each once, separated by a space; at most about 2,000 characters. The id is left out while it is unknown.</summary>
    public static string Of(CustomerValues values, long? id = null)
    {
        var rented = ArrayPool<char>.Shared.Rent(BufferLength);
        var words = Of(values, rented.AsSpan(), id).ToString();
        ArrayPool<char>.Shared.Return(rented);
        return words;
    }

    /// <summary>The same in a buffer of <see cref="BufferLength"/>, for a million rows after one another.</summary>
    internal static ReadOnlySpan<char> Of(CustomerValues values, Span<char> buffer, long? id = null)
    {
        var bag = new WordBag(buffer, stackalloc uint[MaxWords]);
        if (id is { } known) bag.AddNumber(known);
        bag.AddWholeAndLater(values[CustomerFields.Number]);
        AddName(ref bag, values);
        bag.AddWordsAndWhole(values[CustomerFields.CompanyName]);
        AddEmails(ref bag, values[CustomerFields.Email]);
        AddEmails(ref bag, values[CustomerFields.OtherEmails]);
        AddPhones(ref bag, values[CustomerFields.Phone]);
        AddPhones(ref bag, values[CustomerFields.Mobile]);
        AddPhones(ref bag, values[CustomerFields.OtherPhones]);
        AddRegistration(ref bag, values[CustomerFields.VatNumber]);
        AddRegistration(ref bag, values[CustomerFields.EnterpriseNumber]);
        bag.AddWholeAndLater(values[CustomerFields.PostalCode]);
        bag.AddWordsAndWhole(values[CustomerFields.City]);
        bag.AddWordsAndWhole(values[CustomerFields.DeliveryCity]);
        bag.Mark = true;
        AddStreet(ref bag, values[CustomerFields.Street]);
        bag.AddGlued(values[CustomerFields.HouseNumber], default);
        AddStreet(ref bag, values[CustomerFields.DeliveryStreet]);
        bag.AddGlued(values[CustomerFields.DeliveryHouseNumber], default);
        AddIban(ref bag, values[CustomerFields.Iban]);
        return buffer[..bag.Length];
    }

    /// <summary>The words in two parts: those found first, and those of streets and so on, without their mark.</summary>
    internal static (string Words, string Places) Parted(ReadOnlySpan<char> words)
    {
        if (!words.Contains(PlaceMark)) return (words.ToString(), "");
        var (first, places) = (new StringBuilder(words.Length), new StringBuilder());
        foreach (var range in words.Split(' '))
        {
            var word = words[range];
            var isPlace = word.StartsWith(PlaceMark);
            var into = isPlace ? places : first;
            if (into.Length > 0) into.Append(' ');
            into.Append(isPlace ? word[1..] : word);
        }
        return (first.ToString(), places.ToString());
    }

    /// <summary>The words of unidentified texts, such as the cells of a row: each word, and each text as one.</summary>
    public static string OfTexts(IEnumerable<string> texts)
    {
        var rented = ArrayPool<char>.Shared.Rent(BufferLength);
        var bag = new WordBag(rented, stackalloc uint[MaxWords]);
        foreach (var text in texts) bag.AddWordsAndWhole(text);
        var words = bag.ToString();
        ArrayPool<char>.Shared.Return(rented);
        return words;
    }

    /// <summary>The words of the visible name: a company's own, a person's own.</summary>
    internal static string OfShownName(CustomerValues values) =>
        OfName(values, ofCompany: values.IsCompany ? values.Has(CustomerFields.CompanyName) : !HasPersonName(values));

    /// <summary>The words of the other stored name: the person of a company, the company of a person; see <see cref="KeptNames"/>.</summary>
    internal static string OfKeptName(CustomerValues values) =>
        HasPersonName(values) && values.Has(CustomerFields.CompanyName) ? OfName(values, ofCompany: !values.IsCompany) : "";

    private static bool HasPersonName(CustomerValues values) =>
        values.Has(CustomerFields.LastName) || values.Has(CustomerFields.FirstName) || values.Has(CustomerFields.Particle);

    private static string OfName(CustomerValues values, bool ofCompany)
    {
        var rented = ArrayPool<char>.Shared.Rent(BufferLength);
        var bag = new WordBag(rented, stackalloc uint[MaxWords]);
        if (ofCompany) bag.AddWordsAndWhole(values[CustomerFields.CompanyName]);
        else AddName(ref bag, values);
        var words = bag.ToString();
        ArrayPool<char>.Shared.Return(rented);
        return words;
    }

    /// <summary>Search input as terms: "d'Hondt, GENT 0486 12 33 09" is "dhondt", "gent", "0486123309".</summary>
    public static IReadOnlyList<string> Terms(string query)
    {
        var terms = new List<string>();
        var words = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i++)
        {
            // Groups of one number, such as a phone's, are one term; a postal code and a house number are two.
            var end = i;
            while (end < words.Length && !words[end].AsSpan().ContainsAnyExcept(NumberCharacters)) end++;
            var digits = Folding.Letters(string.Concat(words[i..end]));
            if (end > i && digits.Length >= JoinedDigits)
            {
                terms.Add(digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits);
                i = end - 1;
            }
            else if (IbanGroups(words, i) is > 1 and var groups)
            {
                terms.Add(Folding.Letters(string.Concat(words[i..(i + groups)])));
                i += groups - 1;
            }
            else if (Folding.Letters(words[i]) is { Length: > 0 } word) terms.Add(word);
        }
        return terms;
    }

    // "BE68 5390 0754 7034" is one; a number of four characters and a postal code are two.
    private static int IbanGroups(string[] words, int from)
    {
        if (words[from] is not [_, _, >= '0' and <= '9', >= '0' and <= '9'] || !words[from].AsSpan(0, 2).ContainsAnyExceptInRange('0', '9')
            || !words[from][..2].All(char.IsAsciiLetter)) return 1;
        var end = from + 1;
        while (end < words.Length && words[end].Length == IbanGroup && words[end].All(char.IsAsciiLetterOrDigit) && words[end].Any(char.IsAsciiDigit)) end++;
        if (end - from < 3) return 1;
        if (end < words.Length && words[end].Length < IbanGroup && words[end].All(char.IsAsciiDigit)) end++;
        return end - from;
    }

    private static void AddName(ref WordBag bag, CustomerValues values)
    {
        bag.AddWordsAndWhole(values[CustomerFields.FirstName]);
        var last = values[CustomerFields.LastName];
        if (last is null) return;
        var particle = values[CustomerFields.Particle];
        bag.AddWords(particle);
        bag.AddWords(last);
        if (particle is not null) bag.AddGlued(particle, last);
        else if (last.Contains(' ', StringComparison.Ordinal) || last.Contains('-', StringComparison.Ordinal)) bag.AddGlued(last, "");
        else AddUnglued(ref bag, last);
    }

    private static void AddUnglued(ref WordBag bag, string last)
    {
        foreach (var particles in GluedParticles)
        {
            var length = 0;
            foreach (var particle in particles)
                if (last.AsSpan(length).StartsWith(particle, StringComparison.OrdinalIgnoreCase)) length += particle.Length;
                else length = last.Length;
            if (last.Length - length < 4) continue;
            foreach (var particle in particles) bag.AddWords(particle);
            bag.AddWords(last.AsSpan(length));
            return;
        }
    }

    // The address is found from its beginning, from any part of the name, and from the domain.
    private static void AddEmails(ref WordBag bag, string? addresses)
    {
        if (addresses is null) return;
        foreach (var range in addresses.AsSpan().Split(CustomerValues.ListSeparator))
        {
            var address = addresses.AsSpan()[range];
            var at = address.LastIndexOf('@');
            if (at <= 0) continue;
            bag.AddGlued(address[..at], address[(at + 1)..]);
            bag.AddLater(address[..at]);
            bag.AddGlued(address[(at + 1)..], default);
        }
    }

    private static void AddPhones(ref WordBag bag, string? numbers)
    {
        if (numbers is null) return;
        foreach (var range in numbers.AsSpan().Split(CustomerValues.ListSeparator))
        {
            var e164 = numbers.AsSpan()[range];
            if (e164.Length < 5) continue;
            bag.AddGlued(e164[1..], default);
            if (CallingCode.AtStart(e164[1..]) is { } code) bag.AddGlued(code.Trunk, e164[(1 + code.Digits.Length)..]);
        }
    }

    private static void AddRegistration(ref WordBag bag, string? number)
    {
        if (number is null) return;
        bag.AddGlued(number, default);
        if (number.Length > 4 && char.IsAsciiLetter(number[0])) bag.AddGlued(number.AsSpan(2), default);
    }

    // "Rue de l’Église" is found by "l’église" and by "église".
    private static void AddStreet(ref WordBag bag, string? street)
    {
        if (street is null) return;
        bag.AddWords(street);
        if (street.AsSpan().ContainsAny('\'', '’')) bag.AddWords(street.Replace('\'', ' ').Replace('’', ' '));
    }

    // Whole, and without the country and its check digits, as old account numbers are written.
    private static void AddIban(ref WordBag bag, string? iban)
    {
        if (iban is null) return;
        bag.AddGlued(iban, default);
        if (iban.Length > IbanGroup) bag.AddGlued(iban.AsSpan(IbanGroup), default);
    }

    /// <summary>Words in one buffer, each once; its end serves to fold the next ones.</summary>
    private ref struct WordBag(Span<char> buffer, Span<uint> hashes)
    {
        private readonly Span<char> buffer = buffer;
        private readonly Span<char> scratch = buffer[^ScratchLength..];
        private readonly Span<uint> hashes = hashes;
        private int length;
        private int count;

        /// <summary>True for words that get the mark of places.</summary>
        public bool Mark { get; set; }

        public void AddNumber(long number)
        {
            number.TryFormat(scratch, out var digits, default, System.Globalization.CultureInfo.InvariantCulture);
            Add(scratch[..digits]);
        }

        /// <summary>Each word of a text, and all of them as one word.</summary>
        public void AddWordsAndWhole(scoped ReadOnlySpan<char> text)
        {
            var folded = AddWords(text);
            var whole = 0;
            foreach (var c in scratch[..folded])
                if (c != ' ') scratch[whole++] = c;
            if (whole < folded) Add(scratch[..whole]);
        }

        /// <summary>All words of a text as one, and each but the first, which is the beginning of all.</summary>
        public void AddWholeAndLater(scoped ReadOnlySpan<char> text)
        {
            AddGlued(text, default);
            AddLater(text);
        }

        /// <summary>Each word of a text but the first, which is the beginning of a word that is already added.</summary>
        public void AddLater(scoped ReadOnlySpan<char> text) => AddWords(text, butFirst: true);

        /// <summary>Each word of a text, which stays in the scratch; returns its length there.</summary>
        public int AddWords(scoped ReadOnlySpan<char> text, bool butFirst = false)
        {
            if (text.IsEmpty || length > MaxLength) return 0;
            var folded = Folding.Fold(text.Length > LongestField ? text[..LongestField] : text, scratch);
            var from = 0;
            for (var i = 0; i <= folded; i++)
            {
                if (i < folded && scratch[i] != ' ') continue;
                if (from > 0 || !butFirst) Add(scratch[from..i]);
                from = i + 1;
            }
            return folded;
        }

        /// <summary>Two texts as one word, without their spaces and punctuation.</summary>
        public void AddGlued(scoped ReadOnlySpan<char> first, scoped ReadOnlySpan<char> second)
        {
            if (length > MaxLength || first.Length + second.Length > LongestField) return;
            var folded = Folding.Fold(first, scratch, spaces: false);
            folded += Folding.Fold(second, scratch[folded..], spaces: false);
            Add(scratch[..folded]);
        }

        /// <summary>The part of the buffer used by the words.</summary>
        public readonly int Length => length;

        public override readonly string ToString() => buffer[..length].ToString();

        private void Add(scoped ReadOnlySpan<char> word)
        {
            if (word.IsEmpty || count == hashes.Length) return;
            if (Mark)
            {
                Span<char> marked = stackalloc char[word.Length + 1];
                marked[0] = PlaceMark;
                word.CopyTo(marked[1..]);
                Put(marked);
            }
            else Put(word);
        }

        private void Put(scoped ReadOnlySpan<char> word)
        {
            var hash = Hash(word);
            if (hashes[..count].Contains(hash) && IsIn(word)) return;
            hashes[count++] = hash;
            if (length > 0) buffer[length++] = ' ';
            word.CopyTo(buffer[length..]);
            length += word.Length;
        }

        // FNV-1a.
        private static uint Hash(scoped ReadOnlySpan<char> word)
        {
            var hash = 2166136261;
            foreach (var c in word) hash = (hash ^ c) * 16777619;
            return hash;
        }

        private readonly bool IsIn(scoped ReadOnlySpan<char> word)
        {
            ReadOnlySpan<char> all = buffer[..length];
            for (var from = 0; from < all.Length;)
            {
                var at = all[from..].IndexOf(word);
                if (at < 0) return false;
                var start = from + at;
                var end = start + word.Length;
                if ((start == 0 || all[start - 1] == ' ') && (end == all.Length || all[end] == ' ')) return true;
                from = start + 1;
            }
            return false;
        }
    }
}
