using Stamgast.Text;

namespace Stamgast.Comparing.Names;

/// <summary>The facts about one distinct name: its spellings as numbers of <see cref="NameValues.Forms"/>.</summary>
internal struct NameFacts
{
    /// <summary>Only the letters.</summary>
    public int Letters;
    /// <summary>Its loose spelling (ü and ue the same).</summary>
    public int Loose;
    /// <summary>The loose spelling without particles.</summary>
    public int Core;
    /// <summary>The name behind a nickname.</summary>
    public int Root;
    /// <summary>The name behind its first word: "richard" of "Dick Charles".</summary>
    public int FirstRoot;
    /// <summary>The start of its words in the word list, and their number (without particles).</summary>
    public int FirstWord;
    public byte Words;
    /// <summary>True for "J." and "J.P.".</summary>
    public bool IsInitials;
    /// <summary>True for a common first name.</summary>
    public bool IsFirstName;
    public uint Sound;
    /// <summary>The consonants, by which names in different scripts are compared; 0 until the table has names in another script.</summary>
    public int Skeleton;
    /// <summary>True for a name in Cyrillic, Greek or Arabic letters.</summary>
    public bool IsForeign;
    public ulong Signature;
}

/// <summary>The distinct first and family names of a table, in one pool, so that a first name in the column of family names is seen.</summary>
internal sealed class NameValues
{
    private const int MostWords = 4, LongestName = 120;

    private readonly ValuePool names = new();
    private NameFacts[] facts = new NameFacts[64];
    private int[] lettersOf = new int[64];
    private bool[] compound = new bool[64];
    private readonly List<int> words = [];

    /// <summary>The spellings that <see cref="NameFacts"/> points at.</summary>
    public ValuePool Forms { get; } = new();

    public int Count => names.Count;

    /// <summary>True when some name of the table is in Cyrillic, Greek or Arabic letters.</summary>
    public bool HasForeign { get; private set; }

    public ref readonly NameFacts this[int id] => ref facts[id];

    public ReadOnlySpan<char> Text(int id) => names[id];

    public ReadOnlySpan<char> Letters(int id) => Forms[lettersOf[id]];

    /// <summary>The number of a name's letters, compared so often that it is stored apart from the other facts.</summary>
    public int LettersOf(int id) => lettersOf[id];

    /// <summary>True for a name of several words, particles left out.</summary>
    public bool IsCompound(int id) => compound[id];

    /// <summary>The number of a folded name.</summary>
    public int Add(ReadOnlySpan<char> folded)
    {
        if (folded.Length > LongestName) folded = folded[..LongestName];
        var before = names.Count;
        var id = names.Add(folded);
        if (names.Count == before) return id;
        if (id >= facts.Length)
        {
            Array.Resize(ref facts, facts.Length * 2);
            Array.Resize(ref lettersOf, lettersOf.Length * 2);
            Array.Resize(ref compound, compound.Length * 2);
        }
        facts[id] = Facts(folded);
        lettersOf[id] = facts[id].Letters;
        compound[id] = facts[id].Words > 1;
        return id;
    }

    public ReadOnlySpan<int> WordsOf(int id) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(words).Slice(facts[id].FirstWord, facts[id].Words);

    // As its name in Latin letters, but for the letters themselves: a name is equal only to one in its own script.
    private NameFacts Foreign(ReadOnlySpan<char> folded, NameFacts known)
    {
        HasForeign = true;
        Span<char> latin = stackalloc char[Scripts.MaxExpansion * LongestName];
        var length = Math.Min(LongestName, Scripts.ToLatin(folded, latin));
        var same = Facts(latin[..length]);
        (same.Letters, same.IsForeign, same.FirstWord, same.Words) = (known.Letters, true, known.FirstWord, known.Words);
        return same;
    }

    private int SkeletonOf(ReadOnlySpan<char> letters)
    {
        Span<char> skeleton = stackalloc char[LongestName];
        return Forms.Add(skeleton[..Scripts.Skeleton(letters, skeleton)]);
    }

    private NameFacts Facts(ReadOnlySpan<char> folded)
    {
        Span<char> buffer = stackalloc char[128];
        var known = new NameFacts { FirstWord = words.Count, IsInitials = true };
        var letters = 0;
        foreach (var range in folded.Split(' '))
        {
            var word = folded[range];
            if (word.Length == 0) continue;
            word.CopyTo(buffer[letters..]);
            letters += word.Length;
            if (word.Length > 1) known.IsInitials = false;
            if (word.Length < 2 || known.Words == MostWords || NameParticles.Contains(word)) continue;
            words.Add(Forms.Add(word));
            if (known.FirstRoot == 0) known.FirstRoot = Forms.Add(Nicknames.Root(word));
            known.Words++;
        }
        known.Letters = Forms.Add(buffer[..letters]);
        if (Scripts.AreIn(folded)) return Foreign(folded, known);
        known.Skeleton = SkeletonOf(buffer[..letters]);
        known.Signature = EditDistance.Signature(buffer[..letters]);
        known.Root = Forms.Add(Nicknames.Root(buffer[..letters]));
        known.IsFirstName = known.Words < 2 && FirstNames.Knows(buffer[..letters]);
        known.Loose = Forms.Add(buffer[..Transliteration.Loosen(buffer, letters)]);
        var core = NameParticles.DeepCore(folded);
        core.CopyTo(buffer);
        var length = Transliteration.Loosen(buffer, core.Length);
        known.Core = Forms.Add(buffer[..length]);
        Span<char> key = stackalloc char[PhoneticKey.MaxLength];
        var keyLength = PhoneticKey.Write(buffer[..length], key);
        known.Sound = ValuePool.Hash(keyLength == 0 ? buffer[..length] : key[..keyLength]);
        return known;
    }
}
