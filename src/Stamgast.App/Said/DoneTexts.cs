using System.Globalization;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.Database;
using Stamgast.Language;
using Stamgast.Tasks;
using Stamgast.Tasks.Verbs;

namespace Stamgast.App.Said;

/// <summary>
/// The confirmation of a change on the next page. An action redirects to <see cref="Address(string, ChangeOutcome)"/>, <see cref="Page.GoTo"/> keeps
/// it for that page, and the frame shows it there once. The words and the Undo are made from the state of the set at that time.
/// </summary>
public static class DoneTexts
{
    private const int NamesShown = 5;

    // Older changes are not "just done": somebody has come back to the progress page.
    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(10);

    /// <summary>The address of a page that confirms a change.</summary>
    public static string Address(string path, ChangeOutcome outcome) =>
        new Flash { Set = outcome.Set.Id, Kept = outcome.Kept.Count == 0 ? null : [.. outcome.Kept.Take(NamesShown).Select(k => k.CustomerId)],
            KeptCount = outcome.Kept.Count }.AndSplits(path, outcome).At(path);

    /// <summary>The same with customers that stay as they are.</summary>
    /// <param name="key">The text before their names, which takes their number.</param>
    public static string AddressKeeping(string path, ChangeOutcome outcome, IReadOnlyList<KeptChange> kept, string key) =>
        new Flash { Set = outcome.Set.Id, Kept = [.. kept.Take(NamesShown).Select(k => k.CustomerId)], KeptCount = kept.Count, KeptKey = key }.At(path);

    /// <inheritdoc cref="Address(string, ChangeOutcome)" />
    public static string Address(string path, long setId) => new Flash { Set = setId }.At(path);

    /// <summary>The address of a page that says a text, with nothing to undo.</summary>
    public static string Said(string path, string key, params IReadOnlyList<string> with) => new Flash { Key = key, With = with }.At(path);

    /// <summary>The message for the requested page, or null. Reading it removes it.</summary>
    public static DoneView? Take(HttpContext context, Flashes flashes, Base customers, Requester requester, Visit visit, TimeProvider clock,
        AfterCreating afterCreating)
    {
        var here = context.Request.Path + context.Request.QueryString.Value;
        if (flashes.Take(context) is not { } flash) return null;
        if (flash is { Key: { } key, Set: null }) return Text(flash, key, here, visit);
        if (flash.Set is not { } id || new SeenChangeSets(customers, visit.Viewer).Find(id) is not { State: ChangeState.Applied } set) return null;
        if (set.UserId != requester.User?.Id || clock.GetUtcNow().UtcDateTime - set.AppliedAt > JustNow) return null;
        var open = set.Created + set.Changed > set.Undone;
        var only = set.Created + set.Changed == 1 ? new ChangedCustomers(customers, visit.Viewer).Of(set.Id, 0, 1).SingleOrDefault() : null;
        var isCreated = set is { Kind: ChangeKind.Create, RecordKind: CustomerShape.KindNumber } && only is not null;
        var more = isCreated ? afterCreating(only!.CustomerId, IsPageOf(context, only.CustomerId), visit) : [];
        var words = flash.Key is { } said ? visit.T(said, [.. flash.With ?? []])
            : Words(set, customers, visit, only is null ? null : only.Name ?? RecordTexts.Unnamed(only.Shape, visit));
        return new DoneView(words, open ? set.Id : null, here)
        {
            // A split is said as such, and can be undone like anything else.
            WasUndo = set.TakesBack() && flash.Key is null,
            Kept = [.. Kept(flash, set, customers, visit), .. Meanwhile(flash, set, only, customers, visit), .. Remarks(flash, visit)],
            More = only is null || IsOn(context, only) ? more
                : [new DoneLine("", RecordTexts.Address(only.Shape, only.CustomerId), visit.T("customer.open")), .. more],
        }.And(flash, visit);
    }

    // Merges keep customers from being undone: the way to split them first.
    private static Flash AndSplits(this Flash flash, string path, ChangeOutcome outcome) =>
        outcome.Set.UndoOf is not { } undone || outcome.Kept.All(k => k.Reason != "merged") ? flash : flash with
        {
            KeptKey = outcome.Kept.All(k => k.Reason == "merged") ? "activity.kept.merged" : null,
            Href = string.Create(CultureInfo.InvariantCulture, $"/activity/{undone}/undo?splits=1&back={Uri.EscapeDataString(Flash.Part(path).Clean)}"),
            LinkKey = "activity.undo.splits.link",
        };

