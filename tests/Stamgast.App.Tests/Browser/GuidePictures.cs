using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.CustomerVerbs;
using Stamgast.Customers.Extras;
using Stamgast.Customers.Lists;
using Stamgast.Customers.Names;
using Stamgast.Duplicates.Scanning;
using Stamgast.ExtraFields;
using Stamgast.SampleData;
using Stamgast.Testing;

namespace Stamgast.App.Browser;

/// <summary>
/// Makes the pictures of docs/guide from the running pages, on the small world: <c>bin/pictures</c>. Not run with the tests, since
/// it writes into the tree.
/// </summary>
public sealed class GuidePictures
{
    [Theory(Explicit = true)]
    [InlineData("", ColorScheme.Light, 1440, 900)]
    [InlineData("-dark", ColorScheme.Dark, 1440, 900)]
    [InlineData("-phone", ColorScheme.Light, 390, 844)]
    [InlineData("-phone-dark", ColorScheme.Dark, 390, 844)]
    public async Task Take_them(string suffix, ColorScheme scheme, int width, int height)
    {
        await using var pictures = await PictureVisit.StartAsync(suffix, scheme, width, height);
        var visit = pictures.Visit;
        var page = visit.Page;
        await visit.OpenAsync("/import");
        await pictures.TakeAsync("import-file");
        await ImportPathTests.ImportAsync(visit, ImportColumnsTests.Members, asks: true);
        await page.SelectOptionAsync("select[name=column-6]", "groups");
        await page.FillAsync("[name=remember]", "Members");
        await page.ClickAsync(".form-foot button.pri");
        await page.Locator("#import-head").WaitForAsync();
        await page.ClickAsync("a[href$='/columns']");
        await page.Locator(".value-list select").First.ScrollIntoViewIfNeededAsync();
        await pictures.TakeAsync("import-values");
        await visit.OpenAsync("/import/mappings");
        await pictures.TakeAsync("import-mappings");
        await visit.OpenAsync("/import");
        await page.SetInputFilesAsync("#file", [SomeFile.Update, new FilePayload { Name = "empty.csv", MimeType = "text/csv", Buffer = [] }]);
        await page.Locator("#waiting tr").Nth(2).WaitForAsync();
        await page.WaitForTimeoutAsync(2500);
        await pictures.TakeAsync("import-several");
        foreach (var _ in Enumerable.Range(0, 3)) await page.Locator("#waiting tr button").First.ClickAsync();
        await ImportPathTests.ImportAsync(visit, SomeFile.Messy);
        await page.ClickAsync(".mended summary");
        await pictures.TakeAsync("import-mended");
        await page.ClickAsync("a.read-as");
        await pictures.TakeAsync("import-format");
        await page.ClickAsync(".form-foot a.plain");
        await page.ClickAsync("#import-head form[action$='/cancel'] button");
        await ImportPathTests.ImportAsync(visit, SomeFile.OwnList, asks: true);
        await pictures.TakeAsync("import-question");
        await page.ClickAsync(".question button.pri");
        await page.Locator("#import-head").WaitForAsync();
        await page.ClickAsync(".boxes a:last-child");
        await page.Locator(".causes li").First.WaitForAsync();
        await pictures.TakeAsync("import-causes");
        await page.ClickAsync("#import-head form[action$='/cancel'] button");
        await ImportPathTests.ImportAsync(visit, SomeFile.Customers);
        await pictures.TakeAsync("import-new");
        await page.ClickAsync("td.err a.cell");
        await page.Locator(".cell-edit .input").WaitForAsync();
        await pictures.TakeAsync("import-cell");
        await page.Keyboard.PressAsync("Escape");
        await page.Locator("td.err a.cell").WaitForAsync();
        await page.ClickAsync("a[href$='/columns']");
        await pictures.TakeAsync("import-columns");
        await page.GoBackAsync();
        await page.ClickAsync("#import-head button.pri");
        await page.Locator(".thumb").WaitForAsync();
        await ImportPathTests.ImportAsync(visit, SomeFile.Update);
        await pictures.TakeAsync("import-preview");
        await page.ClickAsync("#import-head button.pri");
        await page.Locator(".thumb").WaitForAsync();
        await pictures.TakeAsync("import-done");
        await visit.OpenAsync("/customers");
        await pictures.TakeAsync("customers");
        await page.Locator("td.pick input").First.CheckAsync(new() { Force = true });
        await page.Locator("td.pick input").Nth(1).CheckAsync(new() { Force = true });
        await pictures.TakeAsync("customers-selected");
        await visit.OpenAsync("/customers/1/edit");
        await page.SelectOptionAsync("#gender", "2");
        await page.FillAsync("#birth_date", "1985-07-30");
        await pictures.TakeAsync("customer-edit");
        await page.ClickAsync("[value=close]");
        await page.Locator(".note.done").WaitForAsync();
        await pictures.TakeAsync("customer");
        await visit.OpenAsync("/customers/1/history");
        await pictures.TakeAsync("customer-history");
        visit.App.Base.Change([1, 2, 3], v => (v[CustomerFields.Label], v[CustomerFields.Groups]) = ("Karim", "Retail"));
        new NameEdit(visit.App.Base, TimeProvider.System).Keep(NameKind.Group, "Retail", "green", null);
        await visit.OpenAsync("/settings/groups");
        await pictures.TakeAsync("groups");
        await visit.OpenAsync("/settings/groups/change?name=Retail&to=Shops");
        await pictures.TakeAsync("groups-rename");
        await page.ClickAsync(".form-foot button");
        await page.Locator(".note.done").WaitForAsync();
        await visit.OpenAsync("/customers/selection?act=edit&ids=1,2,3,4,5,6");
        await page.Locator("[name=op-language][value=set]").CheckAsync(new() { Force = true });
        await page.FillAsync("[name=language]", "Dutch");
        await page.Locator("[name=op-groups][value=add]").CheckAsync(new() { Force = true });
        await page.FillAsync("[name=groups]", "Price list 2027");
        await page.Locator("#groups").ScrollIntoViewIfNeededAsync();
        await pictures.TakeAsync("bulk-fields");
        await page.ClickAsync(".form-foot button");
        await page.Locator("#bulk-head").WaitForAsync();
        await pictures.TakeAsync("bulk-preview");
        new TrashCustomers(visit.App.Base, TimeProvider.System).Do([2, 3], Actor.CommandLine);
        await visit.OpenAsync("/settings/trash");
        await pictures.TakeAsync("trash");
        await visit.OpenAsync("/activity");
        await pictures.TakeAsync("activity");
        await visit.OpenAsync("/export");
        await pictures.TakeAsync("export");
        await visit.OpenAsync("/customers/1/edit");
        await pictures.TakeAsync("customer-form");
        await visit.OpenAsync("/settings");
        await pictures.TakeAsync("settings");
        await visit.OpenAsync("/users");
        await pictures.TakeAsync("users");
    }

