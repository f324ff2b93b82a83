using System.Globalization;
using Microsoft.Playwright;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Customers;
using Stamgast.Merging;

namespace Stamgast.App.Browser;

/// <summary>From two entries for one person to one customer and back, in a real browser: with the mouse, and with the keyboard alone.</summary>
public sealed class MergePathTests
{
    /// <summary>Pages about a merge of two new customers, for a look at all pages: before it, after it, and its split with a question.</summary>
    internal static IReadOnlyList<string> Pages(BrowserVisit visit)
    {
        var first = Added(visit, v => (v[CustomerFields.LastName], v[CustomerFields.Email], v[CustomerFields.Street]) = ("Claes", "a@claes.example", "Markt"));
        var second = Added(visit, v => (v[CustomerFields.LastName], v[CustomerFields.Email], v[CustomerFields.Phone], v[CustomerFields.Notes])
            = ("Claes", "b@claes.example", "+3293334455", "Rings twice"));
        var third = Added(visit, v => (v[CustomerFields.LastName], v[CustomerFields.Email], v[CustomerFields.Street]) = ("Claes", "c@claes.example", "Dries"));
        var set = new MergeCustomers(visit.App.Base, TimeProvider.System).Do(first, [second], Actor.CommandLine).Set.Id;
        Edit(visit, first, CustomerFields.Phone, "+3293334456");
        return [
            At($"/customers/merge?ids={first},{third}"), At($"/customers/{first}?from={second}"), At($"/customers/{first}/history"),
            At($"/changes/{set}/split"), At($"/customers/{third}/merge?q=claes"), At($"/customers/merge?ids={first},{second},{third}"),
        ];

        static string At(FormattableString address) => address.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>For the pictures of the guide: three entries of one bakery, and a split with a question.</summary>
    internal static (string Merge, string Split) Shown(BrowserVisit visit)
    {
        string[][] bakeries =
        [
            ["Boulangerie Lefèvre SRL", "C-00871", "compta@lefevre.example", "+3225114022", "Rue du Marché aux Herbes", "12", "1000", "Bruxelles", "fr",
                "Nadia Vermeulen", "Horeca | Wholesale", "2008-01-04", "Deliver before 6 h."],
            ["Lefevre Boulangerie", "C-01902", "info@lefevre.example", "+3225114023", "Grasmarkt", "12", "1000", "Brussel", "nl", "Karim Bensaïd",
                "Horeca | Christmas list", "2015-06-12", "Ask for Odile."],
            ["Boulangerie Lefèvre Ixelles", "", "compta@lefevre.example", "+3225114020", "Chaussée d’Ixelles", "201", "1050", "Ixelles", "fr", "", "",
                "2026-11-03", ""],
        ];
        int[] fields =
        [
            CustomerFields.CompanyName, CustomerFields.Number, CustomerFields.Email, CustomerFields.Phone, CustomerFields.Street, CustomerFields.HouseNumber,
            CustomerFields.PostalCode, CustomerFields.City, CustomerFields.Language, CustomerFields.Label, CustomerFields.Groups,
            CustomerFields.CustomerSince, CustomerFields.Notes,
        ];
        var ids = bakeries.Select(given => Added(visit, v =>
        {
            (v[CustomerFields.Type], v[CustomerFields.Country]) = ("company", "BE");
            for (var at = 0; at < fields.Length; at++) v[fields[at]] = given[at];
        })).ToList();
        var kept = Added(visit, v => (v[CustomerFields.FirstName], v[CustomerFields.LastName], v[CustomerFields.Number], v[CustomerFields.Email],
            v[CustomerFields.Mobile]) = ("Jozefien", "Aerts", "C-10023", "jozefien.aerts@post.example", "+32486123309"));
        var other = Added(visit, v => (v[CustomerFields.FirstName], v[CustomerFields.LastName], v[CustomerFields.Number], v[CustomerFields.Email],
            v[CustomerFields.Phone]) = ("J.", "Aerts-Maes", "C-18790", "fien.maes@lucht.example", "+3232811010"));
        var set = new MergeCustomers(visit.App.Base, TimeProvider.System).Do(kept, [other], Actor.CommandLine).Set.Id;
        Edit(visit, kept, CustomerFields.Phone, "+3232811099");
        return (FormattableString.Invariant($"/customers/merge?ids={ids[0]},{ids[1]},{ids[2]}&keep={ids[0]}&delivery={ids[2]}"),
            FormattableString.Invariant($"/changes/{set}/split"));
    }

    [Fact]
    public async Task Two_ticked_customers_are_merged_with_chosen_values_shown_as_one_and_split_with_an_answer()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB" });
        Two(visit);
        var page = visit.Page;
        await visit.OpenAsync("/customers");
        foreach (var row in new[] { 0, 1 }) await page.Locator("td.pick input").Nth(row).CheckAsync(new() { Force = true });
        await page.ClickAsync(".selbar button[formaction='/customers/merge/selection']");
        await page.Locator("table.choose").WaitForAsync();
        await page.Locator("input[name=keep]").First.CheckAsync();
        await Assertions.Expect(page).ToHaveURLAsync(visit.App.Address + "/customers/merge?ids=1,2&keep=1");
        // The result follows each choice, and the address keeps it.
        await page.Locator("input[value='other_emails:2.0']").UncheckAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("out=other_emails:2.0"));
        await Assertions.Expect(Result(page, "E-mail")).ToHaveTextAsync("a@post.example");
        await page.Locator("input[value='other_emails:2.0']").CheckAsync();
        await page.Locator("button[name=main][value='email:2.0']").ClickAsync();
        await Assertions.Expect(Result(page, "E-mail")).ToContainTextAsync("b@post.example main");
        // Back to the list and forward again loses nothing.
        await page.GoBackAsync();
        await page.GoForwardAsync();
        await Assertions.Expect(Result(page, "E-mail")).ToContainTextAsync("b@post.example main");
        await page.Locator("button[value=merge]").DblClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(visit.App.Address + "/customers/1");
        await Assertions.Expect(page.Locator(".note.done")).ToContainTextAsync("Customers merged: 2 customers are now Aerts.");
        Assert.Equal(("b@post.example", "a@post.example", "+3293334455"),
            (Now(visit, 1)[CustomerFields.Email], Now(visit, 1)[CustomerFields.OtherEmails], Now(visit, 1)[CustomerFields.Phone]));

