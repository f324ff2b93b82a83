using Stamgast.App.Customers.Lists;
using Stamgast.Customers;
using Stamgast.SampleData;

namespace Stamgast.App.SampleData;

/// <summary>The number of sample customers, and whether the unchanged ones were already removed.</summary>
/// <param name="Left">The number outside the trash.</param>
/// <param name="OnlyChanged">True when the others were removed: the remaining ones are those somebody changed.</param>
/// <param name="List">The address of the list of the remaining ones, of the latest set.</param>
public sealed record SampleState(long Left, bool OnlyChanged, string List)
{
    public static SampleState Read(Samples samples, ListCounts counts, Viewer viewer)
    {
        var sets = samples.All().Where(set => set.RecordKind == CustomerShape.KindNumber).Select(set => (Set: set, Left: counts.Count(viewer,
            Samples.LeftOf(set)))).Where(s => s.Left > 0).ToList();
        return new SampleState(sets.Sum(s => s.Left), sets.Count > 0 && sets.TrueForAll(s => s.Set.Undone > 0),
            sets.Count == 0 ? "/customers" : new ListAddress(Samples.LeftOf(sets[0].Set)).Href());
    }
}
