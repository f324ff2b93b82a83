using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Memories;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Tests.Customers.Lists;

public sealed class FieldFilterTests
{
    private static readonly CustomerValues[] Everybody =
    [
        SomeCustomers.Person("Jozefien", "Aerts", (CustomerFields.Number, "C-9"), (CustomerFields.City, "Antwerpen"), (CustomerFields.PostalCode, "2018"),
            (CustomerFields.BirthDate, "1985-07-30"),
            (CustomerFields.Phone, "+32486123309"), (CustomerFields.Email, "Jozefien.Aerts@post.example"), (CustomerFields.Shops, "Gent | Brugge"),
            (CustomerFields.Newsletter, "1"), (CustomerFields.Country, "BE"),
            (CustomerFields.Language, "nl-BE"), (CustomerFields.Label, "Karim"), (CustomerFields.Street, "Élisabethlaan"), (CustomerFields.HouseNumber, "12A"),
            (CustomerFields.CustomerSince, "2019-12-31")),
        SomeCustomers.Person("Chloé", "Lambert", (CustomerFields.Number, "C-10"), (CustomerFields.City, "Gent"), (CustomerFields.PostalCode, "9000"),
        (CustomerFields.BirthDate, "1990-01-01"),
            (CustomerFields.Mobile, "+32470915520"), (CustomerFields.Notes, "Belt 's avonds; 50% korting op café_crème"), (CustomerFields.Gender, "2"),
            (CustomerFields.Country, "FR"), (CustomerFields.Language, "fr"),
            (CustomerFields.Groups, "VIP | Retail"), (CustomerFields.HouseNumber, "9"), (CustomerFields.CustomerSince, "2020-01-01"), (CustomerFields.Iban,
            "BE68539007547034")),
        SomeCustomers.Person("Willem", "Bakker", (CustomerFields.Number, "c-100"), (CustomerFields.City, "Utrecht"), (CustomerFields.PostalCode, "3511 AB"),
        (CustomerFields.Shops, "Gentbrugge"), (CustomerFields.HouseNumber, "100")),
        SomeCustomers.Person("An", "Wouters", (CustomerFields.Number, "100"), (CustomerFields.Email, "an@wouters.example")),
    ];

    [Theory, EachEngine]
    public async Task Any_field_can_be_filtered_with_the_operators_that_make_sense_for_it(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create([.. Everybody.Select(v => v.Copy())], Actor.CommandLine);
        using var memory = new ListMemory(customers);
        string Found(string address)
        {
            var query = CustomerQueryText.FromFilter(address + "&sort=id");
            var asked = CustomerListTests.All(new CustomerList(customers, Viewer.System), query, 2).ConvertAll(r => r.Id);
            Assert.Equal(asked, CustomerListTests.All(new CustomerList(customers, Viewer.System, memory) { Limits = new PlanLimits(Few: 0, Near: 2) }, query, 2)
                .ConvertAll(r => r.Id));
            return string.Join(' ', asked);
        }

        Assert.Equal("2", Found("city=gent"));
        Assert.Equal("1 3 4", Found("city.not=Gent"));
        Assert.Equal("3 4", Found("city.not=gent&city.not=Antwerpen"));
        Assert.Equal("1 2", Found("city=Gent&city=antwerpen"));
        Assert.Equal("1 3", Found("city.contains=E&city.contains=R"));
        Assert.Equal("1", Found("city.starts=ant"));
        Assert.Equal("4", Found("city="));
        Assert.Equal("4", Found("city.empty="));
        Assert.Equal("1 2 3", Found("city=*"));
        Assert.Equal("1 2 3", Found("city.not="));
        Assert.Equal("1", Found("street.contains=elisabeth"));
        Assert.Equal("1", Found("street.starts=ÉLISABETH"));
        Assert.Equal("", Found("street.starts=laan"));
        Assert.Equal("2", Found("notes.contains=50%25"));
        Assert.Equal("2", Found("notes.contains=CAFE_creme"));
        Assert.Equal("", Found("notes.contains=5%25k"));
        Assert.Equal("1", Found("birth_date=1985-07-30"));
        Assert.Equal("1", Found("birth_date=30/7/1985"));
        Assert.Equal("1", Found("birth_date=1985"));
        Assert.Equal("2", Found("birth_date=1990-01"));
        Assert.Equal("2 3 4", Found("birth_date.not=1985"));
        Assert.Equal("1", Found("customer_since.before=2020"));
        Assert.Equal("2", Found("customer_since.after=2019"));
        Assert.Equal("", Found("customer_since.after=2019&customer_since.before=2020"));
        Assert.Equal("1", Found("customer_since.after=2019-11&customer_since.before=2020-01-01"));
        Assert.Equal("1", Found("newsletter=yes"));
        Assert.Equal("2 3 4", Found("newsletter.not=ja"));
        Assert.Equal("2", Found("gender=female"));
        Assert.Equal("1 3 4", Found("gender.not=2"));
        Assert.Equal("2", Found("country=Frankrijk"));
        Assert.Equal("1 3 4", Found("country.not=FR"));
        Assert.Equal("1", Found("lang=nl"));
        Assert.Equal("2 3 4", Found("lang.not=nl"));
        Assert.Equal("1 2", Found("lang=*"));
        Assert.Equal("1 3 4", Found("group.not=vip"));
        Assert.Equal("2", Found("group.not="));
        Assert.Equal("2", Found("group.contains=ret"));
        Assert.Equal("2 3 4", Found("label.not=Karim"));
        Assert.Equal("1", Found("label=*"));
        Assert.Equal("1 2 3 4", Found("type.not=company"));
    }

