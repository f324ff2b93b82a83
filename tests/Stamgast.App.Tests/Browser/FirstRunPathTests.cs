using Stamgast.App.Users;
using Stamgast.Database;
using Stamgast.SampleData;
using Stamgast.Settings;
using Stamgast.Testing;
using Stamgast.Users;

namespace Stamgast.App.Browser;

public sealed class FirstRunPathTests
{
    [Theory, EachEngine]
    public async Task The_printed_link_leads_to_the_customers_and_signing_out_and_in_works(Engine engine)
    {
        await using var app = await RunningApp.StartAsync(engine);
        await using var window = await BrowserWindow.OpenAsync(app, "nl-BE");
        var page = window.Page;
        await page.GotoAsync(SignInPaths.Link(new SignInLinks(app.Base, TimeProvider.System).ForFirstRun()!));
        await window.PictureAsync($"first-run-{engine}");
        await page.FillAsync("#organisation", "Claes & Zonen NV");
        await page.FillAsync("#name", "Els Peeters");
        await page.FillAsync("#email", RunningApp.Email);
        await page.FillAsync("#password", RunningApp.Password);
        await page.FillAsync("#again", RunningApp.Password);
        await page.CheckAsync("[name=samples]");
        await page.ClickAsync("button.pri");
        await page.WaitForURLAsync("**/customers**");
        await page.GetByText("Aerts, Jozefien").First.WaitForAsync();
        Assert.Equal("Claes & Zonen NV", OrganisationSettings.Of(app.Base).Name);

        await page.ClickAsync(".me summary");
        await page.ClickAsync("form[action='/sign-out'] button");
        await page.WaitForURLAsync("**/sign-in");
        await window.PictureAsync($"sign-in-{engine}");
        await window.SignInAsync();

        await page.GotoAsync("/settings");
        await window.PictureAsync($"settings-{engine}");
        await page.ClickAsync("form[action='/sample-data/remove'] button");
        await page.Locator(".note.done").WaitForAsync();
        Assert.Empty(new Samples(app.Base, TimeProvider.System).Living());
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task The_account_page_ends_another_browser_and_remembers_the_dark_look()
    {
        await using var app = await RunningApp.StartAsync(Engine.Sqlite);
        app.AddEls();
        await using var laptop = await BrowserWindow.OpenAsync(app);
        await using var phone = await BrowserWindow.OpenAsync(app, phone: true);
        await laptop.SignInAsync();
        await phone.SignInAsync();

        await laptop.Page.GotoAsync("/account");
        await laptop.Page.ClickAsync("form[action$='/end'] button");
        await laptop.Page.WaitForURLAsync("**/account");
        await phone.Page.GotoAsync("/account");
        Assert.Contains("/sign-in", phone.Page.Url, StringComparison.Ordinal);
        await phone.PictureAsync("sign-in-phone");

        await laptop.Page.CheckAsync("[name=theme][value=dark]");
        await laptop.Page.ClickAsync("form[action='/account'] button.pri");
        await laptop.Page.Locator(".note.done").WaitForAsync();
        Assert.Equal("dark", await laptop.Page.GetAttributeAsync("html", "data-theme"));
        await laptop.PictureAsync("account-dark");
        await laptop.Page.GotoAsync("/users");
        await laptop.PictureAsync("users-dark");
        Assert.Empty(laptop.Complaints);
        Assert.Empty(phone.Complaints);
    }
}
