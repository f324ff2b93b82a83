using Stamgast.Kinds;

namespace Stamgast.App.Kinds;

/// <summary>The kinds that have pages, in the order of the tabs and topics; the composition root provides them.</summary>
public sealed class KindParts(IReadOnlyList<KindPart> all)
{
    public IReadOnlyList<KindPart> All => all;

    /// <summary>The part of a kind.</summary>
    public KindPart Of(RecordKind kind) => all.First(p => p.Kind == kind);

    /// <summary>The part of the kind with this key; null without one.</summary>
    public KindPart? Find(string key) => all.FirstOrDefault(p => p.Kind.Key == key);
}