    [Theory, EachEngine]
    public async Task Numbers_lists_and_codes_are_compared_as_people_read_them(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        new ChangeSets(customers, TimeProvider.System).Create([.. Everybody.Select(v => v.Copy())], Actor.CommandLine);
        string Found(string address) =>
            string.Join(' ', CustomerListTests.All(new CustomerList(customers, Viewer.System), CustomerQueryText.FromFilter(address + "&sort=id"), 2)
                .ConvertAll(r => r.Id));

        Assert.Equal("3", Found("number=C-100"));
        Assert.Equal("2 3", Found("number.starts=c-10"));
        Assert.Equal("2 3", Found("number.after=C-9"));
        Assert.Equal("1 2", Found("number.before=c-100"));
        Assert.Equal("4", Found("number.after=99"));
        Assert.Equal("1 3", Found("house_number.after=9"));
        Assert.Equal("1 3", Found("postal_code.after=1999&postal_code.before=4000"));
        Assert.Equal("3", Found("postal_code=3511ab"));
        Assert.Equal("3", Found("postal_code.starts=3511A"));
        Assert.Equal("1", Found("shops=gent"));
        Assert.Equal("1", Found("shops=brugge"));
        Assert.Equal("1 3", Found("shops.contains=brugge"));
        Assert.Equal("1 3", Found("shops.starts=gent"));
        Assert.Equal("1", Found("shops.starts=bru"));
        Assert.Equal("2 3 4", Found("shops.not=Gent"));
        Assert.Equal("1", Found("phone=0486/12.33.09"));
        Assert.Equal("1", Found("phone.starts=0486 12"));
        Assert.Equal("1", Found("phone.contains=123309"));
        Assert.Equal("2", Found("mobile.starts=0032 470"));
        Assert.Equal("1", Found("email=jozefien.aerts@POST.example"));
        Assert.Equal("1", Found("email.starts=jozef"));
        Assert.Equal("1", Found("email.contains=@post"));
        Assert.Equal("2", Found("iban.starts=BE68 5390"));
        Assert.Equal("2 3", Found("id.after=1&id.before=4"));
        Assert.Equal("1 2 4", Found("id.not=3"));
    }

    [Theory]
    [InlineData("town=Gent", "filter.name")]
    [InlineData("town.not=Gent", "filter.name")]
    [InlineData("city.before=Gent", "filter.operator")]
    [InlineData("city.like=Gent", "filter.operator")]
    [InlineData("newsletter.contains=1", "filter.operator")]
    [InlineData("birth_date=yesterday", "filter.date")]
    [InlineData("birth_date.after=31/02/1990", "filter.date")]
    [InlineData("birth_date.before=", "filter.date")]
    [InlineData("newsletter=perhaps", "filter.flag")]
    [InlineData("newsletter=", "filter.flag")]
    [InlineData("gender=7", "filter.gender")]
    [InlineData("country=Atlantis", "filter.country")]
    [InlineData("lang=Klingon", "filter.language")]
    [InlineData("lang.not=Klingon", "filter.language")]
    [InlineData("id.after=abc", "filter.id")]
    [InlineData("city.contains=", "filter.empty")]
    [InlineData("active=perhaps", "filter.value")]
    [InlineData("active.not=all", "filter.value")]
    [InlineData("type.not=dog", "filter.value")]
    [InlineData("sort=town", "filter.value")]
    [InlineData("set=abc", "filter.value")]
    public void A_meaningless_filter_is_refused_with_place_and_remedy_and_never_ignored(string address, string code)
    {
        var refusal = Assert.Throws<RefusedException>(() => CustomerQueryText.FromAddress(address)).Refusal;
        Assert.Equal(code, refusal.Code);
        foreach (var (_, culture) in Language.Cultures.All)
        {
            Assert.NotEmpty(refusal.What(culture));
            Assert.StartsWith(address.Split('=')[0], refusal.Where(culture)[(refusal.Where(culture).LastIndexOf(' ') + 1)..]
                .Replace("‘", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.NotEmpty(refusal.Remedy(culture));
        }
    }

    [Theory]
    [InlineData("city.is=Gent", "city=Gent")]
    [InlineData("city.starts=An&birth_date.before=1990&city.contains=t&city.contains=a",
        "birth_date.before=1990&city.contains=a&city.contains=t&city.starts=An")]
    [InlineData("email.not=&city.empty=&groups.not=VIP&language.not=nl", "email=*&city=&lang.not=nl&group.not=VIP")]
    [InlineData("birth_date=30/7/1985&country=belgium&newsletter=oui&type.not=person&active.not=1",
        "type=company&active=0&birth_date=1985-07-30&country=BE&newsletter=1")]
    [InlineData("label=*&group=*", "group.not=&label.not=")]
    [InlineData("columns=number,email&after=x&done=3&city=Gent", "city=Gent")]
    public void A_filter_has_one_address_however_it_is_written(string written, string address)
    {
        var query = CustomerQueryText.FromAddress(written);
        Assert.Equal(address, CustomerQueryText.ToAddress(query));
        Assert.Equal(address, CustomerQueryText.ToAddress(CustomerQueryText.FromAddress(address)));
    }
}
