using Stamgast.App.Shell;
using Stamgast.Changes;

namespace Stamgast.App.Activity;

/// <summary>The title of a change set, from its kind and counts; it never holds the name of a customer, so nothing is left of one who is forgotten.</summary>
public static class ChangeTitle
{
    public static string Of(ChangeSet set, Visit visit) => set.Kind switch
    {
        ChangeKind.Import or ChangeKind.Bulk => visit.T("activity.title." + set.Kind, set.FileName ?? "", Counts(set, visit)),
        ChangeKind.Undo => visit.T(set.Revives ? "activity.title.Redo" : "activity.title.Undo", set.BaseSet ?? set.UndoOf ?? 0, Customers(set, visit)),
        _ => visit.Many("activity.title." + set.Kind, set.Created + set.Changed),
    };

    /// <summary>"55 added, 301 changed".</summary>
    public static string Counts(ChangeSet set, Visit visit)
    {
        var parts = new List<string>();
        if (set.Created > 0) parts.Add(visit.T("activity.added", visit.N(set.Created)));
        if (set.Changed > 0 || set.Created == 0) parts.Add(visit.T("activity.changed", visit.N(set.Changed)));
        return string.Join(", ", parts);
    }

    private static string Customers(ChangeSet set, Visit visit) => visit.Many("customers.count", set.Created + set.Changed);
}
