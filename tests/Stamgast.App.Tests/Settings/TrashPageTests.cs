using System.Net;
using Stamgast.Changes;
using Stamgast.Changes.Histories;
using Stamgast.Changes.Undoing;
using Stamgast.Customers;
using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.App.Tests.Settings;

/// <summary>The trash shows its customers, since when and who put them there, and brings back one or several.</summary>
public sealed class TrashPageTests
{
    [Theory, EachEngine]
    public async Task The_trash_shows_who_moved_each_customer_and_brings_back_one_or_several(Engine engine)
    {
        await using var app = await RunningApp.StartSignedInAsync(engine);
        var changes = new ChangeSets(app.Base, TimeProvider.System);
        Assert.Contains("The trash is empty", await Get(app, "/settings/trash"), StringComparison.Ordinal);
        changes.Create([Named("Aerts"), Named("Bakker"), Named("Claes"), Named("Peeters")], Actor.CommandLine);
        changes.Trash([1, 2], into: true, new Actor(1, Door.Bulk));
        changes.Trash([3], into: true, Actor.CommandLine);
        var undone = changes.Create([Named("Zoek")], Actor.CommandLine);
        changes.Undo(undone.Set.Id, new Actor(1, Door.Undo));

        var page = await Get(app, "/settings/trash");
        foreach (var name in new[] { "Aerts", "Bakker", "Claes", "Zoek", "Els Peeters", "command line" }) Assert.Contains(name, page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Peeters", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Aerts", await Get(app, "/settings/trash?q=claes"), StringComparison.Ordinal);

        using var one = await RunningApp.PostAsync(app.Client, "/settings/trash", "/settings/trash/restore", ("id", "2"), ("only", "1"));
        Assert.Equal("/settings/trash", one.Headers.Location!.ToString());
        Assert.Equal((false, true), (Trashed(app, 1), Trashed(app, 2)));
        Assert.Contains("Aerts is back.", await Get(app, "/settings/trash"), StringComparison.Ordinal);
        using var rest = await RunningApp.PostAsync(app.Client, "/settings/trash", "/settings/trash/restore", ("id", "2"), ("id", "3"), ("id", "5"));
        Assert.Equal((false, false, false), (Trashed(app, 2), Trashed(app, 3), Trashed(app, 5)));
        Assert.Contains("3 customers are back.", await Get(app, "/settings/trash"), StringComparison.Ordinal);
        using var none = await RunningApp.PostAsync(app.Client, "/settings/trash", "/settings/trash/restore");
        Assert.True(none.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("en", "Find a customer in the trash", "Select Aerts", "Bring back Aerts")]
    [InlineData("nl", "Klant in de prullenbak zoeken", "Aerts selecteren", "Terughalen: Aerts")]
    [InlineData("fr", "Chercher un client dans la corbeille", "Sélectionner Aerts", "Sortir Aerts de la corbeille")]
    [InlineData("de", "Kunden im Papierkorb suchen", "Aerts auswählen", "Zurückholen: Aerts")]
    public async Task In_the_trash_each_box_and_button_has_the_name_of_its_customer_for_screen_readers(string language, string find, string select, string back)
    {
        await using var app = await RunningApp.StartSignedInAsync(Engine.Sqlite);
        app.Client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var changes = new ChangeSets(app.Base, TimeProvider.System);
        changes.Create([Named("Aerts"), Named("Bakker")], Actor.CommandLine);
        changes.Trash([1, 2], into: true, Actor.CommandLine);
        var page = await Get(app, "/settings/trash");
        Assert.Matches($"<form [^>]*role=\"search\"[^>]*aria-label=\"{find}\"", page);
        Assert.Matches($"<input type=\"search\"[^>]*aria-label=\"{find}\"", page);
        Assert.Matches($"<input type=\"checkbox\" name=\"id\" value=\"1\"[^>]*aria-label=\"{select}\"", page);
        Assert.Matches($"<button [^>]*name=\"only\" value=\"1\"[^>]*aria-label=\"{back}\"", page);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, $"aria-label=\"{back}\""));
    }

    private static bool Trashed(RunningApp app, long id) => new CustomerLookup(app.Base, Viewer.System).Find(id)!.Trashed;

    private static CustomerValues Named(string last)
    {
        var values = CustomerValues.Blank();
        values[CustomerFields.LastName] = last;
        return values;
    }

    private static async Task<string> Get(RunningApp app, string path) =>
        WebUtility.HtmlDecode(await app.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
}
