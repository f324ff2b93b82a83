using System.Globalization;
using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Duplicates;
using Stamgast.Duplicates.Scanning;
using Stamgast.ExtraFields;
using Stamgast.Users;

namespace Stamgast.App.Browser;

/// <summary>All pages of duplicates, merges and splits with something on each: sound for a screen reader, and no wider than the screen.</summary>
public sealed class DuplicatesLookTests
{
    [Theory]
    [InlineData("nl-BE", 1440, 900)]
    [InlineData("fr-BE", 390, 844)]
    [InlineData("de-DE", 390, 844)]
    public async Task Every_page_passes_and_fits(string locale, int width, int height)
    {
        var size = new BrowserNewContextOptions { Locale = locale, ViewportSize = new() { Width = width, Height = height } };
        await using var visit = await BrowserVisit.StartAsync(options: size);
        var findings = new List<string>();
        foreach (var address in Pages(visit))
        {
            await visit.OpenAsync(address);
            await LookAsync(address);
        }
        await visit.OpenAsync("/duplicates/certain");
        visit.App.Base.Write(t =>
        {
            foreach (var session in t.Context.Set<UserSession>()) session.CreatedAt = DateTime.UtcNow.AddHours(-1);
        });
        await visit.Page.ClickAsync("#merge-ticked");
        await visit.Page.Locator("[name=password]").WaitForAsync();
        await LookAsync("password");
        await visit.OpenAsync("/duplicates?gather=1");
        await visit.Page.Locator("button[value=duplicate]").First.ClickAsync();
        await visit.Page.Locator("#dup-basket a").WaitForAsync();
        await LookAsync("marked");
        await visit.OpenAsync("/duplicates/basket");
        await LookAsync("basket");
        Assert.True(findings.Count == 0, string.Join("\n", findings));

        async Task LookAsync(string where)
        {
            // Another language changes the width and nothing else.
            if (locale != "de-DE") findings.AddRange(await AccessibilityTests.FindingsAsync(visit.Page, where));
            var wide = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (wide > width) findings.Add($"{where}: {wide} px wide");
            if (Environment.GetEnvironmentVariable("STAMGAST_LOOK") is { } folder)
                await visit.Page.ScreenshotAsync(new()
                {
                    Path = Path.Combine(folder, $"{where.Replace('/', '_').Replace('?', '_')}-{locale[..2]}-{width}.png"), FullPage = true,
                });
        }
    }

