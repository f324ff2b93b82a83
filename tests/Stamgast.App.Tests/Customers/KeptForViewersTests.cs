using Stamgast.App.Customers.Lists;
using Stamgast.App.Customers.Names;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Customers.Names;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Customers;

/// <summary>Data cached between pages for one viewer is not shown to another who sees other customers.</summary>
public sealed class KeptForViewersTests
{
    [Theory, EachEngine]
    public async Task Counts_languages_and_names_are_cached_per_visibility(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create([Of("Karim", "nl"), Of("Nadia", "de"), Of("Nadia", "de")], Actor.CommandLine);
        using var memory = new ListMemory(customers);
        memory.Load();
        var (counts, books) = (new ListCounts(customers, memory), new NameBooks(customers, memory, TimeProvider.System));
        var karim = Viewer.System.Limited(Visibility.Only(["Karim"]));
        // Twice: the second time it is kept.
        for (var time = 0; time < 2; time++)
            foreach (var (viewer, all, languages) in new[] { (Viewer.System, 3L, 2), (karim, 1L, 1), (Viewer.Nobody, 0L, 0) })
            {
                Assert.Equal(all, counts.Count(viewer, CustomerQuery.Plain));
                Assert.Equal(all, counts.Known(viewer, CustomerQuery.Plain));
                Assert.Equal(languages, counts.Languages(viewer).Count);
                Assert.Equal(viewer.SeesAll ? 2 : 0, books[viewer, NameKind.Responsible]["Nadia"]?.Customers ?? 0);
            }
    }

    private static CustomerValues Of(string label, string language)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = "Aerts";
        values[CustomerFields.Label] = label;
        values[CustomerFields.Language] = language;
        return values;
    }
}
