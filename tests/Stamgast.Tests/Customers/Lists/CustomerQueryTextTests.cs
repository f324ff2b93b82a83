using Stamgast.Customers;
using Stamgast.Customers.Lists;

namespace Stamgast.Tests.Customers.Lists;

public sealed class CustomerQueryTextTests
{
    [Fact]
    public void A_list_address_reads_as_people_would_write_it()
    {
        const string address = "q=aerts%20gent&type=person&active=all&lang=fr,nl&group=Retail&label=&label=Karim&city=Gent&set=12&sort=-city";
        var query = CustomerQueryText.FromAddress("?" + address);
        Assert.Equal("aerts gent", query.Words);
        Assert.Equal(CustomerPresence.Living, query.Presence);
        Assert.Equal(["fr", "nl"], query.Languages);
        Assert.Equal(["", "Karim"], query.Labels);
        Assert.Equal(12, query.ChangeSet);
        Assert.Equal(("city", true), (query.Sort.Key, query.Descending));
        Assert.Equal(address, CustomerQueryText.ToAddress(query));
        Assert.Equal("", CustomerQueryText.ToAddress(CustomerQuery.Plain));
    }

    [Fact]
    public void The_same_choice_has_the_same_address_however_it_was_clicked_together() =>
        Assert.Equal(
            CustomerQueryText.ToAddress(CustomerQueryText.FromAddress("group=VIP&lang=nl&q=a+b&group=Retail&lang=fr&after=xyz&active=1&type=")),
            CustomerQueryText.ToAddress(CustomerQueryText.FromAddress("lang=fr,nl&group=Retail&group=VIP&q=a%20b&after=abc")));

    [Fact]
    public void Any_words_and_names_survive_the_address()
    {
        var random = new Random(4);
        string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => "a&=+%,é?#/😀-x"[random.Next(13)]))
            .Replace("\uD83D", "", StringComparison.Ordinal).Replace("\uDE00", "", StringComparison.Ordinal);
        for (var i = 0; i < 200; i++)
        {
            var query = CustomerQuery.Plain with { Words = Text(), Groups = [Text()],
                Fields = [new FieldFilter(CustomerFields.All[CustomerFields.City], [Text()])] };
            var back = CustomerQueryText.FromAddress(CustomerQueryText.ToAddress(query));
            Assert.Equal((query.Words, query.Groups.Single(), query.Fields[0].Values.Single()),
                (back.Words, back.Groups.Single(), back.Fields.Single().Values.Single()));
        }
    }

    [Fact]
    public void A_typed_filter_is_words_or_an_address_and_reports_unknown_parts()
    {
        Assert.Equal("aerts gent", CustomerQueryText.FromFilter("aerts gent").Words);
        Assert.Equal("1+1=2", CustomerQueryText.FromFilter("1+1=2").Words);
        Assert.Equal("+32486123309", CustomerQueryText.FromFilter("phone=+32486123309").Fields.Single().Values.Single());
        Assert.Equal("filter.name", Assert.Throws<RefusedException>(() => CustomerQueryText.FromFilter("town=Gent")).Refusal.Code);
        Assert.Equal("filter.value", Assert.Throws<RefusedException>(() => CustomerQueryText.FromFilter("type=dog")).Refusal.Code);
    }
}
