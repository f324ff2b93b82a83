using System.Text;
using Stamgast.Customers;
using Stamgast.Customers.Names;
using Stamgast.Formats;
using Stamgast.Importing.Comparing;
using Stamgast.Importing.Rows;

namespace Stamgast.Tests.Customers;

/// <summary>Values kept as UTF-8 until a text is requested are the same values.</summary>
public sealed class RawValuesTests
{
    public static readonly TheoryData<string> Texts = ["A", "Aerts", "Lefèvre", "Μαρία", "🙂 Jozefien", "o'Brien \"Pat\"", new string('é', 300),
        new string('x', 9_000)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_raw_value_reads_back_as_its_text(string text)
    {
        var values = new CustomerValues();
        values.Put(CustomerFields.Notes, text);
        values.Put(CustomerFields.City, "Gent");
        Assert.True(values.Has(CustomerFields.Notes));
        Assert.False(values.Has(CustomerFields.Street));
        Assert.Equal(Encoding.UTF8.GetBytes(text), values.Raw(CustomerFields.Notes));
        Assert.Equal(text, values.Characters(CustomerFields.Notes, new char[100]));
        Assert.Equal(text, values[CustomerFields.Notes]);
        Assert.Equal("Gent", values[CustomerFields.City]);
        Assert.Null(values[CustomerFields.Street]);
        Assert.True(values.Characters(CustomerFields.Street, new char[1]).IsEmpty);
    }

    [Fact]
    public void A_set_value_replaces_a_raw_one()
    {
        var values = new CustomerValues();
        values.Put(CustomerFields.City, "Gent");
        values[CustomerFields.City] = "Brugge";
        Assert.Equal("Brugge", values[CustomerFields.City]);
        Assert.True(values.Raw(CustomerFields.City).IsEmpty);
        values.Put(CustomerFields.City, "Luik");
        Assert.Equal("Luik", values[CustomerFields.City]);
        values[CustomerFields.City] = null;
        Assert.False(values.Has(CustomerFields.City));
    }

    [Fact]
    public void A_copy_outlives_the_row()
    {
        var row = new CustomerValues();
        row.Put(CustomerFields.LastName, "Aerts");
        row[CustomerFields.FirstName] = "Jozefien";
        var copy = row.Copy();
        row.Empty();
        row.Put(CustomerFields.LastName, "Claes");
        Assert.Equal("Jozefien Aerts", copy.DisplayName);
        Assert.Equal("Claes", row.DisplayName);
    }

    [Fact]
    public void Taking_fields_from_a_row_takes_only_those_fields()
    {
        var row = new CustomerValues();
        row.Put(CustomerFields.LastName, "Aerts");
        row.Put(CustomerFields.City, "Gent");
        row[CustomerFields.FirstName] = "Jozefien";
        var taken = CustomerValues.Blank();
        taken[CustomerFields.City] = "Brugge";
        taken.Take(row, 1UL << CustomerFields.LastName | 1UL << CustomerFields.FirstName);
        Assert.Equal("Jozefien Aerts, Brugge", Place(taken));

        var other = new CustomerValues();
        other.Put(CustomerFields.City, "Luik");
        taken.Take(other, 1UL << CustomerFields.City);
        Assert.Equal("Jozefien Aerts, Luik", Place(taken));
        taken.Clear();
        Assert.False(taken.HasName);
        Assert.Equal(CustomerFields.All.Select(f => f.Default), CustomerFields.All.Select(f => taken[f]));
    }

    private static string Place(CustomerValues values) =>
        $"{values[CustomerFields.FirstName]} {values[CustomerFields.LastName]}, {values[CustomerFields.City]}";

    [Fact]
    public void Utf8_names_are_written_as_texts_are()
    {
        var random = new Random(5);
        string[] texts = ["", "Aerts", "Lefèvre", "🙂", "BE", "1985-07-30", "de Bakker"];
        var (put, set) = (new CustomerValues(), new CustomerValues());
        var (ofPut, ofSet) = (new Utf8Values(CustomerFields.StoredCount), new Utf8Values(CustomerFields.StoredCount));
        for (var i = 0; i < 200; i++)
        {
            put.Empty();
            set.Empty();
            for (var field = 0; field < CustomerFields.Count; field++)
            {
                if (texts[random.Next(texts.Length)] is not { Length: > 0 } text) continue;
                set[field] = text;
                if (random.Next(3) == 0) put[field] = text;
                else put.Put(field, text);
            }
            ofPut.Take(put);
            ofSet.Take(set);
            Assert.Equal(ofSet.Whole, ofPut.Whole);
            Assert.Equal(ofSet.Ends, ofPut.Ends);
            byte[] sort = [];
            Assert.Equal(SortKeys.Full(set), Encoding.UTF8.GetString(SortKeys.Full(put, ref sort).Span));
            if (SortKeys.HaveOneOrder(put)) Assert.Equal(SortKeys.Full(set), SortKeys.Core(set));
            Assert.All(Enumerable.Range(0, CustomerFields.Count).Where(f => set.Has(f)), f => Assert.Equal(ValueHash.Of(set, f), ValueHash.Of(put, f)));
        }
    }

    [Theory]
    [InlineData(null, "Aerts", true)]
    [InlineData(null, "de Bakker", false)]
    [InlineData("de", "Bakker", false)]
    [InlineData(null, null, true)]
    public void A_particle_gives_two_sort_orders(string? particle, string? last, bool isOne)
    {
        var values = new CustomerValues();
        if (particle is not null) values.Put(CustomerFields.Particle, particle);
        if (last is not null) values.Put(CustomerFields.LastName, last);
        Assert.Equal(isOne, SortKeys.HaveOneOrder(values));
        Assert.Equal(isOne, SortKeys.Core(values) == SortKeys.Full(values));
    }

    [Theory]
    [InlineData("jozefien@post.example", true)]
    [InlineData("Jozefien@post.example", false)]
    [InlineData("zoë@post.example", false)]
    [InlineData("info@münchen.example", false)]
    public void An_address_without_capitals_and_signs_from_abroad_is_its_own_key(string address, bool isKey)
    {
        var utf8 = Encoding.UTF8.GetBytes(address);
        Assert.Equal(isKey, EmailAddress.IsKey(utf8));
        if (isKey) Assert.Equal(address, EmailAddress.Key(address));
        Assert.Equal(EmailAddress.Key(address), EmailAddress.Key(utf8));
        var row = new ImportedRow { Filled = 1UL << CustomerFields.Email };
        row.Values.Put(CustomerFields.Email, address);
        Assert.Equal(ValueHash.Of(EmailAddress.Key(address)), row.EmailHash);
        Assert.Equal(isKey, row.IsEmailItsKey);
    }

    [Fact]
    public void An_address_that_is_its_own_key_is_not_added_a_second_time_from_the_others()
    {
        var values = new CustomerValues();
        values.Put(CustomerFields.Email, "info@claes.example");
        var keys = new List<KeyChange>();
        CustomerKeys.OfNew(values, keys, isEmailItsKey: true);
        Assert.Equal([new KeyChange(KeyKind.Email, "", true)], keys);
        values[CustomerFields.OtherEmails] = "info@claes.example | wim@claes.example";
        CustomerKeys.OfNew(values, keys, isEmailItsKey: true);
        Assert.Equal(["info@claes.example", "wim@claes.example"], keys.Select(k => k.Key));
    }
}
