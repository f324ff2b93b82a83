using System.Buffers;
using Stamgast.Formats;
using Stamgast.Text;

namespace Stamgast.Customers;

/// <summary>
/// The words by which a customer is found, in small plain letters: id and number, name (also "van den berg" for Vandenberg and
/// the other way round), company, e-mail whole and in parts, phone with and without country, VAT and enterprise number, postal
/// code and city. <see cref="Terms"/> makes the same of what somebody types: a customer is found when each term begins one of
/// the words.
/// </summary>
public static class SearchWords
{
    private const int MaxLength = 2000;
    private const int LongestField = 300;
    private const int ScratchLength = LongestField * Folding.MaxExpansion;
    private const int JoinedDigits = 8;

    // Longest first. "ver" and "ter" are left: they are parts of names much more often than particles.
    private static readonly string[][] GluedParticles = [["van", "den"], ["van", "der"], ["van", "de"], ["van"], ["de"]];

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789+-./()");

    /// <summary>The words, each once, one space between; at most about 2,000 characters. The id is left out where it is not known yet.</summary>
    public static string Of(CustomerValues values, long? id = null)
    {
        var rented = ArrayPool<char>.Shared.Rent(MaxLength + 1 + 2 * ScratchLength);
        var bag = new WordBag(rented);
        if (id is { } known) bag.AddNumber(known);
        bag.AddWordsAndWhole(values[CustomerFields.Number]);
        AddName(ref bag, values);
        bag.AddWordsAndWhole(values[CustomerFields.CompanyName]);
        AddEmails(ref bag, values[CustomerFields.Email]);
        AddEmails(ref bag, values[CustomerFields.OtherEmails]);
        AddPhones(ref bag, values[CustomerFields.Phone]);
        AddPhones(ref bag, values[CustomerFields.Mobile]);
        AddPhones(ref bag, values[CustomerFields.OtherPhones]);
        AddRegistration(ref bag, values[CustomerFields.VatNumber]);
        AddRegistration(ref bag, values[CustomerFields.EnterpriseNumber]);
        bag.AddWordsAndWhole(values[CustomerFields.PostalCode]);
        bag.AddWordsAndWhole(values[CustomerFields.City]);
        bag.AddWordsAndWhole(values[CustomerFields.DeliveryCity]);
        var words = bag.ToString();
        ArrayPool<char>.Shared.Return(rented);
        return words;
    }

    /// <summary>What somebody types, as terms: "d'Hondt, GENT 0486 12 33 09" is "dhondt", "gent", "0486123309".</summary>
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
            else if (Folding.Letters(words[i]) is { Length: > 0 } word) terms.Add(word);
        }
        return terms;
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

    private static void AddEmails(ref WordBag bag, string? addresses)
    {
        if (addresses is null) return;
        foreach (var range in addresses.AsSpan().Split(CustomerValues.ListSeparator))
        {
            var address = addresses.AsSpan()[range];
            var at = address.LastIndexOf('@');
            bag.AddWhole(address);
            bag.AddWords(address);
            if (at <= 0) continue;
            bag.AddWhole(address[..at]);
            bag.AddWhole(address[(at + 1)..]);
        }
    }

    private static void AddPhones(ref WordBag bag, string? numbers)
    {
        if (numbers is null) return;
        foreach (var range in numbers.AsSpan().Split(CustomerValues.ListSeparator))
        {
            var e164 = numbers.AsSpan()[range];
            bag.AddWhole(e164);
            if (e164.Length > 4 && PhonePlans.AtStart(e164[1..]) is { } plan) bag.AddGlued(plan.Trunk, e164[(1 + plan.CallingCode.Length)..]);
        }
    }

    private static void AddRegistration(ref WordBag bag, string? number)
    {
        if (number is null) return;
        bag.AddWhole(number);
        if (number.Length > 4 && char.IsAsciiLetter(number[0])) bag.AddWhole(number.AsSpan(2));
    }

    /// <summary>Words in one buffer, each once; its end serves to fold the next ones.</summary>
    private ref struct WordBag(Span<char> buffer)
    {
        private readonly Span<char> buffer = buffer;
        private readonly Span<char> scratch = buffer[^ScratchLength..];
        private int length;

        public void AddNumber(long number)
        {
            Span<char> digits = stackalloc char[20];
            number.TryFormat(digits, out var count, default, System.Globalization.CultureInfo.InvariantCulture);
            AddWhole(digits[..count]);
        }

        public void AddWordsAndWhole(scoped ReadOnlySpan<char> text)
        {
            AddWords(text);
            AddWhole(text);
        }

        /// <summary>Each word of a text.</summary>
        public void AddWords(scoped ReadOnlySpan<char> text)
        {
            if (text.IsEmpty || length > MaxLength) return;
            var count = Folding.Fold(text.Length > LongestField ? text[..LongestField] : text, scratch);
            foreach (var range in scratch[..count].Split(' ')) Add(scratch[range]);
        }

        /// <summary>A text without its spaces and punctuation, as one word.</summary>
        public void AddWhole(scoped ReadOnlySpan<char> text) => AddGlued(text, default);

        /// <summary>Two texts as one word.</summary>
        public void AddGlued(scoped ReadOnlySpan<char> first, scoped ReadOnlySpan<char> second)
        {
            if (length > MaxLength || first.Length + second.Length > LongestField) return;
            var count = Folding.Fold(first, scratch, spaces: false);
            count += Folding.Fold(second, scratch[count..], spaces: false);
            Add(scratch[..count]);
        }

        public override readonly string ToString() => buffer[..length].ToString();

        private void Add(scoped ReadOnlySpan<char> word)
        {
            if (word.IsEmpty || length > MaxLength || IsIn(word)) return;
            if (length > 0) buffer[length++] = ' ';
            word.CopyTo(buffer[length..]);
            length += word.Length;
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
