using Stamgast.Changes;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Browser;

public sealed class CustomerPagesTests
{
    [Theory, EachEngine]
    public async Task A_customer_is_added_and_edited_and_the_edit_is_undone(Engine engine)
    {
        await using var visit = await BrowserVisit.StartAsync(engine);
        var page = visit.Page;
        await visit.OpenAsync("/customers/new");
        await page.FillAsync("#first_name", "Jozefien");
        await page.FillAsync("#last_name", "Aerts");
        await page.FillAsync("#email", "jozefien.aerts@post.example");
        await page.ClickAsync("[name=then][value=show]");
        await page.WaitForURLAsync("**/customers/1");
        Assert.Contains("Jozefien Aerts is toegevoegd.", await visit.TextAsync(".note.done"), StringComparison.Ordinal);
        Assert.Contains("Nog leeg: verantwoordelijke", await visit.TextAsync(".note.done"), StringComparison.Ordinal);

        await visit.OpenAsync("/customers/1/edit");
        await page.FillAsync("#phone", "0486 12 33 09");
        await page.ClickAsync("[name=then][value=close]");
        await page.Locator(".note.done", new() { HasText = "Opgeslagen." }).WaitForAsync();
        Assert.Contains("+32 486 12 33 09", await visit.TextAsync(".facts"), StringComparison.Ordinal);
        await page.ClickAsync(".note.done button");
        await page.Locator(".note.done", new() { HasText = "Ongedaan gemaakt" }).WaitForAsync();
        Assert.DoesNotContain("+32 486", await visit.TextAsync(".facts"), StringComparison.Ordinal);
        await page.ClickAsync(".note.done button");
        await page.Locator(".note.done form[action='/activity/4/undo']").WaitForAsync();
        Assert.Contains("+32 486 12 33 09", await visit.TextAsync(".facts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_value_is_refused_at_its_field_and_no_input_is_lost()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        var name = "<script>alert(1)</script> שלום 👩‍🚀 " + new string('x', 200);
        await visit.OpenAsync("/customers/new");
        await page.FillAsync("#last_name", name);
        await page.FillAsync("#email", "w.debakker@kabel");
        await page.FillAsync("#notes", "eerste regel\ntweede regel");
        await page.ClickAsync("[name=then][value=show]");
        await page.Locator(".field.wrong").WaitForAsync();
        Assert.Equal("email-problem", await page.GetAttributeAsync("#email", "aria-describedby"));
        Assert.Equal(name, await page.InputValueAsync("#last_name"));
        Assert.Equal("eerste regel\ntweede regel", await page.InputValueAsync("#notes"));
        await page.FillAsync("#email", "");
        await page.ClickAsync("[name=then][value=show]");
        await page.WaitForURLAsync("**/customers/1");
        Assert.StartsWith(name, await visit.TextAsync("h1"), StringComparison.Ordinal);
    }

    // The hints beside the fields are requested while typing, and find no session either.
    [Fact]
    public async Task A_form_survives_a_session_that_ends_while_typing()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        Add(visit, v => (v[CustomerFields.FirstName], v[CustomerFields.LastName]) = ("Jozefien", "Aerts"));
        await visit.OpenAsync("/customers/1/edit");
        await page.FillAsync("#city", "Gent");
        await page.Context.ClearCookiesAsync();
        await page.FillAsync("#email", "jozefien.aerts@post.example");
        await page.FillAsync("#notes", "belt later");
        await page.RunAndWaitForResponseAsync(() => page.PressAsync("#notes", "Tab"), r => r.Url.EndsWith("/customers/check", StringComparison.Ordinal));
        Assert.EndsWith("/customers/1/edit", page.Url, StringComparison.Ordinal);
        await page.ClickAsync("[name=then][value=close]");
        await page.WaitForURLAsync("**/sign-in**");
        await page.FillAsync("[name=email]", RunningApp.Email);
        await page.FillAsync("[name=password]", RunningApp.Password);
        await page.ClickAsync("button.pri");
        // Not the load of the page: Playwright now and then misses that it ended.
        await page.Locator("#city").WaitForAsync();
        Assert.Contains("/customers/1/edit", page.Url, StringComparison.Ordinal);
        Assert.Equal("Gent", await page.InputValueAsync("#city"));
        Assert.Equal("belt later", await page.InputValueAsync("#notes"));
        await page.ClickAsync("[name=then][value=close]");
        await page.Locator(".note.done").WaitForAsync();
        Assert.Contains("jozefien.aerts@post.example", await visit.TextAsync(".facts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_double_click_adds_one_customer()
    {
        await using var visit = await BrowserVisit.StartAsync();
        await visit.OpenAsync("/customers/new");
        await visit.Page.FillAsync("#last_name", "Aerts");
        // Bypasses the guard in the page: the server itself must see that it is the same form.
        await visit.Page.EvaluateAsync("""
            async () => { const f = document.querySelector('form[data-keep]'); const d = () => new URLSearchParams(new FormData(f));
              await Promise.all([fetch(f.action, { method: 'POST', body: d() }), fetch(f.action, { method: 'POST', body: d() })]); }
            """);
        using var reading = visit.App.Base.NewContext();
        Assert.Single(reading.Customers);
    }

    [Fact]
    public async Task The_second_of_two_people_sees_what_the_first_changed_and_loses_nothing()
    {
        await using var visit = await BrowserVisit.StartAsync();
        Add(visit, v => { v[CustomerFields.LastName] = "Aerts"; v[CustomerFields.City] = "Antwerpen"; });
        var first = visit.Page;
        var second = await visit.NewTabAsync();
        await first.GotoAsync("/customers/1/edit");
        await second.GotoAsync("/customers/1/edit");
        await first.FillAsync("#city", "Gent");
        await first.FillAsync("#phone", "0486 12 33 09");
        await first.ClickAsync("[value=close]");
        await first.WaitForURLAsync("**/customers/1");
        await second.FillAsync("#city", "Brugge");
        await second.FillAsync("#street", "Langestraat");
        await second.ClickAsync("[value=close]");
        Assert.Contains("Gent", await second.Locator(".theirs").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Brugge", await second.InputValueAsync("#city"));
        Assert.Equal("Langestraat", await second.InputValueAsync("#street"));
        Assert.Equal("+32 486 12 33 09", await second.InputValueAsync("#phone"));
        await second.ClickAsync(".theirs button");
        Assert.Equal("Gent", await second.InputValueAsync("#city"));
        await second.ClickAsync("[value=close]");
        await second.WaitForURLAsync("**/customers/1");
        Assert.Contains("Langestraat, Gent", await second.Locator(".facts").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_who_change_different_fields_both_keep_theirs_and_the_second_is_told()
    {
        await using var visit = await BrowserVisit.StartAsync();
        Add(visit, v => v[CustomerFields.LastName] = "Aerts");
        var second = await visit.NewTabAsync();
        await visit.OpenAsync("/customers/1/edit");
        await second.GotoAsync("/customers/1/edit");
        await visit.Page.FillAsync("#city", "Gent");
        await visit.Page.ClickAsync("[value=close]");
        await visit.Page.WaitForURLAsync("**/customers/1");
        await second.FillAsync("#street", "Langestraat");
        await second.ClickAsync("[value=close]");
        await second.WaitForURLAsync("**/customers/1");
        Assert.Contains("Intussen wijzigde Els Peeters: Plaats.", await second.Locator(".note.done").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Langestraat, Gent", await second.Locator(".facts").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_becomes_a_company_and_back_goes_to_the_trash_and_returns()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        Add(visit, v => { v[CustomerFields.LastName] = "Aerts"; v[CustomerFields.BirthDate] = "1985-07-30"; });
        var set = 1;
        async Task ActAsync(string act)
        {
            await page.Locator($"form[action='/customers/1/{act}'] button").First.EvaluateAsync("b => b.click()");
            set++;
            await page.Locator($".note.done form[action='/activity/{set}/undo']").WaitForAsync();
        }
        async Task ConvertAsync(string field, string name)
        {
            await page.Locator(".head .menu summary").ClickAsync();
            await page.ClickAsync("a[href='/customers/1/convert']");
            await page.FillAsync(field, name);
            await page.ClickAsync(".form-foot .pri");
            set++;
            await page.Locator($".note.done form[action='/activity/{set}/undo']").WaitForAsync();
        }
        await visit.OpenAsync("/customers/1");
        await ConvertAsync("#company_name", "Aerts & Zonen NV");
        Assert.StartsWith("Aerts & Zonen NV", await visit.TextAsync("h1"), StringComparison.Ordinal);
        Assert.DoesNotContain("30 juli 1985", await visit.TextAsync(".facts"), StringComparison.Ordinal);
        await ConvertAsync("#last_name", "Aerts");
        Assert.Contains("30 juli 1985", await visit.TextAsync(".facts"), StringComparison.Ordinal);
        await ActAsync("deactivate");
        Assert.Contains("Niet actief", await visit.TextAsync(".name-line"), StringComparison.Ordinal);
        await ActAsync("trash");
        Assert.Equal(0, await page.Locator("a[href='/customers/1/edit']").CountAsync());
        await ActAsync("restore");
        Assert.Equal(1, await page.Locator("a[href='/customers/1/edit']").CountAsync());
        await visit.OpenAsync("/customers/1/history");
        Assert.Equal(6, await page.Locator(".history li").CountAsync());
    }

    [Fact]
    public async Task A_company_without_a_name_is_asked_for_it_before_it_is_converted()
    {
        await using var visit = await BrowserVisit.StartAsync();
        Add(visit, v => v[CustomerFields.LastName] = "Aerts");
        await visit.OpenAsync("/customers/1/convert");
        await visit.Page.ClickAsync(".form-foot .pri");
        Assert.Equal("true", await visit.Page.GetAttributeAsync("#company_name", "aria-invalid"));
        Assert.StartsWith("Fout: ", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        using var reading = visit.App.Base.NewContext();
        Assert.Equal("person", reading.Customers.Single().Type);
    }

    [Fact]
    public async Task A_problem_appears_when_its_field_is_left_and_disappears_when_it_is_fixed()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        await visit.OpenAsync("/customers/new");
        Assert.Equal(0, await page.Locator(".problem").CountAsync());
        await page.FillAsync("#last_name", "Aerts");
        await page.FillAsync("#email", "w.debakker@kabel");
        await page.FocusAsync("#website");
        await page.Locator("#email-problem .problem").WaitForAsync();
        Assert.Equal("true", await page.GetAttributeAsync("#email", "aria-invalid"));
        Assert.Equal("Aerts", await page.InputValueAsync("#last_name"));
        await page.FillAsync("#email", "w.debakker@kabel.example");
        await page.FocusAsync("#website");
        await page.Locator("#email-problem .problem").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Detached });
        Assert.Null(await page.GetAttributeAsync("#email", "aria-invalid"));
    }

    [Fact]
    public async Task After_saving_or_a_refusal_the_note_has_the_focus_and_does_not_cover_the_field_it_links_to()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        Add(visit, v => v[CustomerFields.LastName] = "Aerts");
        await visit.OpenAsync("/customers/1/edit");
        await page.FillAsync("#iban", "BE00");
        await page.ClickAsync("[value=stay]");
        await page.Locator(".note.bad li a").WaitForAsync();
        Assert.Contains("bad", await FocusAsync(page), StringComparison.Ordinal);
        Assert.StartsWith("Fout: ", await page.TitleAsync(), StringComparison.Ordinal);
        await page.ClickAsync(".note.bad li a");
        var covered = await page.EvaluateAsync<bool>(
            "() => { const f = document.querySelector('#iban').getBoundingClientRect(); return f.bottom > "
            + "document.querySelector('.form-foot').getBoundingClientRect().top; }");
        Assert.False(covered);
        await page.FillAsync("#iban", "BE68 5390 0754 7034");
        await page.ClickAsync("[value=stay]");
        await page.Locator(".note.done").WaitForAsync();
        Assert.Contains("done", await FocusAsync(page), StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator(".note").CountAsync());
    }

    [Fact]
    public async Task Shortcuts_show_help_add_a_customer_and_undo_but_not_while_typing()
    {
        await using var visit = await BrowserVisit.StartAsync();
        var page = visit.Page;
        Add(visit, v => v[CustomerFields.LastName] = "Aerts");
        await visit.OpenAsync("/customers/1/edit");
        await page.FillAsync("#city", "Gent");
        await page.ClickAsync("[value=close]");
        await page.WaitForURLAsync("**/customers/1");
        await page.Keyboard.PressAsync("?");
        await page.Locator("dialog.keys kbd").First.WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.FocusAsync("#find");
        await page.Keyboard.TypeAsync("nz?");
        Assert.Equal("nz?", await page.InputValueAsync("#find"));
        await page.Locator(".note.done").FocusAsync();
        await page.Keyboard.PressAsync("z");
        await page.Locator(".note.done", new() { HasText = "Ongedaan gemaakt" }).WaitForAsync();
        Assert.DoesNotContain("Gent", await visit.TextAsync(".facts"), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("n");
        await page.WaitForURLAsync("**/customers/new");
    }

    private static Task<string> FocusAsync(Microsoft.Playwright.IPage page) => page.EvaluateAsync<string>("() => document.activeElement.className");

    internal static void Add(BrowserVisit visit, Action<CustomerValues> fill)
    {
        var values = CustomerValues.Blank();
        fill(values);
        new ChangeSets(visit.App.Base, TimeProvider.System).Create([values], Actor.CommandLine);
    }
}
