using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Settings;

public sealed class OrganisationSettingsTests
{
    [Theory, EachEngine]
    public async Task Chosen_settings_are_kept_and_the_others_have_their_defaults(Engine engine)
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
    public async Task An_invalid_setting_is_refused_and_nothing_of_the_form_is_saved()
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
    public void The_defaults_of_a_country_pass_the_checks(string country)
    {
        var usual = OrganisationSettings.UsualIn(country);
        Assert.Equal(country, usual.HomeCountry);
        Assert.NotNull(usual.TimeZone);
    }
}
