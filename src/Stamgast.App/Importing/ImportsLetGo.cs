using System.Collections.Concurrent;
using Stamgast.App.Said;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing;
using Stamgast.Proposals.Previews;

namespace Stamgast.App.Importing;

/// <summary>The imports that somebody let go of while this program was reading or applying them: whoever does that puts them away at its end.</summary>
public sealed class ImportsLetGo(Base customers, TimeProvider clock, Uploads uploads, PreviewMemory previews)
{
    private readonly ConcurrentDictionary<long, bool> letGo = new();

    public void Add(long setId) => letGo[setId] = true;

    public bool Has(long setId) => letGo.ContainsKey(setId);

    /// <summary>
    /// Where to go from an import that somebody let go of, after nothing of it is left; null for one that is still wanted, or was applied before that
    /// was heard.
    /// </summary>
    public string? Gone(long setId)
    {
        if (!letGo.TryRemove(setId, out _) || Find(setId)?.State == ChangeState.Applied) return null;
        Remove(setId);
        return DoneWords.Said("/import", "import.cancelled");
    }

    /// <summary>Removes an import with its file and its preview. The file first: on a full disk it makes the room in which the rest can be written.</summary>
    public void Remove(long setId)
    {
        previews.Drop(setId);
        uploads.Remove(setId);
        if (Find(setId) is not null) new Imports(customers, clock).Cancel(setId);
    }

    /// <summary>The import; null when there is none any more.</summary>
    public ChangeSet? Find(long setId) =>
        new SeenChangeSets(customers, Viewer.System).Find(setId);
}
