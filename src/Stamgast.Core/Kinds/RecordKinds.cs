namespace Stamgast.Kinds;

/// <summary>The declared kinds of this program. Each is registered once, in the composition root.</summary>
public static class RecordKinds
{
    private static readonly Lock Adding = new();
    private static RecordKind[] all = [];

    /// <summary>All declared kinds, in the order in which they were added.</summary>
    public static IReadOnlyList<RecordKind> All => all;

    /// <summary>The kind with this key ("orders"); null without one.</summary>
    public static RecordKind? Find(string key) => Array.Find(all, k => k.Key == key);

    /// <summary>The kind with this key.</summary>
    /// <exception cref="RefusedException">record.kind</exception>
    public static RecordKind Of(string key) => Find(key) ?? throw new RefusedException("record.kind", key);

    /// <summary>Makes a kind and its shape known.</summary>
    public static void Add(RecordKind kind)
    {
        RecordShapes.Add(kind.Shape);
        lock (Adding)
            if (!Array.Exists(all, k => k == kind)) all = [.. all, kind];
    }
}
