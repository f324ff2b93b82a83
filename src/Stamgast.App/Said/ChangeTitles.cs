using System.Globalization;
using Stamgast.App.Parts;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Tasks;

namespace Stamgast.App.Said;

/// <summary>
/// Describes change sets in words: "Jozefien Aerts: city, postal code", "199 customers now have Karim as responsible". The text is made from the
/// kinds, the counts and the current values of the customers and never stored, so nothing of an erased customer remains.
/// </summary>
public sealed class ChangeTitles
{
    private const int FieldsNamed = 3;
    private const int NamesNamed = 3;

    private readonly Dictionary<long, ChangeSet> origins;
    private readonly IReadOnlyDictionary<long, (ChangedCustomer First, ChangedCustomer Last)> ends;
    private readonly Visit visit;

    private ChangeTitles(Dictionary<long, ChangeSet> origins, IReadOnlyDictionary<long, (ChangedCustomer, ChangedCustomer)> ends, Visit visit)
    {
        (this.origins, this.ends, this.visit) = (origins, ends, visit);
    }

    /// <summary>Reads what these descriptions need: one or two customers of each set.</summary>
    public static ChangeTitles Read(Base customers, IReadOnlyCollection<ChangeSet> sets, Visit visit)
    {
        var undone = sets.Select(s => s.RootSet).OfType<long>().Distinct().ToList();
        var origins = new Dictionary<long, ChangeSet>();
        if (undone.Count > 0)
            origins = new SeenChangeSets(customers, visit.Viewer).Of(all => all.Where(s => undone.Contains(s.Id))).ToDictionary(s => s.Id);
        var told = sets.Concat(origins.Values).DistinctBy(s => s.Id)
            .Where(s => s.Kind != ChangeKind.Undo && (Count(s) == 1 || s.Kind == ChangeKind.Bulk)).ToList();
        return new ChangeTitles(origins, new ChangedCustomers(customers, visit.Viewer).Ends(told), visit);
    }

    /// <summary>What one set did.</summary>
    public static string Of(Base customers, ChangeSet set, Visit visit) => Read(customers, [set], visit)[set];

    /// <summary>"55 added, 301 changed".</summary>
    public static string Counts(ChangeSet set, Visit visit)
    {
        var parts = new List<string>();
        if (set.Created > 0) parts.Add(visit.T("activity.added", visit.N(set.Created)));
        if (set.Changed > 0 || set.Created == 0) parts.Add(visit.T("activity.changed", visit.N(set.Changed)));
        return string.Join(", ", parts);
    }

    /// <summary>Describes a set in words.</summary>
    public string this[ChangeSet set] => set.Kind switch
    {
        ChangeKind.Undo => OfUndo(set),
        ChangeKind.Import => visit.T("activity.title.Import", set.FileName ?? "", Counts(set, visit)),
        ChangeKind.Names => NameWork.Of(set) is { } work ? OfNames(work, set)
            : CarriedNames.Of(set) is { } carried ? OfCarried(carried, set) : Counted(set, "Edit"),
        ChangeKind.Fields => ExtraKindWork.Of(set) is { } work ? OfKind(work, set) : Counted(set, "Edit"),
        ChangeKind.Merge => Counted(set, set.Kind.ToString()),
        _ when ends.TryGetValue(set.Id, out var end) => Count(set) == 1 ? OfOne(set.Kind, end.First) : OfMany(set, end),
        ChangeKind.Bulk => Counted(set, "Edit"),
        _ => Counted(set, set.Kind.ToString()),
    };

    /// <summary>Describes a set on the page of the customer, where the name is not needed.</summary>
    public string OnPageOf(ChangeSet set, IReadOnlyList<FieldChange> changes)
    {
        if (Count(set) != 1 || set.Kind is ChangeKind.Import or ChangeKind.Names or ChangeKind.Fields or ChangeKind.Undo or ChangeKind.Sample
            or ChangeKind.Merge) return this[set];
        if (Tick(changes) is { } ticked) return visit.T("tasks.activity.own." + ticked);
        return set.Kind is ChangeKind.Edit or ChangeKind.Bulk ? visit.T("activity.own.Edit", Fields(changes))
            : visit.T(RecordTexts.Key(set, "activity.own." + set.Kind));
    }

    private string OfUndo(ChangeSet set)
    {
        if (set.RootSet is not { } id || !origins.TryGetValue(id, out var origin)) return Counted(set, set.Revives ? "Redone" : "Undone");
        var key = set.Revives ? "Redo" : origin.Kind == ChangeKind.Merge ? "Split" : "Undo";
        var whole = visit.T("activity.title." + key, this[origin]);
        // A split changes the kept one and those who leave, and its merge counts only some of these.
        var isWhole = origin.Kind == ChangeKind.Merge ? Count(set) >= Count(origin) : Count(set) == Count(origin);
        return isWhole ? whole : visit.T("activity.title.part", whole, visit.Many(CountKey(set), Count(set)));
    }

