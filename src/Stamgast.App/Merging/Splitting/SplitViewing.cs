using System.Globalization;
using Stamgast.App.Said;
using Stamgast.App.Serving;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Merging;
using Stamgast.Merging.Splitting;

namespace Stamgast.App.Merging.Splitting;

/// <summary>Makes the page of a split from its address.</summary>
public sealed class SplitViewing(Base customers, TimeProvider clock, Visit visit)
{
    /// <exception cref="RefusedException">The split cannot be.</exception>
    public SplitView View(SplitAddress address)
    {
        if (new SeenChangeSets(customers, visit.Viewer).Find(address.Set) is not { State: ChangeState.Applied } merge)
            throw new RefusedException("change_set.unknown", address.Set);
        var splitting = new SplitCustomers(customers, clock);
        var groups = splitting.Absorbed(address.Set, visit.Viewer);
        if (groups.Count == 0) throw new RefusedException("change_set.no_merge", address.Set);
        // A set may have merged many groups: one of them is split at a time.
        var group = groups.FirstOrDefault(g => g.Absorbed.Any(a => address.Off?.Contains(a.Id) == true));
        if (group.Absorbed is null) group = groups.FirstOrDefault(g => g.Kept == address.Kept);
        if (group.Absorbed is null) group = groups[0];
        List<long> all = [.. group.Absorbed.Select(a => a.Id)], off = [.. all.Where(id => address.Off?.Contains(id) != false)];
        address = address with
        {
            Off = off, Kept = group.Kept, Records = address.Records.Where(r => off.Contains(r.Value)).ToDictionary(r => r.Key, r => r.Value),
        };
        // Where nobody is ticked, the page names the kept customer and nothing else of the split.
        var preview = splitting.Look(address.Set, visit.Viewer, off.Count > 0 ? address.Asked : new SplitAsked { Absorbed = all });
        var users = UserNames.Read(customers, visit);
        var sets = SetsOf(preview);
        var cards = new SplitCards(preview, sets, visit);
        return new SplitView(address, preview, merge, group.Absorbed, splitting.Links(preview, merge.AppliedAt ?? merge.ProposedAt, visit.Viewer))
        {
            Asks = off.Count == 0 ? [] : [.. preview.Questions.Select(q => Ask(q, preview, sets, users))],
            Cards = off.Count == 0 ? [] : cards.All(merge),
            Below = visit.T("split.below", preview.Kept.Values.DisplayName ?? visit.T("customers.noName"), users.Of(merge),
                visit.Moment(merge.AppliedAt ?? merge.ProposedAt)),
            Once = Guid.NewGuid().ToString("N"),
        };
    }

    private Dictionary<long, ChangeSet> SetsOf(SplitPreview preview)
    {
        var ids = preview.Questions.Select(q => q.ChangedIn)
            .Concat(UnitTexts.Order.Select(f => preview.EditedIn(MergeUnits.Of(f) ?? [f])).OfType<long>())
            .Concat(MergeUnits.Lists.Select(l => preview.EditedIn([l.Field, .. l.Mains])).OfType<long>()).Distinct().ToList();
        return ids.Count == 0 ? [] : new SeenChangeSets(customers, visit.Viewer).Of(all => all.Where(s => ids.Contains(s.Id))).ToDictionary(s => s.Id);
    }

    private SplitAsk Ask(SplitQuestion question, SplitPreview preview, Dictionary<long, ChangeSet> sets, UserNames users)
    {
        var field = CustomerFields.Stored[question.Fields[0]];
        var value = question.Map is { } map ? FieldText.Show(visit.Extra.ById(map), question.Value, visit)
            : question.List is { } list ? FieldText.Show(CustomerFields.All[list.Field], question.Value, visit)
            : UnitTexts.Of(preview.Kept.Values, question.Fields, visit);
        var caption = question.Map is { } own ? visit.Extra.ById(own)?.Caption(visit.Culture) ?? own
            : question.List is { } united ? UnitTexts.Caption(united, visit) : UnitTexts.Caption(field.Ordinal, visit);
        var name = preview.Back.First(b => b.Id == question.Customer).Values.DisplayName ?? visit.T("customers.noName");
        var who = sets.TryGetValue(question.ChangedIn, out var set) ? users.Of(set) : visit.T("customer.meanwhile.somebody");
        var when = set is null ? "" : visit.Moment(set.AppliedAt ?? set.ProposedAt);
        return new SplitAsk(question, preview.AnswerTo(question), caption + " " + Short(value), visit.T("split.why." + question.Doubt, name, who, when));
    }

    private static string Short(string? text)
    {
        const int most = 80;
        return text is null ? "" : text.Length <= most ? text : string.Concat(text.AsSpan(0, most), "…");
    }
}
