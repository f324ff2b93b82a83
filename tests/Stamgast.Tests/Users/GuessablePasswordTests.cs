using Stamgast.Users;

namespace Stamgast.Tests.Users;

public sealed class GuessablePasswordTests
{
    [Theory]
    [InlineData("passwordpassword")]
    [InlineData("Wachtwoord2026!")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("Welkom123456")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("azertyuiop123")]
    [InlineData("qwertyuiopoiuytrewq")]
    [InlineData("MotDePasse-2025")]
    [InlineData("ichliebedich!!")]
    [InlineData("Été2026Été2026")]
    [InlineData("112233445566")]
    [InlineData("iloveyouforever")]
    public void Common_passwords_are_refused(string password)
    {
        Assert.True(GuessablePassword.Is(password));
        Assert.Equal("password.plain", Assert.Throws<RefusedException>(() => Passwords.Check(password, "els.peeters@huis.example")).Refusal.Code);
    }

    [Theory]
    [InlineData("vierwoordjes")]
    [InlineData("een-heel-lang-wachtwoord-42")]
    [InlineData("correct horse battery staple")]
    [InlineData("boulangerie du coin")]
    [InlineData("t7Kq-pzm2-Rw9x")]
    [InlineData("839264017552")]
    [InlineData("password van mijn buurman")]
    public void A_sentence_of_your_own_is_accepted(string password)
    {
        Assert.False(GuessablePassword.Is(password));
        Passwords.Check(password, "els.peeters@huis.example");
    }
}
