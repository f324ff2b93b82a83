using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Users;

public sealed class SessionsTests
{
    private readonly TestClock clock = new();

    [Theory, EachEngine]
    public async Task A_session_is_found_by_its_secret_until_it_is_ended(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (els, sessions) = Els(customers);
        var laptop = sessions.Start(els, "192.0.2.1", "Firefox");
        var phone = sessions.Start(els, "192.0.2.2", "Safari");

        Assert.Equal("Els Peeters", sessions.Find(laptop)!.Value.User.Name);
        Assert.Null(sessions.Find(Secret.New()));
        sessions.End(els.Id, sessions.Find(laptop)!.Value.Session.Id);
        Assert.Null(sessions.Find(laptop));
        Assert.NotNull(sessions.Find(phone));
    }

    [Theory, EachEngine]
    public async Task Nobody_ends_the_session_of_another(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (els, sessions) = Els(customers);
        var karim = new UserAccounts(customers, clock).Add("karim@kantoor.example", "Karim");
        var secret = sessions.Start(els, "192.0.2.1", "Firefox");
        sessions.End(karim.Id, sessions.Find(secret)!.Value.Session.Id);
        Assert.NotNull(sessions.Find(secret));
    }

    [Fact]
    public async Task A_session_ends_when_unused_and_after_thirty_days_at_the_latest()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var (els, sessions) = Els(customers);
        var idle = sessions.Start(els, "192.0.2.1", "Firefox");
        var used = sessions.Start(els, "192.0.2.1", "Safari");
        for (var hours = 0; hours < 29 * 24; hours += 11)
        {
            clock.GoOn(TimeSpan.FromHours(11));
            sessions.See(sessions.Find(used)!.Value.Session.Id);
        }
        Assert.Null(sessions.Find(idle));
        Assert.NotNull(sessions.Find(used));
        sessions.See(sessions.Find(used)!.Value.Session.Id);
        clock.GoOn(TimeSpan.FromHours(11));
        sessions.See(1);
        clock.GoOn(TimeSpan.FromDays(1));
        Assert.Null(sessions.Find(used));
    }

    [Theory, EachEngine]
    public async Task The_base_does_not_contain_the_secret_of_the_cookie(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        var (els, sessions) = Els(customers);
        var secret = sessions.Start(els, "192.0.2.1", "Firefox");
        var kept = sessions.Of(els.Id).Single();
        Assert.Equal(Secret.Hash(secret), kept.SecretHash);
        Assert.DoesNotContain(secret, System.Text.Json.JsonSerializer.Serialize(kept), StringComparison.Ordinal);
    }

    private (User Els, Sessions Sessions) Els(Base customers) =>
        (new UserAccounts(customers, clock).Add("els.peeters@kantoor.example", "Els Peeters"), new Sessions(customers, clock));
}
