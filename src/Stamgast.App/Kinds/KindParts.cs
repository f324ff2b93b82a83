using Stamgast.Kinds;

namespace Stamgast.App.Kinds;

/// <summary>The kinds that have pages, in the order of the tabs and topics; the composition root provides them.</summary>
public sealed class KindParts(IReadOnlyList<KindPart> all)
{
    public IReadOnlyList<KindPart> All => all;

    /// <summary>A component with the files of a record, with the parameter <c>View</c>; null for none.</summary>
    public Type? Files { get; init; }

    /// <summary>The part of a kind.</summary>
    public KindPart Of(RecordKind kind) => all.First(p => p.Kind == kind);

    /// <summary>The part of the kind with this key; null without one.</summary>
    public KindPart? Find(string key) => all.FirstOrDefault(p => p.Kind.Key == key);
}
