using Stamgast.Text;

namespace Stamgast.Comparing;

/// <summary>Distinct texts of one kind (streets, towns, codes) with what makes comparing two of them quick.</summary>
internal sealed class TextValues
{
    private readonly ValuePool texts = new();
    private ulong[] signatures = new ulong[64];
    private uint[] sounds = new uint[64];

    public int Count => texts.Count;

    public ReadOnlySpan<char> this[int id] => texts[id];

    public uint Sound(int id) => sounds[id];

    public uint Hash(int id) => texts.HashOf(id);

    public int Add(ReadOnlySpan<char> text)
    {
        var before = texts.Count;
        var id = texts.Add(text);
        if (texts.Count == before) return id;
        if (id >= signatures.Length)
        {
            Array.Resize(ref signatures, signatures.Length * 2);
            Array.Resize(ref sounds, sounds.Length * 2);
        }
        signatures[id] = EditDistance.Signature(text);
        Span<char> key = stackalloc char[PhoneticKey.MaxLength];
        var length = PhoneticKey.Write(text, key);
        sounds[id] = length == 0 ? texts.HashOf(id) : ValuePool.Hash(key[..length]);
        return id;
    }

    /// <summary>The edit distance of two texts; above the limit, any number above it.</summary>
    public int Distance(int a, int b, int limit) =>
        EditDistance.AtLeast(signatures[a], signatures[b]) > limit ? limit + 1 : EditDistance.Of(texts[a], texts[b], limit);

    public double Likeness(int a, int b)
    {
        var shorter = Math.Max(1, Math.Min(texts[a].Length, texts[b].Length));
        return EditDistance.AtLeast(signatures[a], signatures[b]) > shorter * 0.7 ? 0 : JaroWinkler.Of(texts[a], texts[b]);
    }
}
