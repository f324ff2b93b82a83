using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Users;

public sealed class SignInLinksTests
{
    private const string Password = "vier gewone woorden samen";
    private readonly TestClock clock = new();

    [Theory, EachEngine]
    public async Task Looking_at_a_link_does_not_use_it_up_but_choosing_a_password_does(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var els = new UserAccounts(customers, clock).Add("els.peeters@kantoor.example", "Els Peeters");
        var links = new SignInLinks(customers, clock);
        var secret = links.ForPassword(els);

        Assert.NotNull(links.Find(secret));
        Assert.NotNull(links.Find(secret));
        Assert.Equal("password.short", Assert.Throws<RefusedException>(() => links.ChoosePassword(secret, "kort")).Refusal.Code);
        Assert.NotNull(links.Find(secret));
        links.ChoosePassword(secret, Password);
        Assert.Null(links.Find(secret));
        Assert.Equal("link.used", Assert.Throws<RefusedException>(() => links.ChoosePassword(secret, Password)).Refusal.Code);
    }

    [Theory, EachEngine]
    public async Task A_new_password_ends_all_earlier_sessions(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var els = new UserAccounts(customers, clock).Add("els.peeters@kantoor.example", "Els Peeters");
        var sessions = new Sessions(customers, clock);
        var stolen = sessions.Start(els, "192.0.2.66", "Firefox");
        var links = new SignInLinks(customers, clock);
        links.ChoosePassword(links.ForPassword(els), Password);
        Assert.Null(sessions.Find(stolen));
    }

    [Fact]
    public async Task A_link_for_another_password_works_an_hour_and_a_newer_one_replaces_it()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var els = new UserAccounts(customers, clock).Add("els.peeters@kantoor.example", "Els Peeters");
        var links = new SignInLinks(customers, clock);
        els = links.ChoosePassword(links.ForPassword(els), Password);
        var first = links.ForPassword(els);
        var second = links.ForPassword(els);
        Assert.Null(links.Find(first));
        clock.GoOn(TimeSpan.FromMinutes(59));
        Assert.NotNull(links.Find(second));
        clock.GoOn(TimeSpan.FromMinutes(2));
        Assert.Null(links.Find(second));
    }

    [Fact]
    public async Task An_invitation_works_seven_days()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var els = new UserAccounts(customers, clock).Add("els.peeters@kantoor.example", "Els Peeters");
        var links = new SignInLinks(customers, clock);
        var invitation = links.ForPassword(els);
        clock.GoOn(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.NotNull(links.Find(invitation));
        clock.GoOn(TimeSpan.FromMinutes(2));
        Assert.Null(links.Find(invitation));
    }

    [Theory, EachEngine]
    public async Task The_first_link_works_until_there_is_a_user_and_never_again(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var accounts = new UserAccounts(customers, clock);
        var links = new SignInLinks(customers, clock);
        var printed = links.ForFirstRun()!;
        var printedAgain = links.ForFirstRun()!;
        clock.GoOn(TimeSpan.FromDays(40));
        Assert.NotNull(links.Find(printed));
        Assert.NotNull(links.Find(printedAgain));

        customers.Write(t => { accounts.AddFirst(t, "els.peeters@kantoor.example", "Els Peeters", Password); });
        Assert.Null(links.Find(printed));
        Assert.Null(links.Find(printedAgain));
        Assert.Null(links.ForFirstRun());
        var again = Assert.Throws<RefusedException>(() => customers.Write(t => { accounts.AddFirst(t, "mallory@kwaad.example", "Mallory", Password); }));
        Assert.Equal("user.notfirst", again.Refusal.Code);
        Assert.Equal(["Els Peeters"], accounts.All().Select(u => u.Name));
    }
}
