

namespace Stamgast.Records;

/// <summary>The kinds of records of this program. Each is registered once, in the composition root.</summary>
public static class RecordShapes
{
    private static readonly Lock Adding = new();
    private static RecordShape[] all = [];

    /// <summary>All kinds, by number.</summary>
    public static IReadOnlyList<RecordShape> All => all;

    /// <summary>The kind with this number.</summary>
    /// <exception cref="RefusedException">record.kind: a newer version knows it.</exception>
    public static RecordShape Of(int kind) => Array.Find(all, s => s.Kind == kind) ?? throw new RefusedException("record.kind", kind);

    /// <summary>The kind with this name ("customers"); null without one.</summary>
    public static RecordShape? ByKey(string key) => Array.Find(all, s => s.Key == key);

    /// <summary>Makes a kind known.</summary>
    /// <exception cref="ArgumentException">Its number, name or table belongs to another kind.</exception>
    public static void Add(RecordShape shape)
    {
        lock (Adding)
        {
            if (Array.Exists(all, s => s == shape)) return;
            if (Array.Exists(all, s => s.Kind == shape.Kind || s.Key == shape.Key || s.Table == shape.Table))
                throw new ArgumentException($"There is a kind like {shape.Key} already.", nameof(shape));
            all = [.. all.Where(s => s.Kind < shape.Kind), shape, .. all.Where(s => s.Kind > shape.Kind)];
        }
    }
}
