using Stamgast.Database;
using Stamgast.Testing;

namespace Stamgast.Users;

public sealed class SignInTests
{
    private const string Email = "els.peeters@kantoor.example";
    private const string Password = "vier gewone woorden samen";
    private readonly TestClock clock = new();

    [Theory, EachEngine]
    public async Task The_right_password_signs_in_whatever_the_case_of_the_address(Engine engine)
    {
        await using var place = await TestPlace.CreateAsync(engine);
        using var customers = Base.Open(place.Location);
        using var signIn = WithEls(customers);
        Assert.Equal(Email, (await signIn.CheckAsync(" Els.Peeters@KANTOOR.example ", Password, "192.0.2.1")).Email);
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_as_a_wrong_password()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        using var signIn = WithEls(customers);
        Assert.Equal("signin.wrong", await CodeOf(signIn, Email, "iets heel anders", "192.0.2.1"));
        Assert.Equal("signin.wrong", await CodeOf(signIn, "niemand@kantoor.example", Password, "192.0.2.1"));
    }

    [Fact]
    public async Task Failed_attempts_slow_down_that_place_only()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        using var signIn = WithEls(customers);
        for (var i = 0; i < 5; i++) Assert.Equal("signin.wrong", await CodeOf(signIn, Email, "iets heel anders", "192.0.2.1"));

        Assert.Equal("signin.wait", await CodeOf(signIn, Email, Password, "192.0.2.1"));
        Assert.Null(await CodeOf(signIn, Email, Password, "192.0.2.2"));

        clock.GoOn(TimeSpan.FromSeconds(3));
        Assert.Null(await CodeOf(signIn, Email, Password, "192.0.2.1"));
    }

    [Fact]
    public async Task Many_failed_attempts_at_one_place_do_not_slow_down_other_accounts()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        using var signIn = WithEls(customers);
        for (var i = 0; i < 40; i++) await CodeOf(signIn, $"iemand{i}@kantoor.example", "iets heel anders", "192.0.2.1");
        Assert.Equal("signin.wait", await CodeOf(signIn, "iemand1@kantoor.example", "iets heel anders", "192.0.2.1"));
        Assert.Null(await CodeOf(signIn, Email, Password, "192.0.2.1"));
    }

    [Fact]
    public async Task All_addresses_of_one_IPv6_network_are_one_place()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        using var signIn = WithEls(customers);
        for (var i = 0; i < 5; i++) await CodeOf(signIn, Email, "iets heel anders", $"2001:db8:1:2::{i:x}");
        Assert.Equal("signin.wait", await CodeOf(signIn, Email, Password, "2001:db8:1:2:ffff::1"));
        Assert.Null(await CodeOf(signIn, Email, Password, "2001:db8:1:3::1"));
        Assert.Equal(SignIn.PlaceOf("192.0.2.1"), SignIn.PlaceOf("::ffff:192.0.2.1"));
    }

    [Theory]
    [InlineData(-365)]
    [InlineData(365)]
    public async Task Changing_the_system_clock_does_not_change_a_delay(int days)
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        using var signIn = WithEls(customers);
        for (var i = 0; i < 5; i++) await CodeOf(signIn, Email, "iets heel anders", "192.0.2.1");
        clock.SetTo(clock.GetUtcNow().AddDays(days));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => signIn.CheckAsync(Email, Password, "192.0.2.1"));
        Assert.Equal(("signin.wait", 2L), (refused.Refusal.Code, refused.Refusal.Arguments[0]));
    }

    [Fact]
    public void The_number_of_remembered_accounts_is_limited_and_the_oldest_go_first()
    {
        var tries = new FailedTries(clock, most: 100);
        for (var i = 0; i < 1_000; i++)
        {
            clock.GoOn(TimeSpan.FromSeconds(1));
            tries.Add($"iemand{i}");
            Assert.InRange(tries.Count, 1, 100);
        }
        Assert.Equal((0, 1), (tries.FailuresOf("iemand1"), tries.FailuresOf("iemand999")));
    }

    [Fact]
    public async Task An_overlong_address_is_not_remembered_and_gets_the_usual_answer()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        using var signIn = WithEls(customers);
        for (var i = 0; i < 3; i++) Assert.Equal("signin.wrong", await CodeOf(signIn, new string((char)('a' + i), 100_000), Password, "192.0.2.1"));
        // The place, and everything that nobody can have there.
        Assert.Equal(2, signIn.Remembered);
    }

    [Fact]
    public async Task The_number_of_waiting_sign_ins_is_limited_in_total_and_per_place()
    {
        using var queue = new HashingQueue();
        using var open = new ManualResetEventSlim();
        using var inside = new ManualResetEventSlim();
        var running = Task.Factory.StartNew(() => queue.RunAsync("here", () => { inside.Set(); open.Wait(); return true; }, CancellationToken.None),
            TaskCreationOptions.LongRunning).Unwrap();
        inside.Wait(TestContext.Current.CancellationToken);
        var more = Enumerable.Range(0, 30).Select(_ => queue.RunAsync("here", () => true, CancellationToken.None)).ToList();
        Assert.Equal(30 - HashingQueue.MostOfPlace + 1, more.Count(t => t.IsFaulted));
        var other = queue.RunAsync("elsewhere", () => true, CancellationToken.None);
        open.Set();
        Assert.True(await other);
        Assert.True(await running);
        Assert.Equal(HashingQueue.MostOfPlace - 1,
            (await Task.WhenAll(more.Select(async t => { try { return await t; } catch (RefusedException e) when (e.Refusal.Code == "busy") { return false;
            } }))).Count(done => done));
    }

    [Theory]
    [InlineData("", "password.missing")]
    [InlineData("elf tekens!", "password.short")]
    [InlineData("aaaaaaaaaaaaaaaa", "password.plain")]
    [InlineData("12345678901234", "password.plain")]
    [InlineData("abcdefghijklmn", "password.plain")]
    [InlineData("Els.Peeters@kantoor.example", "password.plain")]
    public void A_password_that_is_easy_to_guess_is_refused(string password, string code) =>
        Assert.Equal(code, Assert.Throws<RefusedException>(() => Passwords.Check(password, Email)).Refusal.Code);

    [Fact]
    public void A_password_of_twelve_plain_letters_is_enough() => Passwords.Check("vierwoordjes", Email);

    private SignIn WithEls(Base customers)
    {
        var accounts = new UserAccounts(customers, clock);
        customers.Write(t => { accounts.AddFirst(t, Email, "Els Peeters", Password); });
        return new SignIn(accounts, clock);
    }

    // Null when it let them in.
    private static async Task<string?> CodeOf(SignIn signIn, string email, string password, string address)
    {
        try
        {
            await signIn.CheckAsync(email, password, address);
            return null;
        }
        catch (RefusedException e) { return e.Refusal.Code; }
    }
}
