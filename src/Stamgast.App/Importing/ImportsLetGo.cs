using System.Collections.Concurrent;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing;

/// <summary>Imports discarded while this program was reading or applying them: that work cleans up at its end.</summary>
public sealed class ImportsLetGo(Base customers, TimeProvider clock, Uploads uploads, PreviewMemory previews)
{
    private readonly ConcurrentDictionary<long, bool> letGo = new();

    public void Add(long setId) => letGo[setId] = true;

    public bool Has(long setId) => letGo.ContainsKey(setId);

    /// <summary>Where a discarded import leads, once nothing of it remains; null if it is still wanted or was already applied.</summary>
    public string? Gone(long setId)
    {
        if (!letGo.TryRemove(setId, out _) || Find(setId)?.State == ChangeState.Applied) return null;
        Remove(setId);
        return DoneTexts.Said("/import", "import.cancelled");
    }

    /// <summary>Deletes an import with its file and its preview. The file goes first: on a full disk that makes room for the rest.</summary>
    public void Remove(long setId)
    {
        previews.Drop(setId);
        uploads.Remove(setId);
        if (Find(setId) is not null) new Imports(customers, clock).Cancel(setId);
    }

    /// <summary>The import; null when it no longer exists.</summary>
    public ChangeSet? Find(long setId) =>
        new SeenChangeSets(customers, Viewer.System).Find(setId);
}