    [Fact]
    public async Task The_hint_on_the_form_is_said_in_a_sentence_and_reached_with_keys_alone()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB" });
        var page = visit.Page;
        MergePathTests.Added(visit, v => (v[CustomerFields.FirstName], v[CustomerFields.LastName], v[CustomerFields.Mobile], v[CustomerFields.City])
            = ("Godelieve", "Vanderstappen", "+32471009988", "Mariakerke"));
        visit.App.Part<MatchMemory>().Load();
        await visit.OpenAsync("/customers/new");
        await page.FillAsync("#first_name", "Godelieve");
        await page.FillAsync("#last_name", "Vanderstappen");
        await page.Locator("#phone").PressSequentiallyAsync("0471009988");
        await Assertions.Expect(page.Locator("#known-said")).ToContainTextAsync("1 customer may be the same: Godelieve Vanderstappen");
        await Assertions.Expect(page.Locator("#phone")).ToBeFocusedAsync();
        Assert.Empty(await AccessibilityTests.FindingsAsync(page, "hint"));
        // The way with Tab to the button that saves passes a link to the list.
        for (var tabs = 0; tabs < 80 && !await OnAsync("a.known-way"); tabs++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        Assert.True(await OnAsync("#known"));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Godelieve Vanderstappen (opens in a new tab)", await page.EvaluateAsync<string>(
            "() => document.activeElement.textContent.replace(/\\s+/g, ' ').trim()"));
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Space");
        Assert.True(await page.IsCheckedAsync("[name=merge_later]"));
        // Nobody alike any more: neither list nor link.
        await page.FillAsync("#last_name", "Claes");
        await page.FillAsync("#first_name", "Noor");
        await page.FillAsync("#phone", "");
        await Assertions.Expect(page.Locator("a.known-way")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#known")).ToBeHiddenAsync();

        Task<bool> OnAsync(string selector) => page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector);
    }

    /// <summary>The pages, on a base that has all that they show.</summary>
    private static List<string> Pages(BrowserVisit visit)
    {
        var known = visit.App.Part<MatchMemory>();
        var twins = new List<long>();
        foreach (var (first, number, mail, street) in new[]
        {
            ("Jozefien", "C-1", "jozefien.aerts@post.example", "Kerkstraat"), ("Josefien", null, "fien@lucht.example", "Kerkstr."),
            ("Willem", "C-2", "willem@bakker.example", "Markt"), ("Wim", null, "w.debakker@kabel.example", "Markt"),
            ("Noor", "C-3", "noor@claes.example", "Dries"), ("Noor", null, "noor@claes.example", "Dries"),
            ("Odile", "C-4", "odile@lefevre.example", "Dam"), ("Odille", null, "odile@post.example", "Dam"),
            ("Karim", "C-5", "karim@post.example", "Plein"), ("Carim", null, "karim@lucht.example", "Plein"),
        })
            twins.Add(MergePathTests.Added(visit, v =>
            {
                (v[CustomerFields.FirstName], v[CustomerFields.LastName], v[CustomerFields.Number]) = (first, "Vandenbroucke-Aerts", number);
                (v[CustomerFields.Email], v[CustomerFields.Phone], v[CustomerFields.Street], v[CustomerFields.HouseNumber])
                    = (mail, "+32486123309", street, "12");
                (v[CustomerFields.City], v[CustomerFields.PostalCode], v[CustomerFields.Groups], v[CustomerFields.Label]) = ("Gent", "9000", "Retail", "Karim");
            }));
        new ExtraFieldVerbs(visit.App.Base, TimeProvider.System).Add("machine", ExtraKind.Text,
            new ExtraWish { Captions = new Dictionary<string, string> { ["en"] = "Machine", ["nl"] = "Toestel" } });
        foreach (var (twin, machine) in new[] { (0, "M-100 ☕"), (1, "M-200 ☕"), (2, "M-300") })
            MergePathTests.Edit(visit, twins[twin], CustomerFields.Extra, $"{{\"1\":\"{machine}\"}}");
        var unmergeable = MergePathTests.Added(visit, v => (v[CustomerFields.LastName], v[CustomerFields.AllowMerge]) = ("Blijft apart", "0"));
        const string why = "prior:chance:-9.200;first_name:typo:+4.100;last_name:exact:+8.000;phone:exact:+12.000;address:street:+3.000;email:differ:-2.500";
        PairStore.ReplaceAll(visit.App.Base, Enumerable.Range(0, 5).Select(i => new ScoredPair(twins[2 * i], twins[2 * i + 1], 15.4 - i, why, i == 2)));
        var decide = new DecidePair(visit.App.Base, TimeProvider.System);
        decide.Do(twins[6], twins[7], PairVerdict.Different, Actor.CommandLine);
        decide.Do(twins[8], twins[9], PairVerdict.Later, Actor.CommandLine);
        known.Load();
        var shown = MergePathTests.Shown(visit);
        return
        [
            "/duplicates", At($"/duplicates?a={twins[6]}&b={twins[7]}"),
            "/duplicates?reason=iban", "/duplicates/later", "/duplicates/certain", "/duplicates/decided", "/duplicates/decisions",
            "/duplicates/compare", At($"/duplicates/compare?one={twins[0]}&other={twins[1]}"), At($"/duplicates/compare?one={twins[0]}&other={twins[4]}"),
            At($"/duplicates/compare?one={twins[6]}&other={twins[7]}"), At($"/duplicates/compare?one={twins[0]}&other={unmergeable}"),
            At($"/duplicates/compare?one={twins[0]}&other=niemand"), At($"/customers/merge?ids={twins[0]},{unmergeable}"),
            .. MergePathTests.Pages(visit), shown.Merge, shown.Split,
        ];
    }

    private static string At(FormattableString address) => address.ToString(CultureInfo.InvariantCulture);
}