    // A link for the next step.
    private static DoneView And(this DoneView view, Flash flash, Visit visit) => flash is { Href: { } href, LinkKey: { } link }
        ? view with { More = [.. view.More, new DoneLine("", href, visit.T(link))] } : view;

    private static IEnumerable<string> Remarks(Flash flash, Visit visit) => (flash.Remarks ?? []).Select(remark => remark.Split(':', 2))
        .Select(parts => visit.T("customers.filter.is", visit.T(CustomerFields.ByName(parts[0])!.CaptionKey),
        NormalisedValue.WarningText(parts[1], visit.Culture)));

    private static DoneView Text(Flash flash, string key, string here, Visit visit)
    {
        var first = flash.Count is { } number ? visit.Many(key, number) : visit.T(key, [.. flash.With ?? []]);
        return new DoneView(string.Join(' ', [first, .. (flash.And ?? []).Select(more => visit.Many(more.Key, more.Number))]), null, here)
        {
            Code = flash.Code,
            Warns = flash.Warns,
            More = flash is { Href: { } href, LinkKey: { } link } ? [new DoneLine("", href, visit.T(link))] : [],
        };
    }

    private static bool IsOn(HttpContext context, ChangedCustomer only) => context.Request.Path == RecordTexts.Address(only.Shape, only.CustomerId);

    private static bool IsPageOf(HttpContext context, long customer) =>
        context.Request.Path == string.Create(CultureInfo.InvariantCulture, $"/customers/{customer}");

    // Fields that somebody else changed while the form was open and that did not conflict.
    private static IEnumerable<string> Meanwhile(Flash flash, ChangeSet set, ChangedCustomer? only, Base customers, Visit visit)
    {
        var fields = (flash.Also ?? []).Select(CustomerFields.ByName).OfType<CustomerField>().ToList();
        if (fields.Count == 0 || only is null || set.RecordKind != CustomerShape.KindNumber) return [];
        var before = new History(customers, visit.Viewer).Of(only.CustomerId, before: null, limit: 20).FirstOrDefault(h => h.Set.Id < set.Id);
        var who = before is null ? visit.T("customer.meanwhile.somebody") : UserNames.Read(customers, visit).Of(before.Set);
        return [visit.T("customer.done.merged", who, string.Join(", ", fields.Select(f => visit.T(f.CaptionKey))))];
    }

    private static string Words(ChangeSet set, Base customers, Visit visit, string? name)
    {
        var touched = set.Created + set.Changed;
        if (touched == 0 && set.Kind == ChangeKind.Undo) return visit.T("activity.done.nothing");
        if (set.TakesBack()) return visit.Many(RecordTexts.Key(set, WhatBecame(set, customers, visit)), touched);
        if (set.Kind == ChangeKind.Undo) return visit.Many(RecordTexts.Key(set, "activity.done.redone"), touched);
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
        // Ticking is an edit, and the title already says so.
        if (set is { Kind: ChangeKind.Edit, RecordKind: TaskShape.KindNumber }) key = null;
        if (key is not null) key = RecordTexts.Key(set, key);
        return key is null || (name is null && touched != 1) ? ChangeTitles.Of(customers, set, visit)
            + "." : visit.T(key, name ?? visit.Many(RecordShapes.Of(set.RecordKind).Key + ".count", touched));
    }

    // Customers created by the change are not "as before": they are in the trash.
    private static string WhatBecame(ChangeSet undo, Base customers, Visit visit)
    {
        var seen = new SeenChangeSets(customers, visit.Viewer);
        if (undo.RootSet is not { } below || seen.Find(below) is not { } origin) return "activity.done.undone";
        if (origin.Created == 0) return "activity.done.undone";
        if (origin.Changed == 0) return "activity.done.binned";
        if (undo.Created + undo.Changed > 1) return "activity.done.undoneBoth";
        return seen.MovesToTrash(undo) ? "activity.done.binned" : "activity.done.undone";
    }

    private static List<string> Kept(Flash flash, ChangeSet set, Base customers, Visit visit)
    {
        if (flash.Kept is not { Count: > 0 } ids) return [];
        var lookup = new CustomerLookup(customers, visit.Viewer);
        var names = ids.Select(id => set.RecordKind == TaskShape.KindNumber ? AskedTasks.Find(customers, id)?.Values[TaskFields.Title]
            : lookup.Find(id) is { } customer ? customer.Values.DisplayName ?? $"{id}" : visit.T("customers.hidden"));
        return [visit.Many(flash.KeptKey ?? RecordTexts.Key(set, "activity.kept.title"), flash.KeptCount) + " " + string.Join(", ", names)
            + (flash.KeptCount > NamesShown ? " …" : "")];
    }
}
