using Stamgast.Privacy;

namespace Stamgast.Kinds;

/// <summary>The places of personal data of declared kinds: they follow from what is declared of each field.</summary>
public static class KindDataPlaces
{
    private static readonly MergePlan Stays = MergePlan.StayWithOriginal("a record points at the absorbed customer, which points at the kept one");

    /// <summary>The places of a kind.</summary>
    /// <param name="erase">What an erasure does with the texts that say who somebody is.</param>
    /// <param name="eraser">Does it; null where they stay.</param>
    internal static IReadOnlyList<DataPlace> Of(RecordKind kind, ErasePlan erase, Action<Erasing>? eraser = null)
    {
        var (table, key) = (kind.Shape.Table, kind.Key);
        var personal = kind.Fields.Where(f => f.IsPersonal).Select(f => f.Name).ToList();
        var about = kind.Fields.Where(f => f.To == "customers").Select(f => f.Name).ToList();
        string[] own = ["id", "version", "trashed", "sort_full", "created_at", "changed_at"];
        List<string> others = [.. own, .. kind.Fields.Select(f => f.Name).Except(personal).Except(about), .. kind.SummedUp];
        var places = new List<DataPlace>();
        if (personal.Count > 0)
            places.Add(new DataPlace($"Texts of {key}", DataSubject.Customer, new TableColumns(table, personal), erase, Stays,
                ExportPlan.Include($"the {key} of the customer, by its ID")) { Eraser = eraser });
        if (about.Count > 0)
            places.Add(new DataPlace($"Whom {key} are about", DataSubject.Customer, new TableColumns(table, about),
                ErasePlan.Keep("a number that leads to a row without values"), Stays, ExportPlan.Include($"the {key} of the customer, by its ID")));
        places.Add(new DataPlace($"State of {key}", DataSubject.Customer, new TableColumns(table, others),
            ErasePlan.Keep("what was sold, agreed or done, which does not say to whom"), Stays, ExportPlan.Include($"the {key} of the customer, by its ID")));
        return places;
    }
}
