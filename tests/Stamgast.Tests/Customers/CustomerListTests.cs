using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Customers;

public sealed class CustomerListTests
{
    private static CustomerValues Person(string first, string last, Action<CustomerValues>? more = null)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.FirstName] = first;
        values[CustomerFields.LastName] = last;
        more?.Invoke(values);
        return values;
    }

    private static IReadOnlyList<CustomerValues> People() =>
    [
        Person("Willem", "de Bakker", v => { v[CustomerFields.Number] = "C-20417"; v[CustomerFields.City] = "Utrecht"; v[CustomerFields.Language] = "nl"; v[CustomerFields.Label] = "Nadia"; }),
        Person("Jozefien", "Aerts", v => { v[CustomerFields.Email] = "jozefien.aerts@post.example"; v[CustomerFields.Groups] = "Retail | VIP"; v[CustomerFields.Language] = "nl"; }),
        Person("Marie-Claire", "D’Hondt", v => { v[CustomerFields.City] = "Gent"; v[CustomerFields.Groups] = "Retail"; v[CustomerFields.Active] = "0"; }),
        Person("", "", v => { v[CustomerFields.Type] = "company"; v[CustomerFields.CompanyName] = "Boulangerie Lefèvre SRL"; v[CustomerFields.Language] = "fr"; v[CustomerFields.Number] = "C-00871"; }),
    ];

    private static IEnumerable<string?> Names(CustomerListPage page) => page.Rows.Select(r => r.Values.DisplayName);

    private static Base Filled(TestPlace place, IReadOnlyList<CustomerValues> people)
    {
        var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create(people, Actor.CommandLine);
        return customers;
    }

    [Theory, EachEngine]
    public async Task The_list_is_alphabetical_and_goes_on_after_a_cursor_until_everybody_was_shown_once(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        var random = new Random(7);
        using var customers = Filled(place, [.. Enumerable.Range(0, 137).Select(i => Person("P" + i, "Naam" + random.Next(40), v => v[CustomerFields.City] = i % 3 == 0 ? null : "Stad" + random.Next(5)))]);
        var list = new CustomerList(customers);
        foreach (var order in Enum.GetValues<CustomerOrder>())
        foreach (var descending in new[] { false, true })
        {
            var query = new CustomerQuery { Order = order, Descending = descending };
            var seen = new List<long>();
            string? after = null;
            do
            {
                var page = list.Page(query, after, 10);
                seen.AddRange(page.Rows.Select(r => r.Id));
                after = page.Next;
            }
            while (after is not null);
            Assert.Equal(Enumerable.Range(1, 137).Select(i => (long)i), seen.Order());
            Assert.Equal(seen, list.Page(query, null, 1000).Rows.Select(r => r.Id));
        }
    }

    [Theory, EachEngine]
    public async Task Names_stand_under_the_letter_that_the_organisation_chose(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place, People());
        var list = new CustomerList(customers);
        Assert.Equal(["Jozefien Aerts", "Willem de Bakker", "Boulangerie Lefèvre SRL", "Marie-Claire D’Hondt"], Names(list.Page(new CustomerQuery { Order = CustomerOrder.NameByCore }, null, 10)));
        Assert.Equal(["Jozefien Aerts", "Boulangerie Lefèvre SRL", "Willem de Bakker", "Marie-Claire D’Hondt"], Names(list.Page(new CustomerQuery { Order = CustomerOrder.NameInFull }, null, 10)));
    }

    [Theory, EachEngine]
    public async Task Words_are_found_in_any_order_without_accents_and_by_their_beginnings(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place, People());
        var list = new CustomerList(customers);
        IEnumerable<string?> Found(string words) => Names(list.Page(new CustomerQuery { Words = words, Order = CustomerOrder.NameByCore }, null, 10));
        Assert.Equal(["Boulangerie Lefèvre SRL"], Found("lefevre boul"));
        Assert.Equal(["Marie-Claire D’Hondt"], Found("DHONDT gent"));
        Assert.Equal(["Jozefien Aerts"], Found("jozefien.aerts@post"));
        Assert.Equal(["Willem de Bakker"], Found("C-20417"));
        Assert.Empty(Found("aerts gent"));
        Assert.Empty(Found("'\"*)(:&|!"));
        Assert.Equal(4, list.Count(new CustomerQuery { Words = "   " }));
    }

    [Theory, EachEngine]
    public async Task Filters_narrow_together_and_the_count_is_that_of_the_rows(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place, People());
        var list = new CustomerList(customers);
        void Shows(CustomerQuery query, params long[] ids)
        {
            Assert.Equal(ids, list.Page(query, null, 10).Rows.Select(r => r.Id).Order());
            Assert.Equal(ids.Length, list.Count(query));
            Assert.Equal(ids, list.Ids(query));
        }
        Shows(new CustomerQuery { Presence = CustomerPresence.Active }, 1, 2, 4);
        Shows(new CustomerQuery { Presence = CustomerPresence.Inactive }, 3);
        Shows(new CustomerQuery { Type = "company" }, 4);
        Shows(new CustomerQuery { Languages = ["nl"] }, 1, 2);
        Shows(new CustomerQuery { Languages = ["", "fr"] }, 3, 4);
        Shows(new CustomerQuery { Groups = ["Retail"] }, 2, 3);
        Shows(new CustomerQuery { Groups = ["VIP"], Languages = ["nl"] }, 2);
        Shows(new CustomerQuery { Groups = [""] }, 1, 4);
        Shows(new CustomerQuery { Labels = ["Nadia"] }, 1);
        Shows(new CustomerQuery { Presence = CustomerPresence.Trashed });
        new ChangeSets(customers, TimeProvider.System).Trash([2], into: true, Actor.CommandLine);
        Shows(new CustomerQuery { Presence = CustomerPresence.Trashed }, 2);
        Shows(new CustomerQuery { Groups = ["Retail"] }, 3);
    }

    [Theory, EachEngine]
    public async Task A_cursor_that_somebody_made_up_starts_at_the_beginning(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Filled(place, People());
        foreach (var cursor in new[] { "x", "e30", "' or 1=1 --" })
            Assert.Equal(4, new CustomerList(customers).Page(new CustomerQuery(), cursor, 10).Rows.Count);
    }
}
