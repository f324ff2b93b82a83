using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Settings;

public sealed class OrganisationSettingsTests
{
    [Theory, EachEngine]
    public async Task What_was_chosen_stays_and_the_rest_has_its_default(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        customers.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { ["home-country"] = "NL", ["name-order"] = "CoreWord" }));
        customers.Write(t => OrganisationSettings.Save(t, new Dictionary<string, string> { ["home-country"] = "LU" }));
        var settings = OrganisationSettings.Of(customers);
        Assert.Equal("LU", settings.HomeCountry);
        Assert.Equal(NameOrder.CoreWord, settings.NameOrder);
        Assert.Equal("EUR", settings.Currency);
        Assert.Equal(RequiredPreset.Open, settings.Required);
    }

    [Fact]
    public async Task A_value_that_makes_no_sense_is_refused_and_nothing_of_the_form_is_kept()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var refused = Assert.Throws<RefusedException>(() => customers.Write(t =>
            OrganisationSettings.Save(t, new Dictionary<string, string> { ["home-country"] = "NL", ["time-zone"] = "Europe/Nergens" })));
        Assert.Equal("setting.value", refused.Refusal.Code);
        Assert.Equal("BE", OrganisationSettings.Of(customers).HomeCountry);
    }

    [Fact]
    public void Every_default_is_a_value_that_its_own_check_allows() =>
        Assert.All(OrganisationSettings.All, setting => Assert.True(setting.Allows(setting.Default), setting.Key));

    [Theory]
    [InlineData("BE")]
    [InlineData("NL")]
    [InlineData("LU")]
    [InlineData("DE")]
    [InlineData("FR")]
    public void What_is_usual_in_a_country_passes_the_checks(string country)
    {
        var usual = OrganisationSettings.UsualIn(country);
        Assert.Equal(country, usual.HomeCountry);
        Assert.NotNull(usual.TimeZone);
    }
}
