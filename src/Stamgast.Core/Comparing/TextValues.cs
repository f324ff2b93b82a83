using Stamgast.Text;

namespace Stamgast.Comparing;

/// <summary>Distinct texts of one kind (streets, cities, codes) with the data that makes comparing two of them fast.</summary>
/// <param name="key">A key shared by texts that may mean the same, such as their sound; null when they are not looked up by it.</param>
internal sealed class TextValues(TextKey? key = null)
{
    // Side by side, so that most pairs are told apart with one memory access for each of the two.
    private struct Facts
    {
        public ulong Signature;
        public uint Key;
        public int Length;
    }

    private readonly ValuePool texts = new();
    private Facts[] facts = new Facts[64];

    public int Count => texts.Count;

    public ReadOnlySpan<char> this[int id] => texts[id];

    /// <summary>The key of the text in this set; 0 without one.</summary>
    public uint Key(int id) => facts[id].Key;

    public uint Hash(int id) => texts.HashOf(id);

    public int LengthOf(int id) => facts[id].Length;

    public int Add(ReadOnlySpan<char> text)
    {
        var before = texts.Count;
        var id = texts.Add(text);
        if (texts.Count == before) return id;
        if (id >= facts.Length) Array.Resize(ref facts, facts.Length * 2);
        facts[id] = new Facts { Signature = EditDistance.Signature(text), Key = key?.Invoke(texts[id]) ?? 0, Length = texts[id].Length };
        return id;
    }

    /// <summary>The edit distance of two texts; above the limit, any number above it.</summary>
    public int Distance(int a, int b, int limit) => Distance(this, a, this, b, limit);

    /// <summary>The same for two texts of two sets.</summary>
    public static int Distance(TextValues valuesA, int a, TextValues valuesB, int b, int limit) =>
        AtLeast(valuesA, a, valuesB, b) > limit ? limit + 1 : EditDistance.Of(valuesA[a], valuesB[b], limit);

    /// <summary>A distance that the two texts have at least; looks at no letters.</summary>
    public int AtLeast(int a, int b) => AtLeast(this, a, this, b);

    public double Likeness(int a, int b)
    {
        var shorter = Math.Max(1, Math.Min(facts[a].Length, facts[b].Length));
        return AtLeast(a, b) > shorter * 0.7 ? 0 : JaroWinkler.Of(texts[a], texts[b]);
    }

    private static int AtLeast(TextValues valuesA, int a, TextValues valuesB, int b) =>
        EditDistance.AtLeast(valuesA.facts[a].Signature, valuesB.facts[b].Signature);

    /// <summary>The sound of a text as a key; its letters when it has none.</summary>
    public static uint Sound(ReadOnlySpan<char> text)
    {
        Span<char> sound = stackalloc char[PhoneticKey.MaxLength];
        var length = PhoneticKey.Write(text, sound);
        return ValuePool.Hash(length == 0 ? text : sound[..length]);
    }
}

/// <summary>A number that texts share which may mean the same.</summary>
internal delegate uint TextKey(ReadOnlySpan<char> text);