        // The ID of the other leads here, and says so.
        await visit.OpenAsync("/customers/2");
        await Assertions.Expect(page.Locator(".note.info")).ToContainTextAsync("C-2 is part of this customer.");
        await Assertions.Expect(page.Locator(".facts .tag.calm").First).ToHaveTextAsync("from C-2");
        await visit.OpenAsync("/customers/1/edit");
        await page.FillAsync("[name=phone]", "+32 9 333 44 56");
        await page.ClickAsync(".form-foot .pri");
        await visit.OpenAsync("/customers/2");
        await page.ClickAsync(".note.info a[href='/customers/2/split']");
        await Assertions.Expect(page.Locator(".ask")).ToHaveCountAsync(1);
        await page.Locator(".ask label", new() { HasText = "goes back" }).ClickAsync();
        await Assertions.Expect(page.Locator(".card.returns")).ToContainTextAsync("asked: goes back");
        await page.ClickAsync("button[value=split]");
        await Assertions.Expect(page.Locator(".note.done")).ToContainTextAsync("separate customers again");
        Assert.Equal((null, "+3293334456"), (Now(visit, 1)[CustomerFields.Phone], Now(visit, 2)[CustomerFields.Phone]));
        // Undo merges them again.
        await page.ClickAsync(".note.done button");
        await Assertions.Expect(page.Locator(".note.done")).ToBeVisibleAsync();
        Assert.Equal(1L, new CustomerLookup(visit.App.Base, Viewer.System).Find(2)!.MergedInto);
    }

    [Fact]
    public async Task The_same_with_the_keyboard_alone()
    {
        await using var visit = await BrowserVisit.StartAsync(options: new() { Locale = "en-GB" });
        Two(visit);
        var page = visit.Page;
        await visit.OpenAsync("/customers/1/merge");
        await page.Keyboard.TypeAsync("C-2");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".picks a.btn").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("table.choose").WaitForAsync();
        await page.Locator("input[name=keep]:checked").FocusAsync();
        var kept = await page.Locator("input[name=keep]:checked").GetAttributeAsync("value");
        await page.Keyboard.PressAsync(kept == "1" ? "ArrowRight" : "ArrowLeft");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("keep=" + (kept == "1" ? "2" : "1")));
        // The focus stays on the choice while the result is renewed.
        await page.WaitForFunctionAsync("() => document.activeElement?.name === 'keep' && document.activeElement.checked");
        // Enter on a choice shows; only the button merges.
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("table.choose").WaitForAsync();
        Assert.Null(new CustomerLookup(visit.App.Base, Viewer.System).Find(2)!.MergedInto);
        Assert.Null(new CustomerLookup(visit.App.Base, Viewer.System).Find(1)!.MergedInto);
        await page.Locator("button[value=merge]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var root = kept == "1" ? 2 : 1;
        await Assertions.Expect(page).ToHaveURLAsync(visit.App.Address + "/customers/" + root.ToString(CultureInfo.InvariantCulture));
        await visit.OpenAsync(FormattableString.Invariant($"/customers/{root}/split"));
        await page.Locator("button[value=split]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".note.done")).ToContainTextAsync("separate customers again");
        Assert.All(new[] { 1L, 2 }, id => Assert.Null(new CustomerLookup(visit.App.Base, Viewer.System).Find(id)!.MergedInto));
    }

    private static void Two(BrowserVisit visit)
    {
        Added(visit, v => (v[CustomerFields.LastName], v[CustomerFields.Email]) = ("Aerts", "a@post.example"));
        Added(visit, v => (v[CustomerFields.LastName], v[CustomerFields.Number], v[CustomerFields.Email], v[CustomerFields.Phone])
            = ("Aertz", "C-2", "b@post.example", "+3293334455"));
    }

    internal static long Added(BrowserVisit visit, Action<CustomerValues> fill)
    {
        var values = CustomerValues.Blank();
        fill(values);
        new ChangeSets(visit.App.Base, TimeProvider.System).Create([values], Actor.CommandLine);
        using var context = visit.App.Base.NewContext();
        return context.Set<Customer>().Max(c => c.Id);
    }

    internal static void Edit(BrowserVisit visit, long id, int field, string value)
    {
        var now = new CustomerLookup(visit.App.Base, Viewer.System).Find(id)!;
        var values = now.Values.Copy();
        values[field] = value;
        new ChangeSets(visit.App.Base, TimeProvider.System).Edit(id, now.Version, values, Actor.CommandLine);
    }

    private static ILocator Result(IPage page, string caption) =>
        page.Locator("table.choose tr", new() { Has = page.Locator("th", new() { HasTextRegex = new("^" + caption + "$") }) }).Locator("td.result");

    private static CustomerValues Now(BrowserVisit visit, long id) => new CustomerLookup(visit.App.Base, Viewer.System).Find(id)!.Values;
}
