using Stamgast.Changes;
using Stamgast.Changes.Applying;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Importing.Comparing;
using Stamgast.Testing;

namespace Stamgast.Tests.Importing.Comparing;

public sealed class SimilarCustomersTests
{
    [Theory, EachEngine]
    public async Task New_customers_who_resemble_another_are_listed_once_per_pair(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var jozefien = CustomerValues.Blank();
        (jozefien[CustomerFields.FirstName], jozefien[CustomerFields.LastName], jozefien[CustomerFields.Email]) = ("Jozefien", "Aerts",
            "jozefien@post.example");
        var willem = CustomerValues.Blank();
        (willem[CustomerFields.Number], willem[CustomerFields.FirstName], willem[CustomerFields.LastName], willem[CustomerFields.BirthDate]) = ("C-2", "Willem",
            "de Bakker", "1961-07-08");
        var sets = new ChangeSets(customers, TimeProvider.System);
        sets.Create([jozefien, willem], Actor.CommandLine);
        var set = Sheet.Read(place, customers, """
            number;first_name;last_name;email;birth_date
            C-10;Josefien;Aerts;JOZEFIEN@post.example;
            C-11;Willem;de Bakker;;1961-07-08
            C-12;Nadia;Claes;nadia@post.example;
            C-13;Nadine;Claes;nadia@post.example;
            C-14;Els;Peeters;els@post.example;

            """);
        sets.Apply(set.Id, set.Revision, Actor.CommandLine);
        set = Sheet.Set(customers, set.Id);
        var found = new SimilarCustomers(customers, Viewer.System).Of(set, 0, 100, TimeSpan.FromMinutes(1));
        Assert.Equal(["3 1 email", "4 2 person", "6 5 email"], found.Pairs.Select(p => $"{p.CustomerId} {p.OtherId} {p.Reason}"));
        Assert.Equal("Josefien Aerts", found.Pairs[0].Name);
        Assert.Null(found.GoesOn);
        // A customer who is in the trash by now resembles nobody.
        sets.Undo(set.Id, Actor.CommandLine);
        Assert.Empty(new SimilarCustomers(customers, Viewer.System).Of(set, 0, 100, TimeSpan.FromMinutes(1)).Pairs);
    }
}
