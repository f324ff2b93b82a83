using Stamgast.Text;
using Xunit;

namespace Stamgast.Tests.Text;

public class SpellingTests
{
    [Theory]
    [InlineData("Schmidt", "Schmitt")]
    [InlineData("Schmidt", "Smit")]
    [InlineData("D'Hondt", "Dhont")]
    [InlineData("Lefèvre", "Lefebvre")]
    [InlineData("Yılmaz", "Yilmas")]
    [InlineData("Mohamed", "Muhammad")]
    [InlineData("Claes", "Klaas")]
    [InlineData("Janssens", "Jansen")]
    [InlineData("Philippe", "Filip")]
    [InlineData("Kowalczyk", "Kowalcik")]
    public void Names_that_sound_alike_share_a_key(string a, string b) => Assert.Equal(PhoneticKey.Of(Folding.Fold(a)), PhoneticKey.Of(Folding.Fold(b)));

    [Theory]
    [InlineData("Aerts", "Bakker")]
    [InlineData("Claes", "Maes")]
    [InlineData("Peeters", "Wouters")]
    public void Names_that_sound_different_do_not(string a, string b) => Assert.NotEqual(PhoneticKey.Of(Folding.Fold(a)), PhoneticKey.Of(Folding.Fold(b)));

    [Theory]
    [InlineData("Müller", "Mueller")]
    [InlineData("Müller", "Muller")]
    [InlineData("Van der Heijden", "Vanderheyden")]
    [InlineData("Søren", "Soeren")]
    [InlineData("Stéphane", "Stefane")]
    public void Accepted_spellings_become_one(string a, string b) =>
        Assert.Equal(Transliteration.Loose(Folding.Fold(a)), Transliteration.Loose(Folding.Fold(b)));

    [Theory]
    [InlineData("van den berghe", "berghe")]
    [InlineData("de la tour", "tour")]
    [InlineData("aerts", "aerts")]
    [InlineData("de", "de")]
    public void Particles_are_left_out(string name, string core) => Assert.Equal(core, NameParticles.Core(name).ToString());

    [Theory]
    [InlineData("vandenberghe", "berghe")]
    [InlineData("dewaele", "waele")]
    [InlineData("vandamme", "damme")]
    [InlineData("dean", "dean")]
    public void Joined_particles_too(string name, string core) => Assert.Equal(core, NameParticles.DeepCore(name).ToString());

    [Theory]
    [InlineData("jan", "johannes")]
    [InlineData("bob", "robert")]
    [InlineData("sofie", "sophie")]
    [InlineData("mo", "mohamed")]
    [InlineData("jozefien", "josefine")]
    public void Nicknames_stand_for_one_another(string a, string b) => Assert.True(Nicknames.AreAlike(a, b));

    [Fact]
    public void Other_names_do_not() => Assert.False(Nicknames.AreAlike("willem", "jozefien"));

    [Theory]
    [InlineData("Boulangerie Lefèvre SRL", "boulangerie lefevre")]
    [InlineData("Boulangerie Lefèvre S.R.L.", "boulangerie lefevre")]
    [InlineData("Claes & Zonen NV", "claes zonen")]
    [InlineData("B.V.B.A. De Bakker", "de bakker")]
    [InlineData("NV", "nv")]
    public void Legal_forms_are_left_out(string name, string plain) => Assert.Equal(plain, LegalForms.Without(Folding.Fold(name)));

    [Theory]
    [InlineData("Kerkstr.", "Kerkstraat")]
    [InlineData("Kirchstraße", "Kirchstr")]
    [InlineData("Av. Louise", "Avenue Louise")]
    [InlineData("Leuvensestwg", "Leuvensesteenweg")]
    [InlineData("St. Jansplein", "Sint-Jansplein")]
    [InlineData("Burg. Maxlaan", "Burgemeester Maxlaan")]
    public void Streets_have_one_spelling(string a, string b) => Assert.Equal(StreetWords.Plain(Folding.Fold(a)), StreetWords.Plain(Folding.Fold(b)));

    [Fact]
    public void A_street_and_a_lane_differ() => Assert.NotEqual(StreetWords.Plain("kerkstraat"), StreetWords.Plain("kerklaan"));

    [Theory]
    [InlineData("gand", "gent")]
    [InlineData("koln", "keulen")]
    [InlineData("saint gilles", "sint gillis")]
    [InlineData("st truiden", "sint truiden")]
    [InlineData("aalter", "aalter")]
    public void Towns_have_one_name(string a, string b) => Assert.Equal(PlaceNames.Plain(a), PlaceNames.Plain(b));
}
