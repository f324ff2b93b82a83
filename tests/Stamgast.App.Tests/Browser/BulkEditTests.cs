using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.CustomerVerbs.Bulk;
using Stamgast.Customers;
using Stamgast.Customers.Rules;
using Stamgast.ExtraFields;

namespace Stamgast.App.Browser;

/// <summary>From ticked customers to a confirmed change, in a real browser.</summary>
public sealed class BulkEditTests
{
    /// <summary>The addresses of two previews: of fields, with a customer that cannot be changed, and of the trash.</summary>
    internal static IReadOnlyList<string> Previews(BrowserVisit visit)
    {
        var verb = new ProposeVerb(visit.App.Base, TimeProvider.System);
        var postal = FieldEdit.Read("postal_code", FieldOperation.Set, "9000", new RuleContext("BE", new DateOnly(2026, 11, 30)), ExtraDefinitions.None);
        CustomerPagesTests.Add(visit, v => (v[CustomerFields.LastName], v[CustomerFields.Country]) = ("De Bakker", "NL"));
        return
        [
            "/bulk/" + verb.Do(new EditFields([postal, new FieldEdit(CustomerFields.Groups, FieldOperation.Add, "VIP")]), [1, 2, 3], Actor.CommandLine).Id,
            "/bulk/" + verb.Do(new MoveToTrash(Into: true), [1, 3], Actor.CommandLine).Id,
        ];
    }

    private static async Task<BrowserVisit> WithThreeAsync()
    {
        var visit = await BrowserVisit.StartAsync();
        foreach (var name in new[] { "Aerts", "Claes", "Lefèvre" }) CustomerPagesTests.Add(visit, v => v[CustomerFields.LastName] = name);
        return visit;
    }

    // The button with the number of customers that it would change.
    private static ILocator Confirm(IPage page, int customers) => page.Locator("#bulk-head .pri", new() { HasText = $"{customers} " });

    private static CustomerValues Now(BrowserVisit visit, long id) => new CustomerLookup(visit.App.Base, Viewer.System).Find(id)!.Values;

    [Fact]
    public async Task Field_changes_are_chosen_previewed_left_out_by_row_and_confirmed_once()
    {
        await using var visit = await WithThreeAsync();
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        foreach (var row in new[] { 0, 1, 2 }) await page.Locator("td.pick input").Nth(row).CheckAsync(new() { Force = true });
        await page.ClickAsync(".selbar button[value=edit]");
        await page.Locator("[name=op-city][value=set]").CheckAsync(new() { Force = true });
        await page.FillAsync("[name=city]", "Gent");
        await page.ClickAsync(".form-foot .pri");
        await page.Locator("#bulk-head").WaitForAsync();
        Assert.Equal(3, await page.Locator("table.preview td.chg").CountAsync());

        await page.ClickAsync("#leave-2");
        await page.Locator("#row-2.out").WaitForAsync();
        await Confirm(page, 2).WaitForAsync();
        await page.ClickAsync("#leave-3");
        await Confirm(page, 1).WaitForAsync();
        await page.ClickAsync("#leave-3");
        await Confirm(page, 2).WaitForAsync();
        await Confirm(page, 2).DblClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/bulk/", StringComparison.Ordinal));
        Assert.Equal(("Gent", null, "Gent"), (Now(visit, 1)[CustomerFields.City], Now(visit, 2)[CustomerFields.City], Now(visit, 3)[CustomerFields.City]));
        using var reading = visit.App.Base.NewContext();
        Assert.Equal(1, reading.ChangeSets.Count(s => s.Kind == ChangeKind.Bulk));

        // Back is the change that was made, and not a preview that could be confirmed again.
        await page.GoBackAsync();
        await page.ReloadAsync();
        Assert.Contains("/activity/", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_script_the_same_is_done_by_plain_forms()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { JavaScriptEnabled = false });
        foreach (var name in new[] { "Aerts", "Claes" }) CustomerPagesTests.Add(visit, v => v[CustomerFields.LastName] = name);
        var page = visit.Page;
        await visit.OpenAsync("/customers/selection?act=label&ids=1,2");
        await page.FillAsync("#value", "Karim");
        await page.ClickAsync(".form-foot .pri");
        await page.ClickAsync("#leave-1");
        Assert.Equal(1, await page.Locator("#row-1.out").CountAsync());
        await page.ClickAsync("#bulk-head .pri");
        Assert.Equal((null, "Karim"), (Now(visit, 1)[CustomerFields.Label], Now(visit, 2)[CustomerFields.Label]));
    }

    [Fact]
    public async Task Rows_are_searched_as_you_type()
    {
        await using var visit = await WithThreeAsync();
        var page = visit.Page;
        await visit.OpenAsync(Previews(visit)[0]);
        await page.FillAsync(".find-rows input[type=search]", "bakk");
        await page.Locator("#row-1").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.ClickAsync(".boxes a:has(.box.same)");
        await page.Locator(".chip.on").First.WaitForAsync();
        Assert.Contains("show=Unchanged", page.Url, StringComparison.Ordinal);
    }
}