    /// <summary>Only those of merging and splitting.</summary>
    [Theory(Explicit = true)]
    [InlineData("", ColorScheme.Light, 1440, 900)]
    [InlineData("-dark", ColorScheme.Dark, 1440, 900)]
    [InlineData("-phone", ColorScheme.Light, 390, 844)]
    public async Task Take_those_of_a_merge(string suffix, ColorScheme scheme, int width, int height)
    {
        await using var pictures = await PictureVisit.StartAsync(suffix, scheme, width, height);
        var visit = pictures.Visit;
        var (merge, split) = MergePathTests.Shown(visit);
        await pictures.TakeAsync("merge", merge);
        await pictures.TakeAsync("split", split);
    }

    /// <summary>Only those of duplicates, on sample customers.</summary>
    [Theory(Explicit = true)]
    [InlineData("", ColorScheme.Light, 1440, 900)]
    [InlineData("-dark", ColorScheme.Dark, 1440, 900)]
    [InlineData("-phone", ColorScheme.Light, 390, 844)]
    public async Task Take_those_of_duplicates(string suffix, ColorScheme scheme, int width, int height)
    {
        await using var pictures = await PictureVisit.StartAsync(suffix, scheme, width, height);
        var visit = pictures.Visit;
        // So many that some are certain.
        new Samples(visit.App.Base, TimeProvider.System).Add(2_000, seed: 1, duplicatesPercent: 20, Actor.CommandLine);
        new ScanBase(visit.App.Base, TimeProvider.System).Run(waits: true, null, null, TestContext.Current.CancellationToken);
        await pictures.TakeAsync("duplicates", "/duplicates");
        await pictures.TakeAsync("duplicates-certain", "/duplicates/certain");
    }