    private string OfOne(ChangeKind kind, ChangedCustomer customer)
    {
        var name = customer.Name ?? RecordTexts.Unnamed(customer.Shape, visit);
        return kind switch
        {
            ChangeKind.Bulk when OneName(customer.Changes) is var (key, value) => visit.T($"activity.bulk.{key}.one", name, value),
            ChangeKind.Edit when Tick(customer.Changes) is { } ticked => visit.T("tasks.activity.one." + ticked, name),
            ChangeKind.Bulk or ChangeKind.Edit => visit.T("activity.one.Edit", name, Fields(customer.Changes)),
            _ => visit.T(RecordTexts.Key(customer.Shape, "activity.one." + kind), name),
        };
    }

    private string OfMany(ChangeSet set, (ChangedCustomer First, ChangedCustomer Last) end)
    {
        var count = visit.N(Count(set));
        // If the first and the last customer got the same change, so did all in between.
        if (OneName(end.First.Changes) is var (key, value) && OneName(end.Last.Changes) == (key, value))
            return visit.T($"activity.bulk.{key}.other", count, value);
        return visit.T(RecordTexts.Key(set, "activity.many.Edit"), count, Fields([.. end.First.Changes.Concat(end.Last.Changes)]));
    }

    // The responsible or group that a customer got or lost; null for anything else.
    private static (string Key, string Value)? OneName(IReadOnlyList<FieldChange> changes) =>
        changes is not [{ Of: CustomerField } only] ? null : only.Field switch
    {
        CustomerFields.Label => only.After is { } label ? ("label", label) : ("noLabel", ""),
        CustomerFields.Groups when only is { Before: null, After: { } joined } => ("group", joined),
        CustomerFields.Groups when only is { After: null, Before: { } left } => ("noGroup", left),
        _ => null,
    };

    // For a task: whether it was ticked or unticked; null for anything else.
    private static string? Tick(IReadOnlyList<FieldChange> changes) =>
        changes.FirstOrDefault(c => c.Of == TaskFields.All[TaskFields.Done]) is { Of: not null, Before: not null } done
            && changes.All(c => c.Field is TaskFields.Done or TaskFields.DoneAt)
            ? done.After == "1" ? "Tick" : "Untick" : null;

    private string Counted(ChangeSet set, string what) => visit.Many(RecordTexts.Key(set, "activity.title." + what), Count(set));

    private static string CountKey(ChangeSet set) => RecordShapes.Of(set.RecordKind).Key + ".count";

    private string OfNames(NameWork work, ChangeSet set)
    {
        var said = work.Said.ToList();
        var from = string.Join(", ", said.Take(NamesNamed)) + (said.Count > NamesNamed ? " …" : "");
        var what = work.To is null ? "delete" : work.Merged || said.Count > 1 ? "merge" : "rename";
        return visit.T($"activity.names.{work.Kind}.{what}", from, work.To ?? "", visit.Many("customers.count", Count(set)));
    }

    private string OfCarried(CarriedNames carried, ChangeSet set)
    {
        var renamed = carried.Renamed.Take(NamesNamed).Select(pair => visit.T("activity.names.pair", pair.From, pair.To));
        return visit.T("activity.names.shop", string.Join(", ", renamed) + (carried.Renamed.Count > NamesNamed ? " …" : ""),
            visit.Many("customers.count", Count(set)));
    }

    private string OfKind(ExtraKindWork work, ChangeSet set)
    {
        var field = visit.Extra.ById(work.FieldId.ToString(CultureInfo.InvariantCulture))?.Caption(visit.Culture) ?? "";
        return visit.T("activity.extraKind", field, visit.T("extra.kind." + work.From), visit.T("extra.kind." + work.To),
            visit.Many("customers.count", Count(set)));
    }

    private string Fields(IReadOnlyList<FieldChange> changes)
    {
        var shown = changes.Where(c => c.Field >= 0 && c.Of != TaskFields.All[TaskFields.DoneAt]);
        var names = ExtraValues.Apart(shown, visit.Extra).Select(c => Small(CaptionOf(c))).Distinct().ToList();
        var named = string.Join(", ", names.Take(FieldsNamed));
        return names.Count <= FieldsNamed ? named : visit.T("activity.moreFields", named, visit.N(names.Count - FieldsNamed));
    }

    private string CaptionOf(FieldChange change) => change.Of is ExtraRecordField ? ChangeTexts.Caption(change, visit) : visit.T(change.Of.CaptionKey);

    // "city" within a sentence; nouns in German, and IBAN everywhere, keep their capitals.
    private string Small(string caption) => visit.Culture.TwoLetterISOLanguageName == "de" || caption.Length < 2 || char.IsUpper(caption[1])
        ? caption : char.ToLower(caption[0], visit.Culture) + caption[1..];

    private static long Count(ChangeSet set) => set.Created + set.Changed;
}
