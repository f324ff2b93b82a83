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
        var signIn = WithEls(customers);
        Assert.Equal(Email, signIn.Check(" Els.Peeters@KANTOOR.example ", Password, "192.0.2.1").Email);
    }

    [Fact]
    public async Task An_unknown_address_gets_the_same_answer_as_a_wrong_password()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var signIn = WithEls(customers);
        Assert.Equal(CodeOf(() => signIn.Check(Email, "iets heel anders", "192.0.2.1")), CodeOf(() => signIn.Check("niemand@kantoor.example", Password, "192.0.2.1")));
    }

    [Fact]
    public async Task Wrong_tries_make_that_place_wait_and_no_other()
    {
        await using var place = await TestPlace.CreateAsync(Engine.Sqlite);
        using var customers = Base.Open(place.Location);
        var signIn = WithEls(customers);
        for (var i = 0; i < 5; i++) Assert.Equal("signin.wrong", CodeOf(() => signIn.Check(Email, "iets heel anders", "192.0.2.1")));

        Assert.Equal("signin.wait", CodeOf(() => signIn.Check(Email, Password, "192.0.2.1")));
        Assert.Equal(Email, signIn.Check(Email, Password, "192.0.2.2").Email);

        clock.GoOn(TimeSpan.FromSeconds(3));
        Assert.Equal(Email, signIn.Check(Email, Password, "192.0.2.1").Email);
    }

    [Theory]
    [InlineData("elf tekens!", "password.short")]
    [InlineData("aaaaaaaaaaaaaaaa", "password.plain")]
    [InlineData("12345678901234", "password.plain")]
    [InlineData("abcdefghijklmn", "password.plain")]
    [InlineData("Els.Peeters@kantoor.example", "password.plain")]
    public void A_password_that_is_easy_to_guess_is_refused(string password, string code) =>
        Assert.Equal(code, CodeOf(() => Passwords.Check(password, Email)));

    [Fact]
    public void A_password_of_twelve_plain_letters_is_enough() => Passwords.Check("vierwoordjes", Email);

    private SignIn WithEls(Base customers)
    {
        var accounts = new UserAccounts(customers, clock);
        customers.Write(t => { accounts.AddFirst(t, Email, "Els Peeters", Password); });
        return new SignIn(accounts, clock);
    }

    private static string CodeOf(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;
}