    /// <summary>Only those of the list, on sample customers.</summary>
    [Theory(Explicit = true)]
    [InlineData("", ColorScheme.Light, 1440, 900)]
    [InlineData("-dark", ColorScheme.Dark, 1440, 900)]
    [InlineData("-phone", ColorScheme.Light, 390, 844)]
    public async Task Take_those_of_the_list(string suffix, ColorScheme scheme, int width, int height)
    {
        await using var pictures = await PictureVisit.StartAsync(suffix, scheme, width, height);
        var visit = pictures.Visit;
        new Stamgast.SampleData.Samples(visit.App.Base, TimeProvider.System).AddUsual(Stamgast.Changes.Actor.CommandLine);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        await pictures.TakeAsync("customers");
        foreach (var row in new[] { 0, 1 }) await page.Locator("td.pick input").Nth(row).CheckAsync(new() { Force = true });
        await pictures.TakeAsync("customers-selected");
        await visit.OpenAsync("/customers?birth_date.before=1980&country=BE");
        await page.ClickAsync("#add-filter summary");
        await page.SelectOptionAsync("#add-field", "postal_code");
        await page.Locator("#add-op").WaitForAsync();
        await page.SelectOptionAsync("#add-op", "starts");
        await page.WaitForTimeoutAsync(500);
        await page.FillAsync("#add-value", "20");
        await pictures.TakeAsync("list-filter");
        await ExtraAsync(pictures);
        await visit.OpenAsync("/customers?columns=number,birth_date,postal_code,city,groups,label,customer_since");
        await page.ClickAsync("#columns-menu summary");
        await pictures.TakeAsync("list-columns");
    }

    // A field of one's own in the settings, and what the list makes of it.
    private static async Task ExtraAsync(PictureVisit pictures)
    {
        var customers = pictures.Visit.App.Base;
        var verbs = new ExtraFieldVerbs(customers, TimeProvider.System);
        var machine = verbs.Add("machine", ExtraKind.Choice, new ExtraWish
        {
            Choices = [new("Faema E61"), new("Gaggia Classic"), new("Own machine", Archived: true)],
            Captions = new Dictionary<string, string> { ["en"] = "Machine in use", ["nl"] = "Toestel in gebruik" },
            Help = new Dictionary<string, string> { ["en"] = "As on the plate at the back." },
        });
        var kilos = verbs.Add("kilos", ExtraKind.Number, new ExtraWish { Captions = new Dictionary<string, string> { ["en"] = "Kilos a month" } });
        foreach (var id in new CustomerList(customers, Viewer.System).Page(CustomerQuery.Plain).Rows.Select(r => r.Id).ToList())
            customers.Change([id], v => v[CustomerFields.Extra] = MapValue.Write(
                [new(machine.MapId, id % 3 == 0 ? "Gaggia Classic" : "Faema E61"),
                    new(kilos.MapId, (id * 7 % 40 + 2).ToString(System.Globalization.CultureInfo.InvariantCulture))]));
        new ExtraIndexes(customers).Make();
        await pictures.TakeAsync("extra-fields", "/settings/fields");
        await pictures.TakeAsync("extra-field", "/settings/fields/one?key=machine");
        await pictures.TakeAsync("extra-list", "/customers?columns=number,city,x:machine,x:kilos&x:kilos.after=20&x:machine=Faema%20E61&sort=-x:kilos");
    }
}
