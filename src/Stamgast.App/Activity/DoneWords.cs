using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Stamgast.App.Shell;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Language;

namespace Stamgast.App.Activity;

/// <summary>
/// What a page says after a change: the address carries the number of the set (<c>?done=17</c>), the words and the Undo are made
/// from the set, so that a page that is opened again later does not offer what is not to be had any more.
/// </summary>
public static class DoneWords
{
    private const int NamesShown = 5;

    /// <summary>The address of a page that tells of a change.</summary>
    public static string Address(string path, ChangeOutcome outcome)
    {
        var kept = outcome.Kept.Count == 0 ? null
            : string.Join('.', outcome.Kept.Take(NamesShown).Select(k => k.CustomerId.ToString(CultureInfo.InvariantCulture))) + "-" + outcome.Kept.Count.ToString(CultureInfo.InvariantCulture);
        return Address(path, outcome.Set.Id, kept);
    }

    /// <inheritdoc cref="Address(string, ChangeOutcome)" />
    public static string Address(string path, long setId, string? kept = null)
    {
        var split = path.Split('?', 2);
        var query = split.Length < 2 ? [] : QueryHelpers.ParseQuery(split[1]).Where(p => p.Key is not ("done" or "kept" or "new" or "also"))
            .SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v))).ToList();
        query.Add(new("done", setId.ToString(CultureInfo.InvariantCulture)));
        if (kept is not null) query.Add(new("kept", kept));
        return QueryHelpers.AddQueryString(split[0], query);
    }

    /// <summary>What to say on this page, or null when its address tells of no change.</summary>
    public static DoneView? Read(HttpContext context, Base customers, Visit visit, string? name = null)
    {
        if (!long.TryParse(context.Request.Query["done"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        using var reading = customers.NewContext();
        if (reading.ChangeSets.SingleOrDefault(s => s.Id == id && s.State == ChangeState.Applied) is not { } set) return null;
        var open = set.Created + set.Changed > set.Undone;
        var here = context.Request.Path + WithoutDone(context.Request.QueryString.Value);
        return new DoneView(Words(set, visit, name), open ? set.Id : null, here) { WasUndo = set.Kind == ChangeKind.Undo && !set.Revives, Kept = Kept(context.Request.Query["kept"].ToString(), reading, visit) };
    }

    private static string Words(ChangeSet set, Visit visit, string? name)
    {
        var touched = set.Created + set.Changed;
        if (set.Kind == ChangeKind.Undo)
            return touched == 0 ? visit.T("activity.done.nothing") : visit.Many(set.Revives ? "activity.done.redone" : "activity.done.undone", touched);
        var key = set.Kind switch
        {
            ChangeKind.Create => "customer.done.created",
            ChangeKind.Edit => "customer.done.saved",
            ChangeKind.Convert => "customer.done.converted",
            ChangeKind.Activate => "customer.done.activated",
            ChangeKind.Deactivate => "customer.done.deactivated",
            ChangeKind.Trash => "customer.done.trashed",
            ChangeKind.Restore => "customer.done.restored",
            _ => null,
        };
        return key is null || (name is null && touched != 1) ? ChangeTitle.Of(set, visit) + "." : visit.T(key, name ?? visit.Many("customers.count", touched));
    }

    private static List<string> Kept(string kept, StamgastContext reading, Visit visit)
    {
        var parts = kept.Split('-');
        if (parts.Length != 2 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return [];
        var ids = parts[0].Split('.').Select(p => long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Take(NamesShown).ToList();
        var names = reading.Customers.Where(c => ids.Contains(c.Id)).AsEnumerable()
            .Select(c => (c.Type == "company" ? c.CompanyName : string.Join(' ', new[] { c.FirstName, c.Particle, c.LastName }.Where(w => w is not null))) ?? $"{c.Id}");
        return [visit.Many("activity.kept.title", count) + " " + string.Join(", ", names) + (count > NamesShown ? " …" : "")];
    }

    private static string WithoutDone(string? query) => query is null or "" ? ""
        : QueryString.Create(QueryHelpers.ParseQuery(query).Where(p => p.Key is not ("done" or "kept" or "new" or "also"))).ToString();
}
