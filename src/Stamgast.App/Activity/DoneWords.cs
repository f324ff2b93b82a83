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
        return new DoneView(Words(set, reading, visit, name), open ? set.Id : null, here) { WasUndo = set.TakesBack(), Kept = Kept(context.Request.Query["kept"].ToString(), reading, visit) };
    }

    private static string Words(ChangeSet set, StamgastContext reading, Visit visit, string? name)
    {
        var touched = set.Created + set.Changed;
        if (touched == 0 && set.Kind == ChangeKind.Undo) return visit.T("activity.done.nothing");
        if (set.TakesBack()) return visit.Many(WhatBecame(set, reading), touched);
        if (set.Kind == ChangeKind.Undo) return visit.Many("activity.done.redone", touched);
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

    // Whom the change had created is not as before, when there was nobody: they are in the trash.
    private static string WhatBecame(ChangeSet undo, StamgastContext reading)
    {
        var origin = reading.ChangeSets.Single(s => s.Id == undo.BaseSet);
        if (origin.Created == 0) return "activity.done.undone";
        if (origin.Changed == 0) return "activity.done.binned";
        if (undo.Created + undo.Changed > 1) return "activity.done.undoneBoth";
        return reading.ChangeItems.Single(i => i.Seq == undo.FirstSeq).MovesToTrash() ? "activity.done.binned" : "activity.done.undone";
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
